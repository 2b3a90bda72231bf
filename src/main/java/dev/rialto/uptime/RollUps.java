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
    var first = done == null ? sql.firstResult(Instant.EPOCH) : done;
    if (first == null) {
      return false;
    }
    var hour = first.truncatedTo(ChronoUnit.HOURS);
    if (!hour.isBefore(before)) {
      return false;
    }
    partitions.ensureMonth(hour);
    var next = hour.plus(1, ChronoUnit.HOURS);
    var rolling = new Rolling(hour);
    sql.raw(hour, next, rolling::take);
    var rows = rolling.rows();
    if (rows.isEmpty()) {
      next = later(next, sql.firstResult(next), before);
    }
    sql.roll(rows);
    sql.doneUpTo(next);
    return true;
  }

  /** After an hour without a try: the hour of the next one, if that is over already. */
  private static Instant later(Instant next, @Nullable Instant result, Instant before) {
    if (result == null || result.isAfter(before)) {
      return next.isAfter(before) ? next : before;
    }
    return result.truncatedTo(ChronoUnit.HOURS);
  }

  /** Takes tries check by check and sums up each when the next one begins. */
  private static final class Rolling {
    private final Instant hour;
    private long check = -1;
    private int[] verdicts = new int[4];
    private Sketch took = new Sketch();
    private long[] phaseUs = new long[PHASES];
    private int[] phaseN = new int[PHASES];
    private final List<HistorySql.Roll> rows = new ArrayList<>();

    Rolling(Instant hour) {
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

    List<HistorySql.Roll> rows() {
      close();
      return rows;
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
      rows.add(
          new HistorySql.Roll(
              check,
              hour,
              verdicts[0],
              verdicts[1],
              verdicts[2],
              verdicts[3],
              took.bytes(),
              LongStream.of(phaseUs).boxed().toArray(Long[]::new),
              IntStream.of(phaseN).boxed().toArray(Integer[]::new)));
      verdicts = new int[4];
      took = new Sketch();
      phaseUs = new long[PHASES];
      phaseN = new int[PHASES];
    }
  }
}
