package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keys for programs: shown once, kept as a hash, never more than their owner may do. */
public final class Tokens {
  static final String PREFIX = "rialto_";
  static final int PREFIX_SHOWN = 12;
  static final int SHORTEST_GIVEN = 24;
  static final int MOST_EACH = 100;
  static final Set<String> SCOPES = Set.of("read", "write", "admin", "signals");
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;

  Tokens(Database db, Journal journal, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /** A new token; the key itself is here once. */
  record Made(ApiToken token, Key key) {}

  /**
   * The caller behind {@code Authorization: Bearer}, or nothing. Signal doors ask this too, and
   * then look for the scope {@code signals}.
   */
  public Optional<Caller> caller(String token) {
    return bearer(token).map(Tokens::caller);
  }

  Optional<TokenSql.Bearer> bearer(String token) {
    var now = clock.instant();
    var bearer = db.read(tx -> tx.attach(TokenSql.class).bearer(Key.hash(token), now));
    bearer
        .filter(b -> b.lastUsedAt() == null || b.lastUsedAt().plus(USED_EVERY).isBefore(now))
        .ifPresent(b -> db.run(tx -> tx.attach(TokenSql.class).used(b.tokenId(), now)));
    return bearer;
  }

  static Caller caller(TokenSql.Bearer bearer) {
    long personId = bearer.personId() == null ? 0 : bearer.personId();
    var role = bearer.role() == null ? Role.ADMIN : bearer.role();
    var name = bearer.owner() == null ? bearer.name() : bearer.name() + " of " + bearer.owner();
    return new Caller(Caller.Kind.TOKEN, personId, name, role, Set.copyOf(bearer.scopes()));
  }

  List<ApiToken> page(Caller caller, boolean everyone, long after, int limit) {
    if (everyone && !People.mayAdminister(caller)) {
      throw Problem.forbidden("Only an administrator sees everyone's tokens.");
    }
    return db.read(tx -> tx.attach(TokenSql.class).page(caller.id(), everyone, after, limit));
  }

  Made make(Caller caller, String name, List<String> scopes, @Nullable Instant expires) {
    var now = clock.instant();
    var wanted = new TreeSet<>(scopes);
    check(caller, name, wanted, expires, now);
    var key = Key.fresh(PREFIX);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(TokenSql.class);
          if (caller.id() != 0 && sql.goodOnes(caller.id()) >= MOST_EACH) {
            throw Problem.conflict("At most %d tokens; revoke one first.".formatted(MOST_EACH));
          }
          var made =
              sql.insert(
                  caller.id() == 0 ? null : caller.id(),
                  name,
                  key.text().substring(0, PREFIX_SHOWN),
                  key.hash(),
                  List.copyOf(wanted),
                  now,
                  expires);
          journal.append(
              tx, caller.label(), "token.made", "token", made.id(), null, TokenJson.of(made));
          return new Made(made, key);
        });
  }

  void revoke(Caller caller, long id) {
    db.run(
        tx -> {
          var sql = tx.attach(TokenSql.class);
          var token =
              sql.byId(id)
                  .filter(
                      t ->
                          caller.isAdmin() || (t.personId() != null && t.personId() == caller.id()))
                  .orElseThrow(
                      () -> Problem.notFound("There is no token %d of yours.".formatted(id)));
          if (sql.revoke(id, clock.instant()) == 0)
            return; // revoked already: that is what was wanted
          journal.append(
              tx, caller.label(), "token.revoked", "token", id, TokenJson.of(token), null);
        });
  }

  private static void check(
      Caller caller, String name, Set<String> scopes, @Nullable Instant expires, Instant now) {
    var scrutiny = new Scrutiny().line("name", name, 120);
    scrutiny
        .holds(
            !scopes.isEmpty() && SCOPES.containsAll(scopes),
            "scopes",
            "Choose at least one of " + String.join(", ", new TreeSet<>(SCOPES)) + ".")
        .holds(
            expires == null || expires.isAfter(now),
            "expires_at",
            "This moment has passed; choose a later one, or none.")
        .holds(
            expires == null || expires.isBefore(now.plus(LONGEST)),
            "expires_at",
            "At most ten years; a token that never expires leaves this out.");
    for (var scope : scopes) scrutiny.holds(mayGive(caller, scope), "scopes", refusal(scope));
    scrutiny.orThrow();
  }

  /** Nobody hands out more than they have, and a token least of all. */
  static boolean mayGive(Caller caller, String scope) {
    var role = caller.role();
    if (role == null) return false;
    boolean roleAllows =
        switch (scope) {
          case "admin" -> role == Role.ADMIN;
          case "write", "signals" -> role.atLeast(Role.MEMBER);
          default -> true;
        };
    return roleAllows && (caller.kind() != Caller.Kind.TOKEN || caller.hasScope(scope));
  }

  private static String refusal(String scope) {
    return "You may not hand out the scope “%s”, since you do not have it.".formatted(scope);
  }
}
