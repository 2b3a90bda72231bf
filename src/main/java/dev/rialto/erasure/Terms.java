package dev.rialto.erasure;

import dev.rialto.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is looked for: every name somebody ever had here, every mail address and every other address
 * they were reached at. Whole words only; a name of one word as it is written, since “Will” is also
 * a word. Pure.
 *
 * @param person their number, which stays
 */
record Terms(long person, List<String> names, List<String> addresses) {
  /** Shorter ones are no address of anybody. */
  static final int SHORTEST_ADDRESS = 6;

  private static final String NEVER = "(?!x)x";

  /** Not in the middle of a word, and no key of a JSON object. */
  private static final String BEFORE = "(?<![[:alnum:]_])";

  private static final String AFTER = "(?![[:alnum:]_])(?!\": )";
  private static final String BEFORE_ADDRESS = "(?<![[:alnum:]_.%+-])";
  private static final String AFTER_ADDRESS = "(?![[:alnum:]_-])";

  Terms {
    names = distinct(names, 1);
    addresses = distinct(addresses, SHORTEST_ADDRESS);
  }

  String name() {
    return nameOf(person);
  }

  String address() {
    return addressOf(person);
  }

  /** What history calls them from now on. */
  static String nameOf(long person) {
    return "Former colleague " + person;
  }

  static String addressOf(long person) {
    return "former-colleague-" + person + "@erased.invalid";
  }

  /** Names of one word, as written. */
  String words() {
    return pattern("", names.stream().filter(n -> !n.contains(" ")).toList(), BEFORE, AFTER);
  }

  /** Names of several words, however written. */
  String fullNames() {
    return pattern("(?i)", names.stream().filter(n -> n.contains(" ")).toList(), BEFORE, AFTER);
  }

  String mails() {
    return pattern("(?i)", addresses, BEFORE_ADDRESS, AFTER_ADDRESS);
  }

  /** The same in documents kept as they came: plain, and as JSON may write them. */
  List<Bytes> bytes() {
    var all = new ArrayList<Bytes>();
    for (var mail : addresses) {
      for (var each : spellings(mail)) {
        all.add(
            new Bytes(
                each.getBytes(StandardCharsets.UTF_8), address().getBytes(StandardCharsets.UTF_8)));
      }
    }
    for (var name : names) {
      for (var each : spellings(name)) {
        all.add(
            new Bytes(
                each.getBytes(StandardCharsets.UTF_8), name().getBytes(StandardCharsets.UTF_8)));
      }
    }
    return all;
  }

  record Bytes(byte[] from, byte[] to) {
    /** Every place where it stands by itself. */
    byte[] replaceIn(byte[] text) {
      var out = new java.io.ByteArrayOutputStream(text.length);
      int i = 0;
      while (i < text.length) {
        if (standsAt(text, i)) {
          out.writeBytes(to);
          i += from.length;
        } else {
          out.write(text[i++]);
        }
      }
      return out.toByteArray();
    }

    private boolean standsAt(byte[] text, int at) {
      if (at + from.length > text.length) {
        return false;
      }
      for (int i = 0; i < from.length; i++) {
        if (text[at + i] != from[i]) {
          return false;
        }
      }
      return !endsInAWord(text, at) && !beginsWithAWord(text, at + from.length);
    }

    private static boolean endsInAWord(byte[] text, int end) {
      int from = end - 1;
      while (from > 0 && (text[from] & 0xC0) == 0x80) {
        from--;
      }
      return from >= 0 && isWord(new String(text, from, end - from, StandardCharsets.UTF_8));
    }

    private static boolean beginsWithAWord(byte[] text, int from) {
      int end = from + 1;
      while (end < text.length && (text[end] & 0xC0) == 0x80) {
        end++;
      }
      return from < text.length
          && isWord(new String(text, from, end - from, StandardCharsets.UTF_8));
    }

    private static boolean isWord(String sign) {
      int c = sign.codePointAt(0);
      return Character.isLetterOrDigit(c) || c == '_';
    }
  }

  private static Set<String> spellings(String term) {
    var all = new LinkedHashSet<String>();
    var written = new LinkedHashSet<>(List.of(term));
    // A lower-case single word is also a word of the language.
    if (term.contains(" ") || term.contains("@")) {
      written.add(term.toLowerCase(Locale.ROOT));
      written.add(term.toUpperCase(Locale.ROOT));
      written.add(term.substring(0, 1).toUpperCase(Locale.ROOT) + term.substring(1));
    }
    for (var each : written) {
      all.add(each);
      all.add(quoted(each));
      all.add(escaped(each, "%04x"));
      all.add(escaped(each, "%04X"));
    }
    return all;
  }

  private static String quoted(String term) {
    var json = Json.write(term);
    return json.substring(1, json.length() - 1);
  }

  private static String escaped(String term, String digits) {
    return quoted(term)
        .chars()
        .mapToObj(c -> c < 128 ? String.valueOf((char) c) : "\\u" + digits.formatted(c))
        .collect(Collectors.joining());
  }

  private static String pattern(String flags, List<String> terms, String before, String after) {
    if (terms.isEmpty()) {
      return NEVER;
    }
    var each = new LinkedHashSet<String>();
    for (var term : terms) {
      each.add(literal(term));
      each.add(literal(quoted(term))); // as jsonb shows it
    }
    return flags + before + "(?:" + String.join("|", each) + ")" + after;
  }

  /** Every sign that a pattern could mean something by means itself. */
  private static String literal(String term) {
    return term.codePoints()
        .mapToObj(
            c ->
                c < 128 && !Character.isLetterOrDigit(c) && c != ' '
                    ? "\\" + (char) c
                    : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** The longest first: “Ada Byron” before “Ada”. */
  private static List<String> distinct(List<String> terms, int shortest) {
    return terms.stream()
        .map(String::strip)
        .filter(t -> t.length() >= shortest)
        .distinct()
        .sorted(java.util.Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
