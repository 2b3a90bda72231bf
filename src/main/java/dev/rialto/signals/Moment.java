package dev.rialto.signals;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a problem began and ends, reckoned from what the sender wrote and when it came. Pure, so
 * that a rebuild reckons the same.
 *
 * <p>A clock that runs ahead would hold an alert open long after its sender died: the whole span is
 * moved back so that it begins on arrival. A clock that runs behind cannot be told from a signal
 * that is late, and late is taken at its word.
 */
record Moment(
    Instant startsAt, @Nullable Instant endsAt, boolean timeout, boolean dated, Duration ahead) {

  /** How long an alert stays open when its sender names no end and falls silent. */
  static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

  /** Clocks differ; beyond this one of them is wrong. */
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  /**
   * Prometheus: an end is always known, if only as a deadline to be pushed on by the next refresh.
   */
  static Moment withDeadline(@Nullable Instant start, @Nullable Instant end, Instant received) {
    if (start == null) {
      var begun = end != null && end.isBefore(received) ? end : received;
      return end == null
          ? new Moment(begun, received.plus(RESOLVE_TIMEOUT), true, false, Duration.ZERO)
          : new Moment(begun, end, false, false, Duration.ZERO);
    }
    var ahead = ahead(start, received);
    var begun = start.minus(ahead);
    return end == null
        ? new Moment(begun, received.plus(RESOLVE_TIMEOUT), true, ahead.isZero(), ahead)
        : new Moment(begun, end.minus(ahead), false, ahead.isZero(), ahead);
  }

  /**
   * SendersWeb that say "firing" once and "resolved" once: open means open until told otherwise.
   */
  static Moment withStatus(
      boolean resolved, @Nullable Instant start, @Nullable Instant end, Instant received) {
    var ahead = start == null ? Duration.ZERO : ahead(start, received);
    var begun = start == null ? received : start.minus(ahead);
    if (!resolved) {
      return new Moment(begun, null, false, start != null && ahead.isZero(), ahead);
    }
    var ended = end == null || end.isAfter(received) ? received : end;
    var dated = start != null && end != null && ended.equals(end) && ahead.isZero();
    return new Moment(begun.isAfter(ended) ? ended : begun, ended, false, dated, ahead);
  }

  private static Duration ahead(Instant start, Instant received) {
    return start.isAfter(received.plus(CLOCK_TOLERANCE))
        ? Duration.between(received, start)
        : Duration.ZERO;
  }
}
