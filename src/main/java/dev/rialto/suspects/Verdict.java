package dev.rialto.suspects;

import java.util.Locale;

/** What is thought of a deployment, the gravest first. */
public enum Verdict {
  CONFIRMED("down"),
  SUSPECTED("degraded"),
  REJECTED("unknown");

  private final String shape;

  Verdict(String shape) {
    this.shape = shape;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The colour and shape that goes with the word. */
  public String shape() {
    return shape;
  }
}
