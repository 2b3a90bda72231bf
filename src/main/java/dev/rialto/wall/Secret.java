package dev.rialto.wall;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What only a link or a screen knows: 256 random bits, of which we keep the SHA-256. */
record Secret(String text) {
  private static final int BYTES = 32;
  private static final int LONGEST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  static Secret fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
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
    return "Secret[…]";
  }
}
