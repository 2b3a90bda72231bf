package dev.rialto.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When something that failed is tried again: soon at first, then ever more slowly, and never given
 * up. Pure.
 */
record Patience(List<Duration> pauses) {
  static final Patience OF_REACTIONS =
      new Patience(
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2),
              Duration.ofMinutes(10)));

  Instant next(int failures, Instant now) {
    return now.plus(pauses.get(Math.clamp(failures - 1L, 0, pauses.size() - 1)));
  }
}
