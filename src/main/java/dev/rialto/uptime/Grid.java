package dev.rialto.uptime;

import java.time.Duration;
import java.time.Instant;

/**
 * When a check is due: a grid fixed by the wall clock, so that every node agrees and a restart does
 * not move it, with a phase spread by the check's number so that a thousand checks are an even load
 * and not a thousand at the full minute. Pure.
 */
public record Grid(long phaseMillis, long intervalMillis) {
  /** Spreads neighbouring numbers far apart, whatever the interval: the golden ratio's fraction. */
  private static final double GOLDEN = 0.618_033_988_749_894_9;

  public static Grid of(long checkId, Duration interval) {
    double turn = checkId * GOLDEN;
    long millis = interval.toMillis();
    return new Grid((long) ((turn - Math.floor(turn)) * millis), millis);
  }

  /** The first slot after this moment. */
  public Instant after(Instant moment) {
    long steps = Math.floorDiv(moment.toEpochMilli() - phaseMillis, intervalMillis);
    return Instant.ofEpochMilli(phaseMillis + (steps + 1) * intervalMillis);
  }

  public Duration interval() {
    return Duration.ofMillis(intervalMillis);
  }
}
