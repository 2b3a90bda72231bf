package dev.rialto.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Something only its holder knows: 256 random bits. We keep its SHA-256 and nothing else; a slow
 * hash would add nothing, since nobody guesses 256 bits.
 */
record Key(String text) {
  private static final int BYTES = 32;
  private static final int LONGEST = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  static Key fresh() {
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

  byte[] hash() {
    return hash(text);
  }

  static byte[] hash(String text) {
    try {
      var kept = text.length() > LONGEST ? "" : text;
      return MessageDigest.getInstance("SHA-256").digest(kept.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Never the secret itself, not even in a log line written in a hurry. */
  @Override
  public String toString() {
    return "Key[…]";
  }
}
