package dev.rialto.uptime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state from one moment to another: the truth from which every uptime figure is computed.
 *
 * @param to null while it lasts
 * @param cause why, in one sentence; empty while up
 * @param evidence what was seen at its beginning, such as the first lines of an answer
 */
public record Span(
    Instant from, @Nullable Instant to, State state, String cause, @Nullable String evidence) {

  public Span(Instant from, @Nullable Instant to, State state, String cause) {
    this(from, to, state, cause, null);
  }

  /** How much of a window it covers. */
  public Duration within(Instant start, Instant end) {
    var first = from.isAfter(start) ? from : start;
    var last = to == null || to.isAfter(end) ? end : to;
    return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
  }

  public Duration lasted(Instant now) {
    return Duration.between(from, to == null ? now : to);
  }
}
