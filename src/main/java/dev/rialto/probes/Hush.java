package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the probe's secrets out of what a target sent back: servers like to echo what they were
 * told, as it was or in another dress.
 */
final class Hush {
  static final String INSTEAD = "(secret)";

  /** Shorter beginnings of a secret at the end of a text tell nothing. */
  private static final int SHORTEST_BEGINNING = 4;

  private final List<String> dresses;
  private final int longest;

  Hush(Collection<String> secrets) {
    this.dresses =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .flatMap(Hush::dresses)
            .distinct()
            // The longest first, or a part of it would stay behind.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.longest = dresses.isEmpty() ? 0 : dresses.getFirst().length();
  }

  private static Stream<String> dresses(String secret) {
    return Stream.of(
        secret,
        secret.strip(),
        new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
        URLEncoder.encode(secret, UTF_8),
        Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)),
        secret
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }

  String hush(String text) {
    var hushed = text;
    for (var dress : dresses) hushed = hushed.replace(dress, INSTEAD);
    return hushed;
  }

  /**
   * The first characters without any secret, not even one that the cut goes through.
   *
   * @param whole whether the text ends where the answer ended
   */
  String beginning(String text, int characters, boolean whole) {
    var enough = text.substring(0, Math.min(text.length(), characters + longest));
    var hushed = withoutBrokenEnd(hush(enough), whole && enough.length() == text.length());
    return hushed.substring(0, Math.min(hushed.length(), characters));
  }

  private String withoutBrokenEnd(String text, boolean whole) {
    if (whole) return text;
    for (var dress : dresses) {
      for (int n = Math.min(dress.length() - 1, text.length()); n >= SHORTEST_BEGINNING; n--) {
        if (text.endsWith(dress.substring(0, n))) {
          return text.substring(0, text.length() - n) + INSTEAD;
        }
      }
    }
    return text;
  }
}
