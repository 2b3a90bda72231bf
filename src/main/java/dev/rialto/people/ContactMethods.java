package dev.rialto.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How each person is reached, in which order, and proof that it works: a code that came through.
 */
public final class ContactMethods {
  static final int MOST_EACH = 20;
  static final Duration CODE_LASTS = Duration.ofMinutes(10);
  static final int CODE_TRIES = 5;
  private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(20);
  private static final int LONGEST_LABEL = 120;

  private final Database db;
  private final Journal journal;
  private final Vault vault;
  private final Messages messages;
  private final InstantSource clock;

  ContactMethods(
      Database db, Journal journal, Vault vault, Messages messages, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.vault = vault;
    this.messages = messages;
    this.clock = clock;
  }

  /** A new method; a signing secret that Rialto made is here once. */
  public record Added(ContactMethod method, @Nullable String madeSecret) {}

  public List<ContactMethod> of(long personId) {
    return db.read(tx -> tx.attach(ContactMethodSql.class).of(personId));
  }

  /** A method opened for sending, from a row of {@code contact_method_view}. */
  public Reach.Target opened(
      long methodId, String kindWord, String address, byte @Nullable [] sealed) {
    return opened(
        vault, methodId, ContactKind.valueOf(kindWord.toUpperCase(ROOT)), address, sealed);
  }

  /** A method opened for sending, with what is sealed; nothing when it is gone. */
  static Optional<Reach.Target> target(Tx tx, Vault vault, long methodId) {
    return tx.attach(ContactMethodSql.class)
        .sealed(methodId)
        .map(row -> opened(vault, methodId, row.kind(), row.address(), row.secret()));
  }

  private static Reach.Target opened(
      Vault vault, long methodId, ContactKind kind, String address, byte @Nullable [] sealed) {
    var secret = sealed == null ? null : new String(vault.open(sealed, context(methodId)), UTF_8);
    return kind.addressIsSecret() && secret != null
        ? new Reach.Target(methodId, kind, secret, null)
        : new Reach.Target(methodId, kind, address, secret);
  }

  /** One more way to reach somebody; nothing goes there before a code came back from it. */
  public Added add(
      Caller caller, long personId, String kindWord, String label, String address, String secret) {
    var scrutiny = new Scrutiny();
    var kind = ContactAddress.kind(scrutiny, "kind", kindWord);
    if (kind == null) throw Problem.invalid(scrutiny.wrongs());
    var named = label.isEmpty() ? kind.title() : label;
    scrutiny.line("label", named, LONGEST_LABEL);
    var read = ContactAddress.read(scrutiny, kind, address, secret);
    scrutiny.orThrow();
    var made = kind == ContactKind.WEBHOOK && read.secret() == null ? Key.fresh().text() : null;
    var whole = made == null ? read : new ContactAddress(kind, read.shown(), made);
    return db.inTransaction(tx -> new Added(add(tx, caller, personId, named, whole), made));
  }

  private ContactMethod add(
      Tx tx, Caller caller, long personId, String label, ContactAddress address) {
    People.byId(tx, personId);
    var sql = tx.attach(ContactMethodSql.class);
    ownOrAdmin(caller, personId);
    sql.lockPerson(personId);
    if (sql.of(personId).size() >= MOST_EACH) {
      throw Problem.conflict("At most %d contact methods; remove one first.".formatted(MOST_EACH));
    }
    long id = sql.insert(personId, address.kind().word(), label, address.shown(), clock.instant());
    if (address.secret() != null)
      sql.seal(id, vault.seal(address.secret().getBytes(UTF_8), context(id)));
    var method = byId(tx, id);
    record(tx, caller.label(), "contact_method.added", method, null, method);
    return method;
  }

  /**
   * The address somebody signs in with is the first way to reach them; by mail it is proven
   * already.
   */
  void firstEmail(Tx tx, Person person, boolean proven) {
    var sql = tx.attach(ContactMethodSql.class);
    long id =
        sql.emailOf(person.id(), person.email())
            .orElseGet(
                () ->
                    sql.insert(
                        person.id(),
                        ContactKind.EMAIL.word(),
                        "E-mail",
                        person.email(),
                        clock.instant()));
    if (proven) sql.verified(id, clock.instant());
    var method = byId(tx, id);
    var self = Caller.person(person.id(), person.name(), person.role()).label();
    record(tx, self, "contact_method.added", method, null, method);
  }

  ContactMethod rename(Caller caller, long id, int version, String label) {
    new Scrutiny().line("label", label, LONGEST_LABEL).orThrow();
    return db.inTransaction(
        tx -> {
          var before = theirs(tx, caller, id);
          if (tx.attach(ContactMethodSql.class).rename(id, label, version) == 0)
            throw stale(before);
          var after = byId(tx, id);
          record(tx, caller.label(), "contact_method.changed", after, before, after);
          return after;
        });
  }

  /** The whole order at once, first tried first; a list that misses or repeats one is stale. */
  List<ContactMethod> reorder(Caller caller, long personId, List<Long> ids) {
    return db.inTransaction(
        tx -> {
          ownOrAdmin(caller, personId);
          People.byId(tx, personId);
          var sql = tx.attach(ContactMethodSql.class);
          sql.lockPerson(personId);
          var before = sql.of(personId).stream().map(ContactMethod::id).toList();
          if (ids.size() != before.size() || !new HashSet<>(ids).equals(new HashSet<>(before))) {
            throw Problem.conflict(
                "The list of contact methods has changed meanwhile. Look again.");
          }
          sql.reorder(personId, ids);
          journal.append(
              tx, caller.label(), "contact_method.reordered", "person", personId, before, ids);
          tx.tell(topic(personId));
          return sql.of(personId);
        });
  }

