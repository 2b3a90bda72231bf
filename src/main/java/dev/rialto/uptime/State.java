package dev.rialto.uptime;

import java.util.Locale;

/**
 * What a check is over a time. Degraded answers, only not as it should; unknown is our own failure
 * to look, and never counts as down.
 */
public enum State {
  UP,
  DEGRADED,
  DOWN,
  UNKNOWN,
  MAINTENANCE;

  /** As tables, screens and the API spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word beside the shape. */
  public String label() {
    return name().charAt(0) + word().substring(1);
  }

  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Something was seen, as opposed to not looked at. */
  public boolean isKnown() {
    return this == UP || this == DEGRADED || this == DOWN;
  }

  public boolean isWrong() {
    return this == DEGRADED || this == DOWN;
  }
}
