package dev.rialto.timeline;

import java.util.Locale;
import java.util.Optional;

/** Whom words are for. */
public enum Told {
  RECORD("for the record"),
  INSIDE("an update to everybody here"),
  PUBLIC("an update, also on the status page");

  private final String says;

  Told(String says) {
    this.says = says;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a choice of a form says it. */
  public String says() {
    return says;
  }

  /** People wait for it, so it counts as a word they were owed. */
  public boolean isUpdate() {
    return this != RECORD;
  }

  public static Optional<Told> of(String word) {
    for (var told : values()) {
      if (told.word().equals(word)) {
        return Optional.of(told);
      }
    }
    return Optional.empty();
  }
}
