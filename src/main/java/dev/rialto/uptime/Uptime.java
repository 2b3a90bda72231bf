package dev.rialto.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much of a window was what, weighted by time and by nothing else. Uptime is what was up, or
 * degraded, which answers, of what was known; below 90 % coverage it is no figure at all. Pure.
 */
public record Uptime(Duration window, Map<State, Duration> spent) {
  public static final double ENOUGH_COVERAGE = 0.90;

  /** Time that no span covers is unknown. */
  public static Uptime of(List<Span> spans, Instant from, Instant to) {
    var spent = new EnumMap<State, Duration>(State.class);
    var window = to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    var rest = window;
    for (var span : spans) {
      var within = span.within(from, to);
      spent.merge(span.state(), within, Duration::plus);
      rest = rest.minus(within);
    }
    spent.merge(State.UNKNOWN, rest, Duration::plus);
    return new Uptime(window, spent);
  }

  public Duration in(State state) {
    return spent.getOrDefault(state, Duration.ZERO);
  }

  public Duration answered() {
    return in(State.UP).plus(in(State.DEGRADED));
  }

  /** What is known of what counts; nothing that counts is not covered. */
  public double coverage() {
    double counts = window.minus(in(State.MAINTENANCE)).toNanos();
    return counts <= 0 ? 0 : answered().plus(in(State.DOWN)).toNanos() / counts;
  }

  /** Empty where too little is known: n/a. */
  public OptionalDouble ratio() {
    double known = answered().plus(in(State.DOWN)).toNanos();
    return known <= 0 || coverage() < ENOUGH_COVERAGE
        ? OptionalDouble.empty()
        : OptionalDouble.of(answered().toNanos() / known);
  }

  /**
   * The worst that is worth telling: less unknown than would hide the figure does not colour it.
   */
  public State worst() {
    if (in(State.DOWN).isPositive()) {
      return State.DOWN;
    }
    if (in(State.DEGRADED).isPositive()) {
      return State.DEGRADED;
    }
    if (share(State.UNKNOWN) > 1 - ENOUGH_COVERAGE) {
      return State.UNKNOWN;
    }
    return in(State.MAINTENANCE).isPositive() ? State.MAINTENANCE : State.UP;
  }

  private double share(State state) {
    return window.isZero() ? 0 : (double) in(state).toNanos() / window.toNanos();
  }

  /** “99.98 %”, or “n/a”: cut off, never rounded up to a hundred that was not there. */
  public String said() {
    var ratio = ratio();
    return ratio.isEmpty() ? "n/a" : percent(ratio.getAsDouble());
  }

  public static String percent(double ratio) {
    if (ratio >= 1) {
      return "100 %";
    }
    return String.format(java.util.Locale.ROOT, "%.2f %%", Math.floor(ratio * 10_000) / 100);
  }
}
