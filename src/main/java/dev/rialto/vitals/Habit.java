package dev.rialto.vitals;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a source has been silent, and how long it may be: what somebody set, else twice the
 * longest pause of the last fortnight, once it was heard on seven of those days. Nobody can say of
 * a source younger than that what is usual for it, so it may be silent. Pure.
 *
 * @param expected what somebody set
 * @param longest its longest pause in the fortnight before it fell silent
 * @param days on how many of those days it was heard
 */
record Habit(
    long sourceId,
    String name,
    @Nullable Duration expected,
    @Nullable Duration longest,
    int days,
    Duration silent) {
  static final int FORTNIGHT = 14;
  static final int LEAST_DAYS = 7;
  static final int TIMES = 2;

  /** Ten signals a second are no promise to send one every second. */
  static final Duration LEAST = Duration.ofMinutes(15);

  /** How long it may be silent; null: nobody can say yet. */
  @Nullable Duration patience() {
    if (expected != null) {
      return expected;
    }
    if (longest == null || days < LEAST_DAYS) {
      return null;
    }
    var learned = longest.multipliedBy(TIMES);
    return learned.compareTo(LEAST) < 0 ? LEAST : learned;
  }

  Level level() {
    var patience = patience();
    if (patience == null || silent.compareTo(patience) < 0) {
      // Between the longest pause ever seen and twice that, somebody may want to look.
      boolean unusual =
          patience != null
              && expected == null
              && silent.compareTo(patience.dividedBy(4).multipliedBy(3)) >= 0;
      return unusual ? Level.WORSE : Level.WELL;
    }
    return Level.UNWELL;
  }
}
