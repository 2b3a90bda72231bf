package dev.rialto.checks;

import dev.rialto.platform.Database;
import dev.rialto.platform.Sha256;
import dev.rialto.platform.Tx;
import dev.rialto.uptime.Result;
import dev.rialto.uptime.Rhythm;
import dev.rialto.uptime.Sample;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Timekeeping;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reports by itself: a job that says it ran, or says nothing, which after its grace counts as
 * failed. The one kind of check where silence is the news.
 */
public final class Heartbeats {
  static final int LATE_AT_ONCE = 500;
  static final int TOKEN_BYTES = 18;
  static final int LONGEST_SAID = 10_000;
  static final Duration LONGEST_RUN = Duration.ofDays(1);
  static final Duration PINGS_KEPT = Duration.ofDays(14);
  static final int FORGOTTEN_AT_ONCE = 20_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database db;
  private final Timekeeping timekeeping;
  private final InstantSource clock;

  public Heartbeats(Database db, Timekeeping timekeeping, InstantSource clock) {
    this.db = db;
    this.timekeeping = timekeeping;
    this.clock = clock;
  }

  /** One ping as it came in. */
  record Word(
      String kind, @Nullable Integer exitCode, @Nullable String rid, @Nullable String said) {}

  /** Takes a ping. False when no heartbeat has this token. */
  boolean hear(String token, Word word) {
    var now = clock.instant();
    timekeeping.partitions().ensureDay(now);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(HeartbeatSql.class);
          var beat = sql.held(Sha256.of(token)).orElse(null);
          if (beat == null) {
            return false;
          }
          hear(tx, sql, beat, word, now);
          return true;
        });
  }

  private void hear(Tx tx, HeartbeatSql sql, HeartbeatSql.Beat beat, Word word, Instant now) {
    long id = beat.checkId();
    var check = tx.attach(CheckSql.class).byId(id).orElseThrow().check();
    boolean ends = word.kind().equals(Ping.SUCCESS) || word.kind().equals(Ping.FAIL);
    var began = ends ? sql.startOf(id, word.rid(), now.minus(LONGEST_RUN)).orElse(null) : null;
    var took = began == null || beat.startedAt() == null ? null : Duration.between(began, now);
    sql.keep(
        id,
        now,
        word.kind(),
        word.exitCode(),
        word.rid(),
        took == null ? null : took.toMillis(),
        word.said());
    tx.tell("check:" + id);
    var rhythm = What.rhythm(check.probe());
    boolean paused = check.paused() != null;
    switch (word.kind()) {
      // From its start on it has the grace to come to an end.
      case Ping.START ->
          sql.move(id, beat.heardAt(), now, paused ? null : now.plus(rhythm.grace()));
      case Ping.SUCCESS -> {
        sql.move(id, now, null, paused ? null : rhythm.lateAfter(now));
        tell(tx, check, now, State.UP, "", took, word.said());
      }
      case Ping.FAIL -> {
        sql.move(id, now, null, paused ? null : rhythm.lateAfter(now));
        tell(tx, check, now, State.DOWN, failure(word), took, word.said());
      }
      default -> {}
    }
  }

  private static String failure(Word word) {
    return word.exitCode() == null
        ? "It said that it failed"
        : "It ended with exit code " + word.exitCode();
  }

  private void tell(
      Tx tx,
      Check check,
      Instant at,
      State state,
      String reason,
      @Nullable Duration took,
      @Nullable String said) {
    timekeeping.hear(
        tx,
        new Result(
            check.watched(),
            new Sample(at, state, reason, null, false, said),
            took,
            Map.of(),
            null,
            null,
            Duration.ZERO));
  }

  /** Whatever should have been heard of by now and was not. Returns how many were late. */
  public int turn() {
    var now = clock.instant();
    timekeeping.partitions().ensureDay(now);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(HeartbeatSql.class);
          var late = sql.late(now, LATE_AT_ONCE);
          for (var beat : late) {
            sql.move(beat.checkId(), beat.heardAt(), beat.startedAt(), null);
            var check = tx.attach(CheckSql.class).byId(beat.checkId()).orElseThrow().check();
            var due = beat.dueAt() == null ? now : beat.dueAt();
            tell(tx, check, due, State.DOWN, silence(beat), null, null);
          }
          return late.size();
        });
  }

  private static String silence(HeartbeatSql.Beat beat) {
    if (beat.startedAt() != null) {
      return "It began and did not come to an end in time";
    }
    return beat.heardAt() == null
        ? "Nothing was heard of it yet"
        : "It was not heard of when it was expected";
  }

  public @Nullable Instant nextDue(Tx tx) {
    return tx.attach(HeartbeatSql.class).nextDue();
  }

  /** Old pings go; what they meant stays in the spans. */
  public void forget() {
    var before = clock.instant().minus(PINGS_KEPT);
    db.run(tx -> tx.attach(HeartbeatSql.class).forget(before, FORGOTTEN_AT_ONCE));
  }

  /** A new heartbeat has one whole round to be heard of for the first time. */
  String begin(Tx tx, long id, Rhythm rhythm) {
    var token = newToken();
    tx.attach(HeartbeatSql.class).begin(id, Sha256.of(token), rhythm.lateAfter(clock.instant()));
    return token;
  }

  String renewToken(Tx tx, long id) {
    var token = newToken();
    tx.attach(HeartbeatSql.class).tokenIs(id, Sha256.of(token));
    return token;
  }

  /** Another rhythm, or a pause and its end: the next deadline is reckoned from now. */
  void rhythmIs(Tx tx, long id, Rhythm rhythm, boolean paused) {
    var sql = tx.attach(HeartbeatSql.class);
    var beat = sql.byId(id).orElseThrow();
    sql.move(
        id, beat.heardAt(), beat.startedAt(), paused ? null : rhythm.lateAfter(clock.instant()));
  }

  List<Ping> pings(Tx tx, long id, int limit) {
    return tx.attach(HeartbeatSql.class).pings(id, limit);
  }

  HeartbeatSql.@Nullable Beat beat(Tx tx, long id) {
    return tx.attach(HeartbeatSql.class).byId(id).orElse(null);
  }

  private static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
