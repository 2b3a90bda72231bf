package dev.rialto.incidents;

import java.util.Locale;
import java.util.Optional;

/** What somebody does in an incident. The platform's role says what a person may do at all. */
public enum IncidentRole {
  COMMANDER("leads"),
  DEPUTY("stands in for who leads"),
  SCRIBE("writes down what the record does not see"),
  COMMUNICATIONS("tells customers and colleagues"),
  EXPERT("knows what is broken"),
  OBSERVER("watches and learns");

  private final String does;

  IncidentRole(String does) {
    this.does = does;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, in plain words. */
  public String does() {
    return does;
  }

  /** Held by one person at a time. */
  public boolean isSingle() {
    return this != EXPERT && this != OBSERVER;
  }

  public static Optional<IncidentRole> of(String word) {
    for (var role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
