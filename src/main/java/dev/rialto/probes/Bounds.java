package dev.rialto.probes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two lines that a measured figure may cross: the first means degraded, the second down. */
public record Bounds(@Nullable Integer degraded, @Nullable Integer down) {
  public static final Bounds NONE = new Bounds(null, null);

  static final int MOST_MILLIS = Math.toIntExact(Duration.ofMinutes(5).toMillis());
  static final int MOST_DAYS = 3650;

  boolean isNone() {
    return degraded == null && down == null;
  }

  /** For latency: too much is bad. */
  Verdict above(long value) {
    return down != null && value > down
        ? Verdict.DOWN
        : degraded != null && value > degraded ? Verdict.DEGRADED : Verdict.UP;
  }

  /** For days left: too little is bad. */
  Verdict below(long value) {
    return down != null && value < down
        ? Verdict.DOWN
        : degraded != null && value < degraded ? Verdict.DEGRADED : Verdict.UP;
  }

  /** The line that is crossed at this verdict. */
  int line(Verdict verdict) {
    var line = verdict == Verdict.DOWN || degraded == null ? down : degraded;
    return line == null ? 0 : line;
  }

  static Bounds latency(Typed typed) {
    return typed
        .object("latency")
        .map(
            inner -> {
              inner.only("degraded_ms", "down_ms");
              return new Bounds(inner.number("degraded_ms"), inner.number("down_ms"));
            })
        .orElse(NONE);
  }

  static Bounds days(Typed typed, Bounds otherwise) {
    return typed
        .object("certificate_days")
        .map(
            inner -> {
              inner.only("degraded", "down");
              return new Bounds(inner.number("degraded"), inner.number("down"));
            })
        .orElse(otherwise);
  }

  void checkLatency(Scrutiny scrutiny) {
    within(scrutiny, "latency.degraded_ms", degraded, 1, MOST_MILLIS, "milliseconds");
    within(scrutiny, "latency.down_ms", down, 1, MOST_MILLIS, "milliseconds");
    scrutiny.holds(
        degraded == null || down == null || degraded < down,
        "latency.down_ms",
        "Down has to be slower than degraded, for example degraded above 800, down above 3000.");
  }

  void checkDays(Scrutiny scrutiny) {
    within(scrutiny, "certificate_days.degraded", degraded, 0, MOST_DAYS, "days");
    within(scrutiny, "certificate_days.down", down, 0, MOST_DAYS, "days");
    scrutiny.holds(
        degraded == null || down == null || degraded > down,
        "certificate_days.down",
        "Down has to be fewer days than degraded, for example degraded below 14, down below 3.");
  }

  private static void within(
      Scrutiny scrutiny, String field, @Nullable Integer value, int least, int most, String unit) {
    scrutiny.holds(
        value == null || (value >= least && value <= most),
        field,
        "Between %d and %,d %s.".formatted(least, most, unit));
  }

  void writeLatency(ObjectNode json) {
    write(json, "latency", "degraded_ms", "down_ms");
  }

  void writeDays(ObjectNode json) {
    write(json, "certificate_days", "degraded", "down");
  }

  private void write(ObjectNode json, String field, String first, String second) {
    if (!isNone()) {
      var inner = Json.MAPPER.createObjectNode();
      if (degraded != null) inner.put(first, degraded);
      if (down != null) inner.put(second, down);
      json.set(field, inner);
    }
  }
}
