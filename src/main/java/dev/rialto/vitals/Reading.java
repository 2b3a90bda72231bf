package dev.rialto.vitals;

/**
 * How a part is, in words: what was seen, what it means for people, how to mend it.
 *
 * @param value the figure as a program reads it, in seconds, shares or pieces
 * @param mend empty while there is nothing to mend
 */
public record Reading(
    Vital vital, Level level, String figure, double value, String means, String mend) {
  /** The value of a part that could not be looked at. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  boolean isMeasured() {
    return value != NONE;
  }

  boolean isUnwell() {
    return level == Level.UNWELL;
  }
}
