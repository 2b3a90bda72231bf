package dev.rialto.vitals;

import java.time.Duration;

/**
 * From where on a part gets worse, and from where on it is unwell. The guide names every one of
 * them (docs/guide/vitals.md); stories that freeze a part use smaller ones, to be told soon.
 *
 * @param jobs how late the oldest job is
 * @param intake how long the oldest signal waits to be worked off
 * @param outbox how late the oldest message is
 * @param rounds how late checks begin, or how long a loop of theirs has not turned
 * @param reactions since when something that should follow fails
 * @param roundTrip of one question to the database, its wait for a connection included
 * @param transaction how long the oldest transaction has been open
 * @param lock how long somebody has waited for a lock
 * @param clock how far node and database are apart
 * @param diskUsed share of the disk that is used
 * @param diskLeast bytes below which it is unwell, however large the disk
 * @param heap share of the heap that is in use after a collection
 * @param collecting share of the last minute that went into collecting garbage
 * @param failing share of the tries of one channel that fail
 */
public record Limits(
    Bound<Duration> jobs,
    Bound<Duration> intake,
    Bound<Duration> outbox,
    Bound<Duration> rounds,
    Bound<Duration> reactions,
    Bound<Duration> roundTrip,
    Bound<Duration> transaction,
    Bound<Duration> lock,
    Bound<Duration> clock,
    Bound<Double> diskUsed,
    long diskLeast,
    Bound<Double> heap,
    Bound<Double> collecting,
    Bound<Double> failing) {

  /** The window in which tries of channels are counted. */
  static final Duration TRIES_OF = Duration.ofMinutes(5);

  /** With fewer tries, or to fewer addresses, it is one person's address and not a channel. */
  static final int LEAST_TRIES = 5;

  static final int LEAST_ADDRESSES = 2;

  /** A node that has not been seen for this long is taken for dead. */
  static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

  /** A node that died is spoken of for this long. */
  static final Duration MISSED_FOR = Duration.ofHours(1);

  public static final Limits STANDARD =
      new Limits(
          seconds(15, 60),
          seconds(15, 60),
          seconds(30, 120),
          seconds(5, 30),
          seconds(60, 900),
          new Bound<>(Duration.ofMillis(250), Duration.ofSeconds(2)),
          seconds(600, 3_600),
          seconds(10, 30),
          seconds(1, 5),
          new Bound<>(0.85, 0.95),
          512L << 20,
          new Bound<>(0.85, 0.95),
          new Bound<>(0.10, 0.30),
          new Bound<>(0.5, 0.8));

  /** Two marks on one scale. */
  public record Bound<T extends Comparable<T>>(T worse, T unwell) {
    Level of(T measured) {
      if (measured.compareTo(unwell) >= 0) {
        return Level.UNWELL;
      }
      return measured.compareTo(worse) >= 0 ? Level.WORSE : Level.WELL;
    }
  }

  private static Bound<Duration> seconds(int worse, int unwell) {
    return new Bound<>(Duration.ofSeconds(worse), Duration.ofSeconds(unwell));
  }
}
