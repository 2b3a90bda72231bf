package dev.rialto.people;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long a door stays shut after failures. A browser known to the account has a lane of its own,
 * so that no stranger's failures can lock a person out of it. Pure.
 */
record SlowDown(Map<Lane, Pace> paces) {

  /** Where failures are counted, and how patient each count is. */
  enum Lane {
    ACCOUNT(5, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(24)),
    /** A whole office may sit behind one address, so it has more tries and shorter waits. */
    NETWORK(30, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(1)),
    KNOWN_DEVICE(10, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(1));

    final int freeTries;
    final Duration firstWait;
    final Duration longestWait;
    final Duration forgottenAfter;

    Lane(int freeTries, Duration firstWait, Duration longestWait, Duration forgottenAfter) {
      this.freeTries = freeTries;
      this.firstWait = firstWait;
      this.longestWait = longestWait;
      this.forgottenAfter = forgottenAfter;
    }

    /** Doubles with every failure beyond the free ones, up to the longest. */
    Duration wait(int failures) {
      if (failures < freeTries) return Duration.ZERO;
      int doublings = Math.min(failures - freeTries, 20);
      var wait = firstWait.multipliedBy(1L << doublings);
      return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
  }

  /** Failures of late in one lane. */
  record Pace(int failures, Instant lastFailedAt) {
    static final Pace NONE = new Pace(0, Instant.EPOCH);
  }

  sealed interface Verdict {}

  /** Come in and try; this many free tries are left besides this one. */
  record Admitted(int triesLeft) implements Verdict {}

  record Wait(Instant until) implements Verdict {}

  Verdict at(Instant now) {
    var until = Instant.MIN;
    int triesLeft = Integer.MAX_VALUE;
    for (var lane : paces.keySet()) {
      int failures = failures(lane, now);
      var opens = paces.get(lane).lastFailedAt().plus(lane.wait(failures));
      if (failures >= lane.freeTries && opens.isAfter(until)) until = opens;
      triesLeft = Math.min(triesLeft, Math.max(0, lane.freeTries - failures - 1));
    }
    return until.isAfter(now) ? new Wait(until) : new Admitted(triesLeft);
  }

  /** The same paces after one more failure; what was long ago no longer counts. */
  SlowDown failedAt(Instant now) {
    var next = new EnumMap<Lane, Pace>(Lane.class);
    paces.forEach((lane, pace) -> next.put(lane, new Pace(failures(lane, now) + 1, now)));
    return new SlowDown(next);
  }

  private int failures(Lane lane, Instant now) {
    var pace = paces.getOrDefault(lane, Pace.NONE);
    boolean forgotten = !pace.lastFailedAt().plus(lane.forgottenAfter).isAfter(now);
    return forgotten ? 0 : pace.failures();
  }
}
