package dev.rialto.uptime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one try saw.
 *
 * @param at its place on the grid; for a second try the moment it began
 * @param verdict up, degraded, down, or unknown when we failed ourselves
 * @param reason one sentence for a person; empty while up
 * @param interval how long it speaks for; null where nothing is expected at a rhythm
 * @param evidence what was seen, kept only where a state begins with it
 */
public record Sample(
    Instant at,
    State verdict,
    String reason,
    @Nullable Duration interval,
    boolean secondTry,
    @Nullable String evidence) {

  public Sample(Instant at, State verdict, String reason, @Nullable Duration interval) {
    this(at, verdict, reason, interval, false, null);
  }
}
