package dev.rialto.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what somebody typed and says, field by field, what is wrong and how to mend it. Jakarta
 * Validation was refused: its annotations would put a framework between a noun and its reader.
 */
public final class Scrutiny {
  private static final int LONGEST_LINK = 2_000;

  private final List<Wrong> wrongs = new ArrayList<>();

  /** Text as it is kept: composed, without blanks around it; missing is empty. */
  public static String tidy(@Nullable String text) {
    return text == null
        ? ""
        : Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n").strip();
  }

  /** One visible line that has to be there. */
  public Scrutiny line(String field, String text, int longest) {
    return text.isEmpty()
        ? wrong(field, "Please fill this in: up to %d characters.".formatted(longest))
        : optionalLine(field, text, longest);
  }

  public Scrutiny optionalLine(String field, String text, int longest) {
    return fits(field, text, longest, false);
  }

  /** Several lines; line breaks and tabs are fine, other control characters are not. */
  public Scrutiny prose(String field, String text, int longest) {
    return fits(field, text, longest, true);
  }

  /**
   * A web address, or nothing. Only http and https: anything else could run in a reader's browser.
   */
  public Scrutiny webLink(String field, String text) {
    if (text.isEmpty()) return this;
    optionalLine(field, text, LONGEST_LINK);
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("https") && !scheme.equals("http")) {
        var hint =
            scheme.isEmpty() && text.contains(".") && text.length() < 200
                ? " Did you mean https://%s?".formatted(text.replaceFirst("^/+", ""))
                : "";
        return wrong(field, "Begin with https:// or http://." + hint);
      }
      return uri.getHost() == null
          ? wrong(
              field, "This address names no host. A whole one looks like https://wiki.example/x.")
          : this;
    } catch (URISyntaxException e) {
      return wrong(field, "This is no web address. A whole one looks like https://wiki.example/x.");
    }
  }

  /** Anything else that has to hold. */
  public Scrutiny holds(boolean fine, String field, String message) {
    return fine ? this : wrong(field, message);
  }

  public Scrutiny wrong(String field, String message) {
    if (wrongs.stream().noneMatch(w -> w.field().equals(field))) {
      wrongs.add(
          new Wrong(field, message)); // the first thing wrong with a field is enough to mend it
    }
    return this;
  }

  public boolean isClean() {
    return wrongs.isEmpty();
  }

  public List<Wrong> wrongs() {
    return List.copyOf(wrongs);
  }

  /** Throws the 422 that carries every field at once, when there is anything to throw. */
  public void orThrow() {
    if (!wrongs.isEmpty()) throw Problem.invalid(wrongs());
  }

  private Scrutiny fits(String field, String text, int longest, boolean manyLines) {
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      return wrong(field, "At most %,d characters; these are %,d.".formatted(longest, length));
    }
    return text.codePoints()
        .filter(c -> isHidden(c, manyLines))
        .mapToObj(
            c ->
                wrong(
                    field,
                    "Take out the invisible character U+%04X; nobody could see it here."
                        .formatted(c)))
        .findFirst()
        .orElse(this);
  }

  /** Control characters, line separators, marks that reverse a line, halves of characters. */
  private static boolean isHidden(int c, boolean manyLines) {
    if (manyLines && (c == '\n' || c == '\t')) return false;
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029
        || c == 0xFEFF
        || c == 0xFFFD;
  }
}
