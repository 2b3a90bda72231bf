package dev.rialto.wall;

import dev.rialto.journal.Journal;
import dev.rialto.people.Key;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets screens in that nobody signs in at. The link is shown once and traded for a cookie; to
 * revoke it ends the cookie of every screen it opened, and their streams.
 */
final class KioskLinks {
  static final int MOST_GOOD = 100;
  static final int MOST_SCREENS = 50;
  static final int LONGEST_LABEL = 120;

  /** A screen not seen for so long counts as switched off. */
  static final Duration AWAKE = Duration.ofMinutes(10);

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** Streams look again whether they are still let in when this is told. */
  static final String TOPIC = "kiosks";

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;

  KioskLinks(Database db, Journal journal, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /** A new link; its key is here once. */
  record Made(KioskLink link, Key key) {}

  List<KioskLink> page(@Nullable Long before, int limit) {
    return db.read(tx -> tx.attach(KioskSql.class).page(before, awake(), limit));
  }

  Made make(Caller caller, String label, String zone, Scrutiny scrutiny) {
    scrutiny
        .line("label", label, LONGEST_LABEL)
        .holds(isZone(zone), "zone", "This is no zone; one looks like Europe/Rome.")
        .orThrow();
    var key = Key.fresh();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(KioskSql.class);
          if (sql.good() >= MOST_GOOD) {
            throw Problem.conflict(
                "There are %d kiosk links, which is all there may be; revoke one first."
                    .formatted(MOST_GOOD));
          }
          long id = sql.insert(label, key.hash(), zone, caller.name(), clock.instant());
          journal.append(
              tx,
              caller.label(),
              "kiosk_link.made",
              "kiosk_link",
              id,
              null,
              Map.of("label", label, "zone", zone));
          tx.tell(TOPIC);
          return new Made(sql.byId(id, awake()).orElseThrow(), key);
        });
  }

  /** Said twice, it changes nothing. */
  void revoke(Caller caller, long id) {
    db.run(
        tx -> {
          var sql = tx.attach(KioskSql.class);
          var link =
              sql.byId(id, awake())
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "There is no kiosk link %d. All are under /wall/kiosks."
                                  .formatted(id)));
          if (sql.revoke(id, caller.name(), clock.instant()) == 0) return;
          sql.forgetScreens(id);
          journal.append(
              tx,
              caller.label(),
              "kiosk_link.revoked",
              "kiosk_link",
              id,
              Map.of("label", link.label(), "screens", link.screens()),
              null);
          tx.tell(TOPIC);
        });
  }

  /**
   * Trades the key of a link for the cookie of one screen; empty when it is not good (any more).
   */
  Optional<Key> trade(Key key) {
    var cookie = Key.fresh();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(KioskSql.class);
          var link = sql.goodLink(key.hash());
          link.ifPresent(
              id -> {
                var now = clock.instant();
                sql.open(id, cookie.hash(), now);
                sql.closeBeyond(id, MOST_SCREENS);
                sql.used(id, now);
              });
          return link.map(id -> cookie);
        });
  }

  /** The screen that has this cookie, while its link is good. */
  Optional<KioskSql.Screen> screen(Key cookie) {
    var screen = db.read(tx -> tx.attach(KioskSql.class).screen(cookie.hash()));
    var now = clock.instant();
    screen
        .filter(each -> each.seenAt().plus(SEEN_EVERY).isBefore(now))
        .ifPresent(
            each ->
                db.run(
                    tx -> {
                      var sql = tx.attach(KioskSql.class);
                      sql.seen(each.id(), now);
                      sql.used(each.linkId(), now);
                    }));
    return screen;
  }

  private Instant awake() {
    return clock.instant().minus(AWAKE);
  }

  private static boolean isZone(String zone) {
    try {
      return !zone.isEmpty() && zone.length() <= 64 && ZoneId.of(zone) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
