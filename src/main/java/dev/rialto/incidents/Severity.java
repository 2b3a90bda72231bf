package dev.rialto.incidents;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How grave an incident is for customers; always a word and a number, since numbers differ. */
public enum Severity {
  CANNOT("customers cannot use it", "down", Duration.ofMinutes(30)),
  HINDERED("many customers are hindered", "down", Duration.ofHours(1)),
  NOTICED("some customers notice", "degraded", Duration.ofHours(4)),
  UNSEEN("customers do not notice yet", "unknown", Duration.ofHours(24)),
  CURIOUS("nobody notices, it is to be understood", "unknown", null);

  private final String means;
  private final String shape;
  private final @Nullable Duration rhythm;

  Severity(String means, String shape, @Nullable Duration rhythm) {
    this.means = means;
    this.shape = shape;
    this.rhythm = rhythm;
  }

  /** One is the gravest. */
  public int number() {
    return ordinal() + 1;
  }

  public String means() {
    return means;
  }

  /** “Severity 1: customers cannot use it”. */
  public String said() {
    return "Severity " + number() + ": " + means;
  }

  /** The colour and shape that goes with the word. */
  public String shape() {
    return shape;
  }

  /** How often people are owed a word; empty: whenever there is one. */
  public Optional<Duration> rhythm() {
    return Optional.ofNullable(rhythm);
  }

  /** By its number; empty when there is none such. */
  public static Optional<Severity> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
