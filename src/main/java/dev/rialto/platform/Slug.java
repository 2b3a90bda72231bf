package dev.rialto.platform;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address a person can say aloud: a–z, 0–9 and hyphens, never longer than a DNS
 * label.
 */
public final class Slug {
  private static final int LONGEST = 63;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private Slug() {}

  public static boolean fits(String text) {
    return SLUG.matcher(text).matches();
  }

  /** Where a list that pages by slug goes on; "" at the first page. */
  public static String cursor(@Nullable String cursor) {
    if (cursor == null) return "";
    if (!fits(cursor)) {
      throw Problem.badRequest(
          "cursor is not one that this list handed out; leave it out to start again.");
    }
    return cursor;
  }

  /**
   * The slug a name suggests, or "" when it holds no Latin letter or digit: then the person must
   * choose one.
   */
  public static String of(String name) {
    if (fits(name)) return name;
    var plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replace("ß", "ss")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    var cut = plain.length() > LONGEST + 1 ? plain.substring(0, LONGEST + 1) : plain;
    var trimmed = cut.replaceAll("^-+", "");
    trimmed = trimmed.length() > LONGEST ? trimmed.substring(0, LONGEST) : trimmed;
    return trimmed.replaceAll("-+$", "");
  }
}
