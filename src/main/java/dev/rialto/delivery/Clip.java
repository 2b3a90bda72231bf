package dev.rialto.delivery;

/** Cuts what strangers wrote to what a column holds and a screen can show. Nothing is refused. */
public final class Clip {
  private Clip() {}

  /** One line without invisible characters, cut at so many. */
  public static String line(String text, int most) {
    var clean = new StringBuilder(Math.min(text.length(), most));
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .limit(most)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  /** A web address, or nothing: anything else could run in a reader's browser. */
  public static String link(String url) {
    var lower = url.toLowerCase(java.util.Locale.ROOT);
    return url.length() <= 2_000 && (lower.startsWith("https://") || lower.startsWith("http://"))
        ? line(url, 2_000)
        : "";
  }
}
