package dev.rialto.uptime;

import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Turns the results of an hour into one row a check, so that a year of them stays small. */
final class RollUps {
  /** Results kept back while the database was away are in by then. */
  static final Duration SETTLED = Duration.ofMinutes(20);

  static final int HOURS_AT_ONCE = 48;
  static final int PHASES = 5;

  private final Database db;
  private final Partitions partitions;

  RollUps(Database db, Partitions partitions) {
    this.db = db;
    this.partitions = partitions;
  }

  /**
   * Every hour that is over and settled, the oldest first; what is done twice comes out the same.
   */
  void turn(Instant now) {
    var before = now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS);
    for (int hour = 0; hour < HOURS_AT_ONCE; hour++) {
      if (!db.inTransaction(tx -> oneHour(tx, before))) {
        return;
      }
    }
  }

  private boolean oneHour(Tx tx, Instant before) {
    var sql = tx.attach(HistorySql.class);
    var done = sql.done();
    var first = done == null ? sql.firstResult() : done;
    if (first == null) {
      return false;
    }
    var hour = first.truncatedTo(ChronoUnit.HOURS);
    if (!hour.isBefore(before)) {
      return false;
    }
    partitions.ensureMonth(hour);
    var next = hour.plus(1, ChronoUnit.HOURS);
    var rolling = new Rolling(sql, hour);
    sql.raw(hour, next, rolling::take);
    rolling.finish();
    sql.doneUpTo(next);
    return true;
  }

  /** Takes rows check by check and writes each when the next one begins. */
  private static final class Rolling {
    private final HistorySql sql;
    private final Instant hour;
    private long check = -1;
    private int[] verdicts = new int[4];
    private Sketch took = new Sketch();
    private long[] phaseUs = new long[PHASES];
    private int[] phaseN = new int[PHASES];
    private final List<Runnable> rows = new ArrayList<>();

    Rolling(HistorySql sql, Instant hour) {
      this.sql = sql;
      this.hour = hour;
    }

    void take(HistorySql.Raw row) {
      if (row.checkId() != check) {
        close();
        check = row.checkId();
      }
      verdicts[row.verdict()]++;
      var micros = row.tookUs();
      if (micros != null && row.verdict() < 3) {
        took.add(Duration.ofNanos(micros * 1_000L));
      }
      phase(0, row.resolveUs());
      phase(1, row.connectUs());
      phase(2, row.tlsUs());
      phase(3, row.processingUs());
      phase(4, row.transferUs());
    }

    /** Only after the last row was read: the reading statement is still open before. */
    void finish() {
      close();
      rows.forEach(Runnable::run);
    }

    private void phase(int place, @Nullable Integer micros) {
      if (micros != null) {
        phaseUs[place] += micros;
        phaseN[place]++;
      }
    }

    private void close() {
      if (Arrays.stream(verdicts).sum() == 0) {
        return;
      }
      long id = check;
      var counts = verdicts;
      var bytes = took.bytes();
      var us = LongStream.of(phaseUs).boxed().toList();
      var n = IntStream.of(phaseN).boxed().toList();
      rows.add(() -> sql.roll(id, hour, counts[0], counts[1], counts[2], counts[3], bytes, us, n));
      verdicts = new int[4];
      took = new Sketch();
      phaseUs = new long[PHASES];
      phaseN = new int[PHASES];
    }
  }
}
