package dev.rialto.sprints;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a Product Owner can do when the buffer runs out. */
public enum Lever {
  DROP("Drop what is not started"),
  GOAL_AT_RISK("Accept that the goal is at risk"),
  CANCEL("Cancel the sprint");

  private final String says;

  Lever(String says) {
    this.says = says;
  }

  public String says() {
    return says;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Lever> of(String word) {
    return Arrays.stream(values()).filter(lever -> lever.word().equals(word)).findFirst();
  }
}
