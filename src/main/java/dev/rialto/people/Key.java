package dev.rialto.people;

import dev.rialto.platform.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Something only its holder knows: 256 random bits. We keep its SHA-256 and nothing else; a slow
 * hash would add nothing, since nobody guesses 256 bits.
 */
public record Key(String text) {
  private static final int BYTES = 32;
  private static final int LONGEST = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** One that nobody has had before. */
  public static Key fresh() {
    return fresh("");
  }

  static Key fresh(String prefix) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Key(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Six digits, for typing over from another screen. Few, so whoever uses them counts the tries.
   */
  static Key sixDigits() {
    return new Key("%06d".formatted(RANDOM.nextInt(1_000_000)));
  }

  /** What is stored in its place. */
  public byte[] hash() {
    return hash(text);
  }

  /** Of what somebody showed us; something far too long is nobody’s key. */
  public static byte[] hash(String text) {
    return Sha256.of(text.length() > LONGEST ? "" : text);
  }

  /** Never the secret itself, not even in a log line written in a hurry. */
  @Override
  public String toString() {
    return "Key[…]";
  }
}
