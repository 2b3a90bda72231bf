package dev.rialto.oncall;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is rung from one instant to the next. A gap is a shift too, one with nobody in it; {@code
 * missing} then says whose turn it would have been.
 */
public record Shift(
    Instant from,
    Instant to,
    @Nullable Long personId,
    @Nullable Long overrideId,
    @Nullable Long missing) {

  public boolean isGap() {
    return personId == null;
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
