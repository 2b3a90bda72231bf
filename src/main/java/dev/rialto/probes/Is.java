package dev.rialto.probes;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a value that was seen is compared with the one that was asked for. */
public enum Is {
  EQUALS("is"),
  NOT_EQUALS("is not"),
  CONTAINS("contains"),
  NOT_CONTAINS("does not contain"),
  MATCHES("matches"),
  NOT_MATCHES("does not match"),
  ABOVE("is above"),
  AT_LEAST("is at least"),
  BELOW("is below"),
  AT_MOST("is at most"),
  EXISTS("is there"),
  ABSENT("is not there");

  private static final int LONGEST_NUMBER = 40;

  private final String words;

  Is(String words) {
    this.words = words;
  }

  /** As in “the header Content-Type contains json”. */
  public String words() {
    return words;
  }

  /** As in the JSON form: {@code not_equals}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Is> of(String code) {
    return Arrays.stream(values()).filter(is -> is.code().equals(code)).findFirst();
  }

  boolean asksOnlyPresence() {
    return this == EXISTS || this == ABSENT;
  }

  boolean comparesNumbers() {
    return this == ABOVE || this == AT_LEAST || this == BELOW || this == AT_MOST;
  }

  boolean isPattern() {
    return this == MATCHES || this == NOT_MATCHES;
  }

  /** Holds also when there is nothing to compare with. */
  private boolean holdsOfNothing() {
    return this == ABSENT || this == NOT_EQUALS || this == NOT_CONTAINS || this == NOT_MATCHES;
  }

  boolean holds(@Nullable String seen, String asked) {
    if (seen == null) return holdsOfNothing();
    return switch (this) {
      case EQUALS -> same(seen, asked);
      case NOT_EQUALS -> !same(seen, asked);
      case CONTAINS -> seen.contains(asked);
      case NOT_CONTAINS -> !seen.contains(asked);
      case MATCHES -> Pattern.compile(asked).matcher(seen).find();
      case NOT_MATCHES -> !Pattern.compile(asked).matcher(seen).find();
      case ABOVE, AT_LEAST, BELOW, AT_MOST -> {
        var left = number(seen);
        var right = number(asked);
        yield left.isPresent() && right.isPresent() && orders(left.get().compareTo(right.get()));
      }
      case EXISTS -> true;
      case ABSENT -> false;
    };
  }

  private boolean orders(int compared) {
    return switch (this) {
      case ABOVE -> compared > 0;
      case AT_LEAST -> compared >= 0;
      case BELOW -> compared < 0;
      case AT_MOST -> compared <= 0;
      default -> false;
    };
  }

  /** 1 and 1.0 are the same answer, “1” and “one” are not. */
  private static boolean same(String seen, String asked) {
    if (seen.equals(asked)) return true;
    var left = number(seen);
    var right = number(asked);
    return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
  }

  /** Bounded: comparing 1e999999999 digit by digit would take a machine down. */
  static Optional<BigDecimal> number(String text) {
    var number = text.strip();
    return number.length() <= LONGEST_NUMBER
            && number.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?")
        ? Optional.of(new BigDecimal(number))
        : Optional.empty();
  }
}
