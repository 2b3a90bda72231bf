package dev.rialto.signals;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Sha256;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import dev.rialto.platform.Wrong;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may send: each source has one token, kept as a hash and shown once. */
public final class Sources {
  static final int TOKEN_BYTES = 24;
  static final String TOKEN_PREFIX = "ria_in_";
  static final int HINT = 4;
  static final int MAX_NAME = 120;
  static final int MAX_EXPECTED_MINUTES = 90 * 24 * 60;

  private final Database db;
  private final Journal journal;
  private final Vault vault;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Sources(Database db, Journal journal, Vault vault, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.vault = vault;
    this.clock = clock;
  }

  /** A source and its token, which nobody will see again. */
  record WithToken(Source source, String token) {}

  List<Source> page(long after, int limit) {
    return db.read(tx -> tx.attach(SourceSql.class).page(after, limit));
  }

  Source byId(long id) {
    return db.read(tx -> byId(tx, id));
  }

  private static Source byId(Tx tx, long id) {
    return tx.attach(SourceSql.class)
        .byId(id)
        .orElseThrow(() -> Problem.notFound("There is no source " + id + ". See /sources."));
  }

  Optional<Source> byToken(String token) {
    return db.read(tx -> tx.attach(SourceSql.class).byToken(hash(token)));
  }

  /** An API token may send too; it becomes a source of its own with its first signal. */
  Source ofApiCaller(Caller caller, Format format) {
    var found = db.read(tx -> tx.attach(SourceSql.class).byApiCaller(caller.label()));
    return found.orElseGet(
        () ->
            db.inTransaction(
                tx -> {
                  var sql = tx.attach(SourceSql.class);
                  var wish =
                      caller.kind() == Caller.Kind.PERSON
                          ? caller.name() + ", by hand"
                          : "API token " + caller.name();
                  var name = wish.length() > MAX_NAME ? wish.substring(0, MAX_NAME) : wish;
                  sql.addForApiCaller(
                      sql.named(name, 0) == 0
                          ? name
                          : "Number " + caller.id() + " of " + caller.kind(),
                      format.word(),
                      caller.label(),
                      clock.instant());
                  return sql.byApiCaller(caller.label()).orElseThrow();
                }));
  }

  WithToken add(Caller caller, SourceSql.Wanted wanted) {
    var token = newToken();
    return db.inTransaction(
        tx -> {
          check(tx, wanted, 0);
          var sql = tx.attach(SourceSql.class);
          long id = sql.add(wanted, hash(token), hint(token), clock.instant(), caller.label());
          seal(sql, id, wanted.format(), token);
          journal.append(tx, caller.label(), "source.added", "source", id, null, noted(wanted));
          tx.tell(Signals.TOPIC);
          return new WithToken(byId(tx, id), token);
        });
  }

  Source change(Caller caller, long id, int version, SourceSql.Wanted wanted) {
    return db.inTransaction(
        tx -> {
          var before = byId(tx, id);
          check(tx, wanted, id);
          if (tx.attach(SourceSql.class).change(id, version, wanted) == 0) {
            throw Problem.conflict(
                "Someone else changed this source meanwhile; this is version "
                    + before.version()
                    + ". Look at it again and send that version.");
          }
          journal.append(
              tx, caller.label(), "source.changed", "source", id, noted(before), noted(wanted));
          tx.tell(Signals.TOPIC);
          return byId(tx, id);
        });
  }

  WithToken rotate(Caller caller, long id) {
    var token = newToken();
    return db.inTransaction(
        tx -> {
          var before = byId(tx, id);
          var sql = tx.attach(SourceSql.class);
          sql.rotate(id, hash(token), hint(token), clock.instant());
          seal(sql, id, before.format(), token);
          journal.append(
              tx,
              caller.label(),
              "source.token_rotated",
              "source",
              id,
              null,
              Map.of("token", "changed"));
          tx.tell(Signals.TOPIC);
          return new WithToken(byId(tx, id), token);
        });
  }

  /** A hash proves a token; a signature can only be checked with the secret itself. */
  private void seal(SourceSql sql, long id, String format, String token) {
    boolean signs = Format.of(format).map(Format::signs).orElse(false);
    sql.seal(id, signs ? vault.seal(token, "source:" + id) : null);
  }

  /** The secret that a sender signs with, if it signs and is open. */
  Optional<String> secret(Source source) {
    return Optional.ofNullable(source.sealedToken())
        .map(kept -> vault.open(kept, "source:" + source.id()));
  }

  Optional<Source> find(long id) {
    return db.read(tx -> tx.attach(SourceSql.class).byId(id));
  }

  void close(Caller caller, long id) {
    db.run(
        tx -> {
          var before = byId(tx, id);
          tx.attach(SourceSql.class).close(id, clock.instant());
          journal.append(tx, caller.label(), "source.closed", "source", id, noted(before), null);
          tx.tell(Signals.TOPIC);
        });
  }

  /** The names of teams, which tools call receivers. */
  List<String> receivers() {
    return db.read(tx -> tx.attach(SourceSql.class).receivers());
  }

  List<ServiceChoice> services() {
    return db.read(tx -> tx.attach(SourceSql.class).services());
  }

  List<ComplaintRow> complaints(long sourceId) {
    return db.read(tx -> tx.attach(ComplaintSql.class).of(sourceId, Complaints.KEPT));
  }

  private static void check(Tx tx, SourceSql.Wanted wanted, long except) {
    var wrong = new ArrayList<Wrong>();
    var name = wanted.name();
    if (name.isBlank() || name.length() > MAX_NAME) {
      wrong.add(new Wrong("name", "Give it a name of 1 to " + MAX_NAME + " characters."));
    } else if (name.codePoints().anyMatch(Character::isISOControl)) {
      wrong.add(new Wrong("name", "Leave out line breaks and control characters."));
    } else if (tx.attach(SourceSql.class).named(name, except) > 0) {
      wrong.add(new Wrong("name", "There is a source of this name. Choose another."));
    }
    if (Format.of(wanted.format()).isEmpty()) {
      wrong.add(
          new Wrong(
              "format", "Say prometheus, alertmanager, json, github, gitlab or deployments."));
    }
    var minutes = wanted.expectedMinutes();
    if (minutes != null && (minutes < 1 || minutes > MAX_EXPECTED_MINUTES)) {
      wrong.add(new Wrong("expected_minutes", "Say 1 to 129,600 minutes, or leave it empty."));
    }
    var service = wanted.serviceId();
    if (service != null
        && tx.attach(SourceSql.class).services().stream().noneMatch(s -> s.id() == service)) {
      wrong.add(new Wrong("service_id", "There is no such service. See /services."));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
  }

  private static Map<String, @Nullable Object> noted(SourceSql.Wanted wanted) {
    return noted(wanted.name(), wanted.format(), wanted.serviceId(), wanted.expectedMinutes());
  }

  private static Map<String, @Nullable Object> noted(Source source) {
    return noted(source.name(), source.format(), source.serviceId(), source.expectedMinutes());
  }

  private static Map<String, @Nullable Object> noted(
      String name, String format, @Nullable Long serviceId, @Nullable Integer minutes) {
    var noted = new LinkedHashMap<String, @Nullable Object>();
    noted.put("name", name);
    noted.put("format", format);
    noted.put("service_id", serviceId);
    noted.put("expected_minutes", minutes);
    return noted;
  }

  private String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hint(String token) {
    return "…" + token.substring(token.length() - HINT);
  }

  /** 192 random bits need no slow hash. */
  static byte[] hash(String token) {
    return Sha256.of(token);
  }
}
