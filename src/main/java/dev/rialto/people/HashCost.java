package dev.rialto.people;

/**
 * What one try at a password costs whoever tries it. A hash says what it was made with, so that it
 * stays good when this changes.
 *
 * @param memoryKib memory that one hash takes
 * @param rounds times that memory is gone through
 */
public record HashCost(int memoryKib, int rounds) {
  /** OWASP’s recommendation for Argon2id. */
  public static final HashCost STANDARD = new HashCost(19 * 1024, 2);

  /** For a company whose people are invented: nobody’s secret is kept by it. */
  public static final HashCost INVENTED = new HashCost(64, 1);
}
