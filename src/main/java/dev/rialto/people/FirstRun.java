package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.people.EntryLink.Purpose;
import dev.rialto.platform.Database;
import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first administrator. Whoever reads the terminal of the first start gets a link; whoever
 * starts it unattended names the administrator in settings. Both are nothing once there is one.
 */
public final class FirstRun {
  private final Database db;
  private final Journal journal;
  private final People people;
  private final ContactMethods contactMethods;
  private final SignIns signIns;
  private final Passwords passwords;
  private final InstantSource clock;

  FirstRun(
      Database db,
      Journal journal,
      People people,
      ContactMethods contactMethods,
      SignIns signIns,
      Passwords passwords,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.people = people;
    this.contactMethods = contactMethods;
    this.signIns = signIns;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** The path of a new first-run link, or nothing when there is an administrator. */
  public Optional<String> link() {
    if (people.anyAdmin()) return Optional.empty();
    var key = Key.fresh();
    var now = clock.instant();
    db.run(
        tx ->
            tx.attach(EntryLinkSql.class)
                .insert(
                    Purpose.FIRST_RUN.word,
                    key.hash(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    now,
                    now.plus(Purpose.FIRST_RUN.lasts)));
    return Optional.of(Purpose.FIRST_RUN.path(key));
  }

  boolean isAlive(String key) {
    return db.read(
            tx ->
                tx.attach(EntryLinkSql.class)
                    .alive(Purpose.FIRST_RUN.word, Key.hash(key), clock.instant()))
        .isPresent();
  }

  SignIns.Welcome accept(
      String key, String name, String email, String password, SignIns.Browser browser) {
    if (!isAlive(key)) throw EntryLinks.spent();
    check(name, email, password);
    var hash = passwords.hash(password);
    return db.inTransaction(
        tx -> {
          var people = tx.attach(PersonSql.class);
          people.lockAll();
          var now = clock.instant();
          var used = tx.attach(EntryLinkSql.class).use(Purpose.FIRST_RUN.word, Key.hash(key), now);
          if (used.isEmpty() || people.anyAdmin()) throw EntryLinks.spent();
          tx.attach(EntryLinkSql.class).withdrawFirstRuns(now);
          var person = this.people.join(tx, "first-run link", name, email, Role.ADMIN, hash);
          contactMethods.firstEmail(tx, person, false);
          return new SignIns.Welcome(person, signIns.enter(tx, person, browser));
        });
  }

  /** From settings, at start: does nothing once an administrator exists. */
  public void ensure(@Nullable String email, @Nullable String password, @Nullable String token) {
    if (people.anyAdmin()) return;
    var hash = password == null ? null : passwords.hash(password);
    db.run(
        tx -> {
          var people = tx.attach(PersonSql.class);
          people.lockAll();
          if (people.anyAdmin()) return;
          Person admin = null;
          if (email != null && hash != null) {
            var name = email.substring(0, Math.max(1, email.indexOf('@')));
            admin = this.people.join(tx, "settings", name, email, Role.ADMIN, hash);
            contactMethods.firstEmail(tx, admin, false);
            tx.attach(EntryLinkSql.class).withdrawFirstRuns(clock.instant());
          }
          if (token != null) keep(tx.attach(TokenSql.class), tx, admin, token);
        });
  }

  private void keep(TokenSql sql, dev.rialto.platform.Tx tx, @Nullable Person admin, String token) {
    var hash = Key.hash(token);
    var known = sql.byHash(hash);
    if (known.isPresent()) {
      if (admin != null) sql.give(known.get().id(), admin.id());
      return;
    }
    var kept =
        sql.insert(
            admin == null ? null : admin.id(),
            "First token, from settings",
            "first",
            hash,
            List.of("read", "write", "admin", "signals"),
            clock.instant(),
            null);
    journal.append(
        tx, "settings", "token.made", "token", kept.id(), null, Map.of("name", kept.name()));
  }

  /**
   * What is wrong with the settings, in words for the list that a start prints; empty when fine.
   */
  public static List<dev.rialto.platform.Wrong> objections(
      @Nullable String email, @Nullable String password, @Nullable String token) {
    var scrutiny = new Scrutiny();
    if (email != null) Particulars.email(scrutiny, "RIALTO_ADMIN_EMAIL", email);
    if ((email == null) != (password == null)) {
      scrutiny.wrong(
          email == null ? "RIALTO_ADMIN_EMAIL" : "RIALTO_ADMIN_PASSWORD",
          "Set both, or neither: an administrator needs an address and a password.");
    }
    if (password != null) {
      Particulars.password(
          scrutiny, "RIALTO_ADMIN_PASSWORD", password, email == null ? "" : email, "");
    }
    if (token != null && (token.length() < Tokens.SHORTEST_GIVEN || token.length() > 200)) {
      scrutiny.wrong(
          "RIALTO_ADMIN_TOKEN",
          "%d to 200 characters that nobody guesses; `openssl rand -base64 33` makes one."
              .formatted(Tokens.SHORTEST_GIVEN));
    }
    return scrutiny.wrongs();
  }

  private static void check(String name, String email, String password) {
    var scrutiny = new Scrutiny();
    Particulars.name(scrutiny, "name", name);
    Particulars.email(scrutiny, "email", email);
    Particulars.password(scrutiny, "password", password, email, name);
    scrutiny.orThrow();
  }
}