  /** One step up, for those without a mouse or without JavaScript. */
  void up(Caller caller, long id) {
    var method = db.read(tx -> theirs(tx, caller, id));
    var ids = new ArrayList<>(of(method.personId()).stream().map(ContactMethod::id).toList());
    int at = ids.indexOf(id);
    if (at <= 0) return;
    ids.remove(at);
    ids.add(at - 1, id);
    reorder(caller, method.personId(), ids);
  }

  void remove(Caller caller, long id, int version) {
    db.run(
        tx -> {
          var method = theirs(tx, caller, id);
          if (tx.attach(ContactMethodSql.class).remove(id, version) == 0) throw stale(method);
          record(tx, caller.label(), "contact_method.removed", method, method, null);
        });
  }

  /** Sends a fresh code over the method itself. */
  public void sendCode(Caller caller, long id) {
    var code = Key.sixDigits();
    db.run(
        tx -> {
          var method = theirs(tx, caller, id);
          var sql = tx.attach(ContactMethodSql.class);
          pause(sql, id);
          var now = clock.instant();
          sql.code(id, codeHash(id, code.text()), now.plus(CODE_LASTS), now);
          messages.reach(
              tx,
              method.id(),
              Reach.Why.CODE,
              "Your code for Rialto: " + code.text(),
              "Type %s into Rialto within ten minutes. Then pages reach you here."
                  .formatted(code.text()));
          journal.append(
              tx, caller.label(), "contact_method.code_sent", "contact_method", id, null, null);
          tx.tell(topic(method.personId()));
        });
  }

  void test(Caller caller, long id) {
    db.run(
        tx -> {
          var method = theirs(tx, caller, id);
          var sql = tx.attach(ContactMethodSql.class);
          pause(sql, id);
          sql.testing(id, clock.instant());
          messages.reach(
              tx,
              method.id(),
              Reach.Why.TEST,
              "A test from Rialto",
              "A page would reach you here. Nothing is wrong.");
          tx.tell(topic(method.personId()));
        });
  }

  /** A wrong code is counted even though it is refused, so it is its own transaction's outcome. */
  public ContactMethod verify(Caller caller, long id, String typed) {
    var objection =
        db.inTransaction(
            tx -> {
              var method = theirs(tx, caller, id);
              var sql = tx.attach(ContactMethodSql.class);
              var wrong = objection(sql, id, typed);
              if (wrong.isPresent()) return wrong;
              sql.verified(id, clock.instant());
              record(tx, caller.label(), "contact_method.verified", method, method, byId(tx, id));
              return wrong;
            });
    objection.ifPresent(
        message -> {
          throw Problem.invalid("code", message);
        });
    return db.read(tx -> byId(tx, id));
  }

  private Optional<String> objection(ContactMethodSql sql, long id, String typed) {
    var code = sql.lockCode(id).orElseThrow();
    if (code.codeHash() == null
        || code.codeExpiresAt() == null
        || !code.codeExpiresAt().isAfter(clock.instant())
        || code.codeTries() >= CODE_TRIES) {
      return Optional.of("This code is no longer valid. Send a new one.");
    }
    sql.countTry(id);
    var digits = typed.replaceAll("[\\s-]", "");
    if (MessageDigest.isEqual(code.codeHash(), codeHash(id, digits))) return Optional.empty();
    int left = CODE_TRIES - code.codeTries() - 1;
    return Optional.of(
        left == 0
            ? "That was not the code. Send a new one."
            : "That is not the code. %d more tries.".formatted(left));
  }

  private void pause(ContactMethodSql sql, long id) {
    var sent = sql.lockCode(id).orElseThrow().codeSentAt();
    var now = clock.instant();
    if (sent == null || !sent.plus(BETWEEN_MESSAGES).isAfter(now)) return;
    throw Problem.tooMany(
        "A message is on its way already. Wait a moment before the next.",
        Duration.between(now, sent.plus(BETWEEN_MESSAGES)));
  }

  ContactMethod theirs(Tx tx, Caller caller, long id) {
    var method = byId(tx, id);
    ownOrAdmin(caller, method.personId());
    return method;
  }

  static void ownOrAdmin(Caller caller, long personId) {
    if (caller.id() == personId || People.mayAdminister(caller)) return;
    throw Problem.forbidden("These are another person's contact methods.");
  }

  private static ContactMethod byId(Tx tx, long id) {
    return tx.attach(ContactMethodSql.class)
        .byId(id)
        .orElseThrow(() -> Problem.notFound("There is no contact method %d.".formatted(id)));
  }

  private static Problem stale(ContactMethod now) {
    return Problem.conflict(
        "“%s” was changed meanwhile; it is at version %d now."
            .formatted(now.label(), now.version()));
  }

  private void record(
      Tx tx,
      String actor,
      String kind,
      ContactMethod method,
      @Nullable ContactMethod before,
      @Nullable ContactMethod after) {
    journal.append(
        tx,
        actor,
        kind,
        "contact_method",
        method.id(),
        before == null ? null : ContactMethodJson.Recorded.of(before),
        after == null ? null : ContactMethodJson.Recorded.of(after));
    tx.tell(topic(method.personId()));
  }

  private static byte[] codeHash(long id, String code) {
    return Key.hash("contact_method:%d:%s".formatted(id, code));
  }

  /** What a page of this person's contact methods listens to. */
  static String topic(long personId) {
    return "person:" + personId;
  }

  private static String context(long id) {
    return "contact_method:" + id;
  }
}
