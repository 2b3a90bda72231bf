package dev.rialto.items;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys between which there is always another, so that one move writes one row: a whole part whose
 * first letter tells its length (a0 … az, b00 … and down Zz … Z0, Yzz …), then digits of a
 * fraction. They compare byte by byte. Pure.
 */
final class Rank {
  /** The order is renewed before keys grow beyond this. */
  static final int LONGEST = 24;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final char LAST = DIGITS.charAt(DIGITS.length() - 1);

  private Rank() {}

  /** A key above one and below the other; null stands for no neighbour on that side. */
  static String between(@Nullable String below, @Nullable String above) {
    if (below != null && above != null && below.compareTo(above) >= 0) {
      throw new IllegalArgumentException(below + " does not lie before " + above);
    }
    if (below == null) {
      return above == null ? "a0" : before(above);
    }
    var next = up(whole(below));
    if (above == null) {
      return next;
    }
    if (whole(below).equals(whole(above))) {
      return whole(below) + middle(fraction(below), fraction(above));
    }
    return next.compareTo(above) < 0 ? next : whole(below) + middle(fraction(below), null);
  }

  /** As many short keys as are asked for, in order. */
  static List<String> fresh(int count) {
    var keys = new ArrayList<String>(count);
    String last = null;
    for (int i = 0; i < count; i++) {
      last = between(last, null);
      keys.add(last);
    }
    return keys;
  }

  private static String before(String above) {
    var whole = whole(above);
    return whole.length() < above.length() ? whole : down(whole);
  }

  /** Halfway between two fractions; null stands for one. */
  private static String middle(String below, @Nullable String above) {
    if (above != null) {
      int same = 0;
      while (same < above.length() && digitAt(below, same) == DIGITS.indexOf(above.charAt(same))) {
        same++;
      }
      if (same > 0) {
        return above.substring(0, same) + middle(from(below, same), above.substring(same));
      }
    }
    int low = digitAt(below, 0);
    int high = above == null ? DIGITS.length() : digitAt(above, 0);
    if (high - low > 1) {
      return String.valueOf(DIGITS.charAt((low + high + 1) / 2));
    }
    if (above != null && above.length() > 1) {
      return above.substring(0, 1);
    }
    return DIGITS.charAt(low) + middle(from(below, 1), null);
  }

  private static int digitAt(String fraction, int place) {
    return place < fraction.length() ? DIGITS.indexOf(fraction.charAt(place)) : 0;
  }

  private static String from(String fraction, int place) {
    return place < fraction.length() ? fraction.substring(place) : "";
  }

  /** The next whole part; a longer one where this length is used up. */
  private static String up(String whole) {
    var digits = new StringBuilder(whole);
    for (int i = digits.length() - 1; i > 0; i--) {
      if (digits.charAt(i) != LAST) {
        digits.setCharAt(i, DIGITS.charAt(DIGITS.indexOf(digits.charAt(i)) + 1));
        return digits.toString();
      }
      digits.setCharAt(i, '0');
    }
    char head = digits.charAt(0);
    if (head == 'z') {
      throw new IllegalStateException("There is no whole part above " + whole);
    }
    char next = head == 'Z' ? 'a' : (char) (head + 1);
    return next + "0".repeat(length(next) - 1);
  }

  private static String down(String whole) {
    var digits = new StringBuilder(whole);
    for (int i = digits.length() - 1; i > 0; i--) {
      if (digits.charAt(i) != '0') {
        digits.setCharAt(i, DIGITS.charAt(DIGITS.indexOf(digits.charAt(i)) - 1));
        return digits.toString();
      }
      digits.setCharAt(i, LAST);
    }
    char head = digits.charAt(0);
    if (head == 'A') {
      throw new IllegalStateException("There is no whole part below " + whole);
    }
    char next = head == 'a' ? 'Z' : (char) (head - 1);
    return next + String.valueOf(LAST).repeat(length(next) - 1);
  }

  private static String whole(String key) {
    return key.substring(0, length(key.charAt(0)));
  }

  private static String fraction(String key) {
    return key.substring(length(key.charAt(0)));
  }

  private static int length(char head) {
    return head >= 'a' ? head - 'a' + 2 : 'Z' - head + 2;
  }
}
