package dev.rialto.delivery;

import java.util.Locale;

/**
 * What a sender's own word for a transition comes to. Of two at the same instant the later in this
 * order is the one that holds.
 */
public enum Step {
  /** Kept because it was told, and changes nothing: approvals, “inactive”, words of next year. */
  NOTED,
  /** Nothing moves until somebody lets it. */
  WAITING,
  STARTED,
  /** Called off before it was over: nothing arrived and nothing broke. */
  CANCELLED,
  SUCCEEDED,
  FAILED,
  ROLLED_BACK;

  /** As tables and the API write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Step of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean ends() {
    return compareTo(STARTED) > 0;
  }
}
