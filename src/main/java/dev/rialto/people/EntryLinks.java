package dev.rialto.people;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.journal.Journal;
import dev.rialto.people.EntryLink.Purpose;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Invitations and forgotten passwords: a link by mail, or, where no mail server is set, a link that
 * an administrator hands over.
 */
public final class EntryLinks {
  private static final int RESETS_AN_HOUR = 3;

  private final Database db;
  private final Journal journal;
  private final People people;
  private final ContactMethods contactMethods;
  private final SignIns signIns;
  private final Passwords passwords;
  private final Messages messages;
  private final UnaryOperator<String> link;
  private final InstantSource clock;
  private final Jobs jobs;
  private final Task<String> forgotten;

  EntryLinks(
      Database db,
      Jobs jobs,
      Journal journal,
      People people,
      ContactMethods contactMethods,
      SignIns signIns,
      Passwords passwords,
      Messages messages,
      UnaryOperator<String> link,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.people = people;
    this.contactMethods = contactMethods;
    this.signIns = signIns;
    this.passwords = passwords;
    this.messages = messages;
    this.link = link;
    this.clock = clock;
    this.jobs = jobs;
    this.forgotten =
        Tasks.oneTime("people-forgotten-password", String.class)
            .execute((instance, context) -> sendReset(instance.getData()));
    jobs.add(forgotten);
  }

  /** A link that was made; its address is here once, and only when nobody gets it by mail. */
  record Made(EntryLink link, @Nullable String address) {}

  boolean canMail() {
    return messages.canMail();
  }

  List<EntryLink> openInvitations(long after, int limit) {
    return db.read(
        tx ->
            tx.attach(EntryLinkSql.class).openInvitations(clock.instant(), after, limit).stream()
                .map(EntryLinkSql.Row::link)
                .toList());
  }

  Made invite(Caller caller, String name, String email, String roleWord, boolean byMail) {
    var scrutiny = new Scrutiny();
    if (!name.isEmpty()) Particulars.name(scrutiny, "name", name);
    Particulars.email(scrutiny, "email", email);
    var role = Particulars.role(scrutiny, "role", roleWord);
    scrutiny.holds(
        people.mayBeInvited(email), "email", "Somebody with this address is here already.");
    if (byMail) scrutiny.holds(canMail(), "deliver", "No mail server is set; hand the link over.");
    scrutiny.orThrow();
    return db.inTransaction(
        tx -> {
          tx.attach(EntryLinkSql.class).withdrawInvitationsOf(email, clock.instant());
          var draft = new Draft(Purpose.INVITATION, email, name, role, null);
          return make(tx, caller, draft, byMail, "invitation.made");
        });
  }

  void withdraw(Caller caller, long id) {
    db.run(
        tx -> {
          var row =
              tx.attach(EntryLinkSql.class)
                  .withdraw(id, clock.instant())
                  .orElseThrow(
                      () -> Problem.notFound("There is no open invitation %d.".formatted(id)));
          journal.append(
              tx,
              caller.label(),
              "invitation.withdrawn",
              "invitation",
              id,
              shown(row.link()),
              null);
          tx.tell(People.TOPIC);
        });
  }

  /**
   * For whoever stands at the door. Every address takes the same way and the same time here; who
   * has an account is looked up later, where nobody can watch.
   */
  void forgot(String email) {
    if (!canMail() || !Particulars.isEmail(email)) return;
    var id = UUID.randomUUID().toString();
    db.run(tx -> jobs.schedule(tx, forgotten.instance(id, email), clock.instant()));
  }

  private void sendReset(String email) {
    db.run(
        tx -> {
          var person = tx.attach(PersonSql.class).byEmail(email).filter(Person::active);
          if (person.isEmpty()) return;
          var anHourAgo = clock.instant().minus(Duration.ofHours(1));
          int asked = tx.attach(EntryLinkSql.class).resetsSince(person.get().id(), anHourAgo);
          if (asked >= RESETS_AN_HOUR) return;
          var draft = new Draft(Purpose.RESET, null, null, null, person.get());
          make(tx, Caller.NOBODY, draft, true, "reset.asked");
        });
  }

  /** For an administrator to hand over; it also works where mail does not. */
  Made reset(Caller caller, long personId) {
    return db.inTransaction(
        tx -> {
          var person = People.byId(tx, personId);
          if (!person.active()) {
            throw Problem.conflict(
                "%s may not sign in. Let them in first.".formatted(person.name()));
          }
          tx.attach(EntryLinkSql.class).withdrawResetsOf(personId, clock.instant());
          return make(
              tx, caller, new Draft(Purpose.RESET, null, null, null, person), false, "reset.made");
        });
  }

