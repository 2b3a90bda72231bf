package dev.rialto.platform;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as it stands in an address or a form: without a sign, and never too long for a {@code
 * long}. What is none of these is nothing, so that each door says in its own words what it wanted.
 */
public final class Digits {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private Digits() {}

  /** The number, or nothing. */
  public static Optional<Long> of(@Nullable String text) {
    return text != null && NUMBER.matcher(text).matches()
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }
}
