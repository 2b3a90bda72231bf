package dev.rialto.status;

import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.journal.Journal;
import dev.rialto.people.Key;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Sha256;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the page. Nobody is written to who did not say twice that they want it: once here,
 * once from the address itself. What is answered here never tells whether an address is known.
 */
final class Subscriptions {
  static final int MOST = 50_000;

  /** One letter that asks for confirmation is enough for a while. */
  static final Duration ASKED_AGAIN = Duration.ofHours(1);

  static final Duration CONFIRM_WITHIN = Duration.ofDays(2);
  static final String EMAIL = "email";
  static final String WEBHOOK = "webhook";

  private static final int LONGEST_ADDRESS = 2_000;

  private final Database db;
  private final Journal journal;
  private final Channels channels;
  private final Vault vault;
  private final Letters letters;
  private final InstantSource clock;

  Subscriptions(
      Database db,
      Journal journal,
      Channels channels,
      Vault vault,
      Letters letters,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.channels = channels;
    this.vault = vault;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * Somebody asks to hear; they do once they have confirmed from there.
   *
   * @return for a webhook that is new the secret its messages are signed with, shown this once
   */
  Optional<String> ask(String kind, String typed, List<Long> components, Scrutiny scrutiny) {
    var address = kind.equals(EMAIL) ? typed.toLowerCase(Locale.ROOT) : typed;
    var secret = kind.equals(WEBHOOK) ? Key.fresh().text() : null;
    scrutiny.holds(kind.equals(EMAIL) || kind.equals(WEBHOOK), "kind", "One of email and webhook.");
    if (scrutiny.isClean()) {
      scrutiny.line("address", address, LONGEST_ADDRESS);
    }
    if (scrutiny.isClean()) {
      channels
          .wrongWith(kind, new Address(address, secret))
          .ifPresent(wrong -> scrutiny.wrong("address", wrong));
    }
    scrutiny.orThrow();
    return db.inTransaction(tx -> Optional.ofNullable(ask(tx, kind, address, secret, components)));
  }

  private @Nullable String ask(
      Tx tx, String kind, String address, @Nullable String secret, List<Long> components) {
    var sql = tx.attach(SubscriptionSql.class);
    var now = clock.instant();
    sql.forgetUnconfirmed(now.minus(CONFIRM_WITHIN));
    if (sql.count() >= MOST) {
      throw Problem.unavailable(
          "No more subscriptions can be taken; the feed is open to everybody.", Duration.ofDays(1));
    }
    var known = sql.known(kind, Sha256.of(address)).orElse(null);
    if (known != null) {
      boolean lately = known.askedAt().plus(ASKED_AGAIN).isAfter(now);
      if (!lately) {
        sql.asked(known.id(), now);
        letters.confirm(tx, known.id(), known.confirmedAt() != null, now);
      }
      return null;
    }
    var key = Key.fresh().text();
    var context = context(Key.hash(key));
    var id =
        sql.insert(
            kind,
            vault.seal(address, context + ":address"),
            Sha256.of(address),
            shown(kind, address),
            secret == null ? null : vault.seal(secret, context + ":secret"),
            vault.seal(key, context + ":key"),
            Key.hash(key),
            now);
    if (id.isEmpty()) return null; // twice at once: the other one is asked
    sql.follow(id.get(), components.toArray(Long[]::new));
    letters.confirm(tx, id.get(), false, now);
    return secret;
  }

  Optional<Subscription> byKey(String key) {
    return db.read(tx -> tx.attach(SubscriptionSql.class).byKey(Key.hash(key)));
  }

  /** From the address itself; said twice it changes nothing. */
  Subscription confirm(String key) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(SubscriptionSql.class);
          var subscription = sql.byKey(Key.hash(key)).orElseThrow(Subscriptions::gone);
          sql.confirm(subscription.id(), clock.instant());
          return sql.byId(subscription.id()).orElseThrow();
        });
  }

  /** What else they want to follow, or no more. */
  void follow(String key, List<Long> components) {
    db.run(
        tx -> {
          var sql = tx.attach(SubscriptionSql.class);
          var subscription = sql.byKey(Key.hash(key)).orElseThrow(Subscriptions::gone);
          sql.forgetComponents(subscription.id());
          sql.follow(subscription.id(), components.toArray(Long[]::new));
        });
  }

  /** Ends it and forgets the address; a second click finds nothing left to do. */
  void end(String key) {
    db.run(
        tx -> {
          var sql = tx.attach(SubscriptionSql.class);
          sql.byKey(Key.hash(key)).ifPresent(subscription -> sql.remove(subscription.id()));
        });
  }

  List<Subscription> page(@Nullable Long before, int limit) {
    return db.read(tx -> tx.attach(SubscriptionSql.class).page(before, limit));
  }

  int confirmed() {
    return db.read(tx -> tx.attach(SubscriptionSql.class).confirmed());
  }

  void remove(Caller caller, long id) {
    db.run(
        tx -> {
          var sql = tx.attach(SubscriptionSql.class);
          var subscription =
              sql.byId(id)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "There is no subscription %d. All are under /status/settings."
                                  .formatted(id)));
          sql.remove(id);
          journal.append(
              tx,
              caller.label(),
              "status_subscription.removed",
              "status_subscription",
              id,
              Map.of("kind", subscription.kind(), "address", subscription.shown()),
              null);
        });
  }

  static Problem gone() {
    return Problem.gone(
        "This subscription is over, or the link was never good. Subscribe again on /status.");
  }

  /** Under which name the vault keeps what belongs to a subscription. */
  static String context(byte[] keyHash) {
    return "status_subscription:" + HexFormat.of().formatHex(keyHash);
  }

  /** Enough to recognise, too little to write to. */
  static String shown(String kind, String address) {
    if (kind.equals(EMAIL)) {
      int at = address.lastIndexOf('@');
      var domain = address.substring(at + 1);
      return address.substring(0, Math.min(1, at)) + "…@" + cut(domain, 100);
    }
    return cut(address.replaceFirst("^(https?://[^/?#]+).*$", "$1") + "/…", 110);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
