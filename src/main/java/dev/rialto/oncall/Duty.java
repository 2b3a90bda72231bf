package dev.rialto.oncall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call for one schedule at one instant. Without a person, nobody is.
 *
 * @param until when that changes, or null when no change is in sight
 */
public record Duty(
    TeamSchedule schedule,
    @Nullable Long personId,
    @Nullable String personName,
    @Nullable Instant until) {

  public boolean isGap() {
    return personId == null;
  }
}
