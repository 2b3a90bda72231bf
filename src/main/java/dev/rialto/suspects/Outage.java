package dev.rialto.suspects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A check that did not hold, from when to when; null: it still does not. */
public record Outage(
    String check, long serviceId, String environment, Instant from, @Nullable Instant to) {

  boolean liesAt(Instant at) {
    return !from.isAfter(at) && (to == null || !to.isBefore(at));
  }

  boolean touches(Instant begin, Instant end) {
    return from.isBefore(end) && (to == null || to.isAfter(begin));
  }
}
