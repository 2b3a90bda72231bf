package dev.rialto.items;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** The letters before the number of an item: CHK for checkout. Pure. */
final class Prefix {
  static final Pattern FITS = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
  private static final int LETTERS = 3;

  private Prefix() {}

  /** The first letter and the consonants after it, each once; what is too short is filled up. */
  static String of(String slug) {
    var letters = slug.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    var kept = new LinkedHashSet<Character>();
    for (char c : letters.toCharArray()) {
      if (kept.isEmpty() ? Character.isLetter(c) : "AEIOU0123456789".indexOf(c) < 0) {
        kept.add(c);
      }
    }
    var made = new StringBuilder();
    kept.stream().limit(LETTERS).forEach(made::append);
    for (int i = 0; made.length() < LETTERS; i++) {
      made.append(i < letters.length() && !made.isEmpty() ? letters.charAt(i) : 'T');
    }
    return made.toString();
  }

  /** The next one to try when a neighbour has it already. */
  static String another(String prefix, int n) {
    return prefix + n;
  }
}
