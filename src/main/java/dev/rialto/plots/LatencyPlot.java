package dev.rialto.plots;

import dev.rialto.probes.Phase;
import dev.rialto.uptime.Latency;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long it took, drawn by the server: x in per cent and y in pixels, so that words never
 * stretch. Percentiles are lines, times it was not up are zones, changes of the check are markers.
 */
public record LatencyPlot(
    String name, Latency latency, List<Span> spans, List<Marker> markers, ZoneId zone) {
  static final int TOP = 24;
  static final int HEIGHT = 150;
  static final int WIDE = 1_000;

  /** Longer than this between two pieces and the line is broken: nothing was measured there. */
  private static final double BREAK = 3;

  public record Marker(Instant at, String said) {}

  public record Zone(String state, String x, String width, String title) {}

  public record Tick(String x, String anchor, String said) {}

  public record Mark(String x, String said) {}

  /** One phase of the stacked bar below. */
  public record Slice(String name, String x, String width, int shade, String took) {}

  public boolean isEmpty() {
    return latency.isEmpty();
  }

  public int whole() {
    return TOP + HEIGHT + 22;
  }

  public int ground() {
    return TOP + HEIGHT;
  }

  /** The top of the chart is a round figure above everything drawn. */
  Duration top() {
    long most = latency.pieces().stream().mapToLong(p -> p.p95().toNanos()).max().orElse(1_000_000);
    double millis = Math.max(1, most / 1e6 * 1.1);
    double magnitude = Math.pow(10, Math.floor(Math.log10(millis)));
    for (double step : new double[] {1, 2, 5, 10}) {
      if (millis <= step * magnitude) {
        return Duration.ofNanos((long) (step * magnitude * 1e6));
      }
    }
    return Duration.ofNanos(most);
  }

  public String topSaid() {
    return took(top());
  }

  public String halfSaid() {
    return took(top().dividedBy(2));
  }

  public int halfY() {
    return TOP + HEIGHT / 2;
  }

  public String p95() {
    return line(Latency.Piece::p95);
  }

  public String p50() {
    return line(Latency.Piece::p50);
  }

  /** What the coloured grounds mean, each state once. */
  public List<State> grounds() {
    return zones().stream().map(zone -> State.of(zone.state())).distinct().toList();
  }

  public List<Zone> zones() {
    var zones = new ArrayList<Zone>();
    for (var span : spans) {
      if (span.state() == State.UP) {
        continue;
      }
      var from = span.from().isBefore(latency.from()) ? latency.from() : span.from();
      var end = span.to();
      var to = end == null || end.isAfter(latency.to()) ? latency.to() : end;
      if (to.isAfter(from)) {
        double x = share(from) * 100;
        zones.add(
            new Zone(
                span.state().word(),
                Bars.percent(x),
                Bars.percent(Math.max(0.25, share(to) * 100 - x)),
                span.state().label() + (span.cause().isEmpty() ? "" : ": " + span.cause())));
      }
    }
    return zones;
  }

  public List<Mark> marks() {
    return markers.stream()
        .filter(m -> !m.at().isBefore(latency.from()) && m.at().isBefore(latency.to()))
        .map(m -> new Mark(Bars.percent(share(m.at()) * 100), m.said()))
        .toList();
  }

  public List<Tick> ticks() {
    var window = Duration.between(latency.from(), latency.to());
    var format =
        DateTimeFormatter.ofPattern(
            window.compareTo(Duration.ofHours(30)) <= 0 ? "HH:mm" : "d MMM", Locale.ENGLISH);
    var ticks = new ArrayList<Tick>();
    for (int i = 0; i <= 4; i++) {
      var at = latency.from().plus(window.multipliedBy(i).dividedBy(4));
      ticks.add(
          new Tick(
              i * 25 + "%",
              i == 0 ? "start" : i == 4 ? "end" : "middle",
              i == 4 ? "now" : format.format(at.atZone(zone))));
    }
    return ticks;
  }

  public List<Slice> slices() {
    var phases = latency.phases();
    double all = phases.values().stream().mapToLong(Duration::toNanos).sum();
    var slices = new ArrayList<Slice>();
    double x = 0;
    for (var phase : Phase.values()) {
      var took = phases.get(phase);
      if (took == null || all <= 0) {
        continue;
      }
      double width = took.toNanos() / all * 100;
      slices.add(
          new Slice(
              said(phase), Bars.percent(x), Bars.percent(width), phase.ordinal(), took(took)));
      x += width;
    }
    return slices;
  }

  public String label() {
    return "How long "
        + name
        + " took: half of the tries at most "
        + latest(false)
        + ", 95 of 100 at most "
        + latest(true)
        + " lately";
  }

  /** The figure at the end of the line. */
  public String latest(boolean p95) {
    if (latency.isEmpty()) {
      return "no data";
    }
    var last = latency.pieces().getLast();
    return took(p95 ? last.p95() : last.p50());
  }

  private String line(java.util.function.Function<Latency.Piece, Duration> value) {
    var path = new StringBuilder();
    var top = top().toNanos();
    double step = (double) WIDE / 120;
    double before = Double.NEGATIVE_INFINITY;
    for (var piece : latency.pieces()) {
      double x = share(piece.at()) * WIDE + step / 2;
      double y = HEIGHT - Math.min(1.0, (double) value.apply(piece).toNanos() / top) * HEIGHT;
      boolean broken = x - before > BREAK * Math.max(step, gap());
      path.append(broken ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
      if (broken) {
        path.append("h.1"); // a lonely piece is a dot
      }
      before = x;
    }
    return path.toString();
  }

  /** The usual distance between two pieces: checks may be rarer than the chart is fine. */
  private double gap() {
    var pieces = latency.pieces();
    if (pieces.size() < 2) {
      return 0;
    }
    var gaps = new double[pieces.size() - 1];
    for (int i = 1; i < pieces.size(); i++) {
      gaps[i - 1] = (share(pieces.get(i).at()) - share(pieces.get(i - 1).at())) * WIDE;
    }
    java.util.Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }

  private double share(Instant at) {
    double window = Duration.between(latency.from(), latency.to()).toNanos();
    return Math.clamp(Duration.between(latency.from(), at).toNanos() / window, 0, 1);
  }

  /** “84 ms”, “1.2 s”. */
  public static String took(Duration took) {
    double millis = took.toNanos() / 1e6;
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 1_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
  }

  public static String said(Phase phase) {
    return switch (phase) {
      case RESOLVE -> "name lookup";
      case CONNECT -> "connect";
      case TLS -> "TLS";
      case PROCESSING -> "waiting";
      case TRANSFER -> "transfer";
    };
  }
}
