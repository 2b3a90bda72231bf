package dev.rialto.vitals;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of Rialto that can fall ill, the one that hurts most first.
 *
 * @see Judgement for when each is well
 */
public enum Vital {
  DATABASE("Database", Scope.NODE, "critical", "/vitals/database"),
  JOBS("Work that is due", Scope.HOUSE, "critical", "/vitals/jobs"),
  OUTBOX("Messages on their way out", Scope.HOUSE, "critical", "/notifications"),
  INTAKE("Signals on their way in", Scope.HOUSE, "critical", "/sources"),
  ROUNDS("Rounds of checks", Scope.NODE, "critical", "/checks"),
  DISK("Disk", Scope.NODE, "critical", "/vitals#nodes"),
  KEY("Secret key", Scope.NODE, "critical", "/vitals#nodes"),
  CHANNELS("Channels", Scope.HOUSE, "error", "/notifications?state=failed"),
  MEMORY("Memory", Scope.NODE, "error", "/vitals#nodes"),
  CLOCK("Clock", Scope.NODE, "error", "/vitals#nodes"),
  REACTIONS("What follows from changes", Scope.HOUSE, "warning", "/journal"),
  SOURCES("Sources", Scope.HOUSE, "warning", "/sources"),
  NODES("Nodes", Scope.HOUSE, "warning", "/vitals#nodes");

  /** Whether each node has one of its own, or all look at the same. */
  enum Scope {
    NODE,
    HOUSE
  }

  private final String title;
  private final Scope scope;
  private final String severity;
  private final String path;

  Vital(String title, Scope scope, String severity, String path) {
    this.title = title;
    this.scope = scope;
    this.severity = severity;
    this.path = path;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Vital> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  public String title() {
    return title;
  }

  boolean isOfTheHouse() {
    return scope == Scope.HOUSE;
  }

  String severity() {
    return severity;
  }

  /** Where what is behind its figure stands. */
  public String path() {
    return path;
  }
}
