package dev.rialto.people;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.rialto.platform.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id, a few at a time: each hash takes 19 MiB, and a crowd at the door must not take the
 * house down with it.
 */
final class Passwords {
  static final int SHORTEST = 12;
  static final int LONGEST = 200;
  private static final int DIFFERENT_CHARACTERS = 5;
  private static final int LANES = 1;
  private static final int OUTPUT_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * The hash of random characters that nobody kept: what an unknown address is compared with, so
   * that it takes as long as a known one.
   */
  private static final String NOBODYS =
      "$argon2id$v=19$m=%d,t=%d,p=1$eOvtbN8XSQ5JKhwA1Bhm7g$7gt2gbtTVZ9+OiqQ6o5O3Ix4tq7RRZMwJJy+1TBWuDs";

  private final Argon2Function argon2id;
  private final String nobodys;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  Passwords(HashCost cost) {
    argon2id =
        Argon2Function.getInstance(cost.memoryKib(), cost.rounds(), LANES, OUTPUT_BYTES, Argon2.ID);
    nobodys = NOBODYS.formatted(cost.memoryKib(), cost.rounds());
  }

  String hash(String password) {
    return inTurn(
        () -> Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2id).getResult());
  }

  /** Takes the same time whether there is a hash or not. */
  boolean matches(String password, @Nullable String hash) {
    var against = hash == null ? nobodys : hash;
    var tried = password.length() > LONGEST ? "" : password;
    boolean same =
        inTurn(
            () -> Password.check(tried, against).with(Argon2Function.getInstanceFromHash(against)));
    return same && hash != null;
  }

  /** What is wrong with a wished password, or null. Length is what helps; riddles are not asked. */
  static @Nullable String objection(String password, String email, String name) {
    int length = password.codePointCount(0, password.length());
    var lower = password.toLowerCase(Locale.ROOT);
    if (length < SHORTEST) return "At least %d characters. Four words do well.".formatted(SHORTEST);
    if (length > LONGEST) return "At most %d characters.".formatted(LONGEST);
    if (differentCharacters(password) < DIFFERENT_CHARACTERS) {
      return "Too few different characters: the same ones again and again are tried first.";
    }
    if (lower.equals(email.toLowerCase(Locale.ROOT))
        || lower.equals(name.toLowerCase(Locale.ROOT))) {
      return "Your name and your address are the first things tried. Four other words do well.";
    }
    return null;
  }

  private static int differentCharacters(String text) {
    var seen = new HashSet<Integer>();
    text.codePoints().forEach(seen::add);
    return seen.size();
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("Many people are signing in at this moment.", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("Rialto is stopping.", PATIENCE);
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }
}
