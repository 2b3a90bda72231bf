package dev.rialto.uptime;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A check that goes to and fro is one problem, not thirty. How often the last 21 samples changed,
 * newer changes weighing more (0.8 for the oldest, 1.2 for the newest): from 50 % on it flaps,
 * below 25 % it has come to rest. Pure.
 */
final class Flapping {
  static final int SAMPLES = 21;
  static final double STARTS = 0.50;
  static final double ENDS = 0.25;
  private static final double OLDEST_WEIGHT = 0.8;
  private static final double NEWEST_WEIGHT = 1.2;

  private Flapping() {}

  /** The share of changes among the last samples; those that are not there did not change. */
  static double rate(List<State> known) {
    int pairs = SAMPLES - 1;
    double changes = 0;
    for (int age = 0; age < pairs; age++) {
      int newer = known.size() - 1 - age;
      if (newer < 1) {
        break;
      }
      if (known.get(newer) != known.get(newer - 1)) {
        double place = pairs - 1.0 - age;
        changes += OLDEST_WEIGHT + place * (NEWEST_WEIGHT - OLDEST_WEIGHT) / (pairs - 1);
      }
    }
    return changes / pairs;
  }

  static boolean flaps(boolean before, double rate) {
    return rate >= STARTS || (before && rate >= ENDS);
  }

  /**
   * Calm enough to believe that it is over: one outage that came and went is; a second one among
   * the same samples may be the beginning of many, and its alert waits until it is not.
   */
  static boolean calm(List<State> known) {
    return rate(known) < ENDS && outages(known) <= 1;
  }

  /** Runs of at least two failures: one alone is none. */
  private static long outages(List<State> known) {
    int from = Math.max(1, known.size() - SAMPLES + 1);
    return IntStream.range(from, known.size() - 1)
        .filter(i -> !known.get(i - 1).isWrong())
        .filter(i -> known.get(i).isWrong() && known.get(i + 1).isWrong())
        .count();
  }
}
