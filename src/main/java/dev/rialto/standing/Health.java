package dev.rialto.standing;

import java.util.Locale;

/** How something stands, worst first: the same five states that checks have. Pure. */
public enum Health {
  DOWN("Down", "No"),
  DEGRADED("Degraded", "Partly"),
  UNKNOWN("Not known", "Not known"),
  MAINTENANCE("Maintenance", "Planned work"),
  UP("Up", "Yes");

  /** This order for statements that sort by it; a test holds both together. */
  static final String WORST_FIRST = "array ['down', 'degraded', 'unknown', 'maintenance', 'up']";

  /** The colour and shape of what no check looks at and no alert tells of. */
  static final String UNCHECKED = "unchecked";

  private final String word;
  private final String answer;

  Health(String word, String answer) {
    this.word = word;
    this.answer = answer;
  }

  static Health of(String state) {
    return valueOf(state.toUpperCase(Locale.ROOT));
  }

  /** The state whose colour and shape this is. */
  String state() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a service is said to be. */
  String word() {
    return word;
  }

  /** What somebody hears who asks whether customers can do a thing. */
  String answer() {
    return answer;
  }

  Health worse(Health other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
