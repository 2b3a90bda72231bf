package dev.rialto.incidents;

import java.util.Locale;

/** How far an incident has come. */
public enum State {
  OPEN("down"),
  MITIGATED("degraded"),
  RESOLVED("up"),
  CLOSED("up");

  private final String shape;

  State(String shape) {
    this.shape = shape;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** “Mitigated”, as a screen begins with it. */
  public String said() {
    return name().charAt(0) + word().substring(1);
  }

  /** The colour and shape that goes with the word. */
  public String shape() {
    return shape;
  }

  /** Somebody still works on customers being well again. */
  public boolean isLive() {
    return this == OPEN || this == MITIGATED;
  }

  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
