package dev.rialto.catalog;

import java.util.Arrays;
import java.util.Optional;

/** How much hangs on a service, said in words because a bare number is read both ways round. */
public enum Tier {
  CRITICAL(1, "Critical", "customers notice within minutes, somebody is woken"),
  IMPORTANT(2, "Important", "customers notice today"),
  NORMAL(3, "Normal", "it can wait for the morning"),
  EXPERIMENTAL(4, "Experimental", "nobody relies on it yet");

  private final int number;
  private final String word;
  private final String means;

  Tier(int number, String word, String means) {
    this.number = number;
    this.word = word;
    this.means = means;
  }

  public static Optional<Tier> of(int number) {
    return Arrays.stream(values()).filter(t -> t.number == number).findFirst();
  }

  public int number() {
    return number;
  }

  public String word() {
    return word;
  }

  public String means() {
    return means;
  }

  /** "Critical (tier 1)". */
  public String said() {
    return "%s (tier %d)".formatted(word, number);
  }
}
