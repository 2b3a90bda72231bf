package dev.rialto.vitals;

import java.util.Locale;

/** How a part is, the worst last. */
public enum Level {
  WELL("up", "Well"),
  UNKNOWN("unknown", "Not known"),
  WORSE("degraded", "Getting worse"),
  UNWELL("down", "Unwell");

  private final String colour;
  private final String said;

  Level(String colour, String said) {
    this.colour = colour;
    this.said = said;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state whose colour and shape it has on a screen. */
  public String colour() {
    return colour;
  }

  public String said() {
    return said;
  }

  Level orWorse(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