  Optional<EntryLink> alive(Purpose purpose, String key) {
    return db.read(
        tx ->
            tx.attach(EntryLinkSql.class)
                .alive(purpose.word, Key.hash(key), clock.instant())
                .map(EntryLinkSql.Row::link));
  }

  SignIns.Welcome acceptInvitation(
      String key, String name, String password, SignIns.Browser browser) {
    var invitation = alive(Purpose.INVITATION, key).orElseThrow(EntryLinks::spent);
    var email = Objects.requireNonNull(invitation.email());
    var role = Objects.requireNonNull(invitation.role());
    var scrutiny = new Scrutiny();
    Particulars.name(scrutiny, "name", name);
    Particulars.password(scrutiny, "password", password, email, name);
    scrutiny.orThrow();
    var hash = passwords.hash(password);
    return db.inTransaction(
        tx -> {
          use(tx, Purpose.INVITATION, key);
          var actor = "invitation:" + invitation.id();
          var person = people.join(tx, actor, name, email, role, hash);
          contactMethods.firstEmail(tx, person, invitation.mailed());
          return new SignIns.Welcome(person, signIns.enter(tx, person, browser));
        });
  }

  SignIns.Welcome acceptReset(String key, String password, SignIns.Browser browser) {
    var reset = alive(Purpose.RESET, key).orElseThrow(EntryLinks::spent);
    var before = people.byId(Objects.requireNonNull(reset.personId()));
    if (!before.active()) throw spent();
    var scrutiny = new Scrutiny();
    Particulars.password(scrutiny, "password", password, before.email(), before.name());
    scrutiny.orThrow();
    var hash = passwords.hash(password);
    return db.inTransaction(
        tx -> {
          use(tx, Purpose.RESET, key);
          tx.attach(EntryLinkSql.class).withdrawResetsOf(before.id(), clock.instant());
          signIns.resetPassword(tx, before, hash);
          return new SignIns.Welcome(before, signIns.enter(tx, before, browser));
        });
  }

  /** One answer for used, withdrawn, too old and never given: a guess learns nothing. */
  static Problem spent() {
    return Problem.gone(
        "This link has been used, was withdrawn, or is too old. Ask an administrator for a new one.");
  }

  private void use(Tx tx, Purpose purpose, String key) {
    var used = tx.attach(EntryLinkSql.class).use(purpose.word, Key.hash(key), clock.instant());
    if (used.isEmpty()) throw spent();
  }

  private record Draft(
      Purpose purpose,
      @Nullable String email,
      @Nullable String name,
      @Nullable Role role,
      @Nullable Person person) {}

  private Made make(Tx tx, Caller caller, Draft draft, boolean byMail, String kind) {
    var key = Key.fresh();
    var now = clock.instant();
    var made =
        tx.attach(EntryLinkSql.class)
            .insert(
                draft.purpose().word,
                key.hash(),
                draft.email(),
                draft.name(),
                draft.role() == null ? null : draft.role().word(),
                draft.person() == null ? null : draft.person().id(),
                caller.id() == 0 ? null : caller.id(),
                byMail,
                now,
                now.plus(draft.purpose().lasts))
            .link();
    journal.append(
        tx,
        caller.label(),
        kind,
        draft.person() == null ? "invitation" : "person",
        draft.person() == null ? made.id() : draft.person().id(),
        null,
        shown(made));
    tx.tell(People.TOPIC);
    var address = link.apply(draft.purpose().path(key));
    if (!byMail) return new Made(made, address);
    if (draft.person() != null) {
      messages.mail(
          tx,
          made.id(),
          draft.person().email(),
          "Set a new password for Rialto",
          "Somebody, we hope you, asked for a new password. The link works once, for two hours.\n\n"
              + "If it was not you, do nothing: your password stays as it is.",
          address);
    } else {
      messages.mail(
          tx,
          made.id(),
          String.valueOf(draft.email()),
          "You are invited to Rialto",
          "%s invites you to Rialto, where those who build services and those who run them meet.\n\n"
                  .formatted(caller.name())
              + "Choose a password behind the link; it works once, for seven days.",
          address);
    }
    return new Made(made, null);
  }

  private static Map<String, Object> shown(EntryLink link) {
    return link.purpose() == Purpose.RESET
        ? Map.of("reset_link", link.mailed() ? "mailed" : "handed over")
        : Map.of(
            "email", String.valueOf(link.email()),
            "role", link.role() == null ? "" : link.role().word(),
            "link", link.mailed() ? "mailed" : "handed over");
  }
}
