package dev.rialto.vitals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What share of the last minute went into collecting garbage. A process that has just begun is
 * counted as if it had stood still before: the one long collection of a start says nothing of what
 * comes after it, nor does one between two looks that happen to follow each other closely.
 */
final class Collecting {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private record Sample(long nanos, long collectedMs) {}

  /** The first is the youngest that is a whole window old, or else the first of all. */
  private final Deque<Sample> samples = new ArrayDeque<>();

  Collecting(long nanos, long collectedMs) {
    samples.add(new Sample(nanos, collectedMs));
  }

  /**
   * Of a look now.
   *
   * @param nanos on the clock of {@link System#nanoTime}
   * @param collectedMs by all collectors since the process began
   * @return from 0 to 1
   */
  synchronized double share(long nanos, long collectedMs) {
    samples.add(new Sample(nanos, collectedMs));
    var since = samples.removeFirst();
    while (isWhole(nanos, samples.getFirst())) {
      since = samples.removeFirst();
    }
    samples.addFirst(since);
    double span = Math.max(nanos - since.nanos(), WINDOW.toNanos());
    return Math.min(1, (collectedMs - since.collectedMs()) * 1e6 / span);
  }

  private static boolean isWhole(long nanos, Sample since) {
    return nanos - since.nanos() >= WINDOW.toNanos();
  }
}
