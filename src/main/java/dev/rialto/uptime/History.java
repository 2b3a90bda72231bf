package dev.rialto.uptime;

import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import dev.rialto.probes.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers what was: spans, uptime, results and latency, and keeps old answers small. */
public final class History {
  public static final int MOST_SPANS = 5_000;

  /** Charts have about this many pieces; more would not be seen. */
  static final int PIECES = 120;

  /** Up to here charts are drawn from results, beyond from roll-ups. */
  static final Duration RAW_CHARTS = Duration.ofHours(30);

  static final int SPANS_FORGOTTEN_AT_ONCE = 10_000;

  /** One try as a list shows it. */
  public record Try(
      Instant at,
      State verdict,
      boolean secondTry,
      @Nullable Integer status,
      @Nullable Duration took,
      Map<Phase, Duration> phases,
      int lateMillis,
      @Nullable Instant certificateEnds,
      String reason) {}

  private final Database db;
  private final Timekeeping timekeeping;
  private final RollUps rollUps;

  public History(Database db, Timekeeping timekeeping) {
    this.db = db;
    this.timekeeping = timekeeping;
    this.rollUps = new RollUps(db, timekeeping.partitions());
  }

  /** Rolls up what is settled, makes tomorrow's places, lets the oldest go. */
  public void turn(Instant now) {
    timekeeping.partitions().turn(now);
    rollUps.turn(now);
    var oldest = now.atZone(java.time.ZoneOffset.UTC).minus(Partitions.ROLLED_UP_KEPT).toInstant();
    db.run(tx -> tx.attach(KeepSql.class).forgetSpansBefore(oldest, SPANS_FORGOTTEN_AT_ONCE));
  }

  /** The spans that touch a window, the oldest first. */
  public List<Span> spans(Tx tx, long checkId, Instant from, Instant to) {
    return tx.attach(HistorySql.class).spans(checkId, from, to, MOST_SPANS).reversed().stream()
        .map(
            row ->
                new Span(
                    row.fromAt(), row.toAt(), State.of(row.state()), row.cause(), row.evidence()))
        .toList();
  }

  /** How long each check was what in a window; a check that has no span in it is missing. */
  public Map<Long, Uptime> uptimes(Tx tx, Collection<Long> checkIds, Instant from, Instant to) {
    var spent = new HashMap<Long, Map<State, Duration>>();
    for (var row : tx.attach(HistorySql.class).spent(checkIds, from, to)) {
      spent
          .computeIfAbsent(row.checkId(), id -> new EnumMap<>(State.class))
          .put(State.of(row.state()), Duration.ofNanos(Math.round(row.seconds() * 1e6) * 1_000));
    }
    var uptimes = new HashMap<Long, Uptime>();
    spent.forEach(
        (id, states) ->
            uptimes.put(
                id,
                new Uptime(
                    states.values().stream().reduce(Duration.ZERO, Duration::plus), states)));
    return uptimes;
  }

  /** The newest tries before a moment. */
  public List<Try> tries(Tx tx, long checkId, Instant before, Instant now, int limit) {
    return tx
        .attach(HistorySql.class)
        .results(checkId, now.minus(Partitions.RAW_KEPT), before, limit)
        .stream()
        .map(History::tried)
        .toList();
  }

  public Latency latency(Tx tx, long checkId, Instant from, Instant to) {
    var sql = tx.attach(HistorySql.class);
    var window = Duration.between(from, to);
    var piece = window.dividedBy(PIECES);
    return new Latency(
        from,
        to,
        window.compareTo(RAW_CHARTS) <= 0
            ? sql.binned(checkId, from, to, Math.max(1, piece.toSeconds())).stream()
                .map(History::piece)
                .toList()
            : merged(sql.rolled(checkId, from, to), from, piece));
  }

  private static List<Latency.Piece> merged(
      List<HistorySql.Rolled> hours, Instant from, Duration piece) {
    var groups = new TreeMap<Long, List<HistorySql.Rolled>>();
    long seconds = Math.max(3_600, piece.toSeconds());
    for (var hour : hours) {
      long place = Duration.between(from, hour.hour()).toSeconds() / seconds;
      groups.computeIfAbsent(place, p -> new ArrayList<>()).add(hour);
    }
    var pieces = new ArrayList<Latency.Piece>();
    groups.forEach((place, group) -> pieces.add(merged(from.plusSeconds(place * seconds), group)));
    return pieces;
  }

  private static Latency.Piece merged(Instant at, List<HistorySql.Rolled> hours) {
    var took = new Sketch();
    var us = new long[RollUps.PHASES];
    var n = new long[RollUps.PHASES];
    for (var hour : hours) {
      took.merge(Sketch.of(hour.took()));
      var sums = Json.read(hour.phaseUs(), long[].class);
      var counts = Json.read(hour.phaseN(), long[].class);
      for (int phase = 0; phase < RollUps.PHASES; phase++) {
        us[phase] += sums[phase];
        n[phase] += counts[phase];
      }
    }
    var phases = new EnumMap<Phase, Duration>(Phase.class);
    for (var phase : Phase.values()) {
      if (n[phase.ordinal()] > 0) {
        phases.put(phase, micros((double) us[phase.ordinal()] / n[phase.ordinal()]));
      }
    }
    return new Latency.Piece(at, took.count(), took.quantile(0.5), took.quantile(0.95), phases);
  }

  private static Latency.Piece piece(HistorySql.Binned row) {
    var phases = new EnumMap<Phase, Duration>(Phase.class);
    put(phases, Phase.RESOLVE, row.resolve());
    put(phases, Phase.CONNECT, row.connect());
    put(phases, Phase.TLS, row.tls());
    put(phases, Phase.PROCESSING, row.processing());
    put(phases, Phase.TRANSFER, row.transfer());
    return new Latency.Piece(row.at(), row.n(), micros(row.p50()), micros(row.p95()), phases);
  }

  private static Try tried(HistorySql.Row row) {
    var phases = new EnumMap<Phase, Duration>(Phase.class);
    put(phases, Phase.RESOLVE, row.resolveUs());
    put(phases, Phase.CONNECT, row.connectUs());
    put(phases, Phase.TLS, row.tlsUs());
    put(phases, Phase.PROCESSING, row.processingUs());
    put(phases, Phase.TRANSFER, row.transferUs());
    var took = row.tookUs();
    return new Try(
        row.at(),
        State.values()[row.verdict()],
        row.secondTry(),
        row.status(),
        took == null ? null : Duration.of(took, ChronoUnit.MICROS),
        phases,
        row.lateMs(),
        row.certificateEnds(),
        row.reason() == null ? "" : row.reason());
  }

  private static void put(Map<Phase, Duration> phases, Phase phase, @Nullable Number micros) {
    if (micros != null) {
      phases.put(phase, micros(micros.doubleValue()));
    }
  }

  private static Duration micros(double micros) {
    return Duration.ofNanos((long) (micros * 1_000));
  }
}
