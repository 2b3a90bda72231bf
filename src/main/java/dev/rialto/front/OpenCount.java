package dev.rialto.front;

import dev.rialto.standing.Severities;
import java.time.Instant;

/**
 * How many alerts of one severity are open, since when, and how many somebody has taken or
 * silenced.
 */
public record OpenCount(int rank, long count, Instant since, long acknowledged, long held) {
  public String state() {
    return Severities.state(rank);
  }

  public String word() {
    return Severities.word(rank).toLowerCase(java.util.Locale.ROOT);
  }
}
