package dev.rialto.oncall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person stands in for another, from here to there. Where overrides overlap, the one made later
 * wins. With {@code replaces} it holds only while that person would be on call, so that it takes
 * one person's turns out of a longer time and leaves the others theirs.
 */
public record ShiftOverride(
    long id, Instant from, Instant to, long personId, @Nullable Long replaces) {

  public ShiftOverride {
    if (!from.isBefore(to)) throw new IllegalArgumentException("an override ends after it begins");
  }

  boolean holds(Instant at, @Nullable Long onCall) {
    return !at.isBefore(from) && at.isBefore(to) && (replaces == null || replaces.equals(onCall));
  }
}
