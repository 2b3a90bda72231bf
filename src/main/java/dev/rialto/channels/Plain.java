package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Strangers' text made fit to send: no control characters, so that no title grows a header of its
 * own, no overrides of direction that make one text look like another, and cut where a reader sees
 * the end of a character, never inside one.
 */
final class Plain {
  private static final String MORE = "…";

  private Plain() {}

  /** One line: every break and every run of space is one space. */
  static String line(String text) {
    return cleaned(text, false).strip().replaceAll("\\s+", " ");
  }

  /** Several lines: line feeds and tabs stay. */
  static String block(String text) {
    return cleaned(text.replace("\r\n", "\n").replace('\r', '\n'), true).strip();
  }

  /** At most {@code most} characters (UTF-16 units), the ellipsis included. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, boundaryAtOrBefore(text, most - MORE.length())).stripTrailing() + MORE;
  }

  /** At most {@code most} bytes of UTF-8, the ellipsis included. */
  static String cutBytes(String text, int most) {
    if (text.getBytes(UTF_8).length <= most) {
      return text;
    }
    int room = most - MORE.getBytes(UTF_8).length;
    int units = 0;
    int bytes = 0;
    while (units < text.length()) {
      int character = text.codePointAt(units);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > room) {
        break;
      }
      units += Character.charCount(character);
    }
    return text.substring(0, boundaryAtOrBefore(text, units)).stripTrailing() + MORE;
  }

  private static int boundaryAtOrBefore(String text, int end) {
    if (end <= 0) {
      return 0;
    }
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return characters.isBoundary(end) ? end : characters.preceding(end);
  }

  private static String cleaned(String text, boolean severalLines) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (character == '\n' || character == '\t') {
                clean.append(severalLines ? (char) character : ' ');
              } else if (breaks(character)) {
                clean.append(severalLines ? '\n' : ' ');
              } else if (isHalfASurrogate(character)) {
                clean.append('\uFFFD');
              } else if (!Character.isISOControl(character) && !overridesDirection(character)) {
                clean.appendCodePoint(character);
              }
            });
    return clean.toString();
  }

  private static boolean breaks(int character) {
    return character == '\r'
        || character == 0x0B
        || character == 0x0C
        || character == 0x85
        || character == 0x2028
        || character == 0x2029;
  }

  private static boolean isHalfASurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** Right-to-left text needs none of these: letters carry their direction. */
  private static boolean overridesDirection(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
