package dev.rialto.probes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing an HTTP answer has to hold: {@code {"type":"json","of":"$.status","is":"equals",
 * "value":"ok"}}.
 *
 * @param of the JSON path or the name of the header; empty for the text
 */
public record Expectation(Kind kind, String of, Is is, String value) {
  static final int LONGEST_VALUE = 1_000;
  static final int LONGEST_PATTERN = 500;

  /** RE2J is linear in the text, times this. */
  static final int LARGEST_PATTERN = 2_000;

  static final int LONGEST_HEADER_NAME = 100;

  /** What of the answer is looked at, and which comparisons make sense there. */
  public enum Kind {
    TEXT(EnumSet.of(Is.CONTAINS, Is.NOT_CONTAINS, Is.MATCHES, Is.NOT_MATCHES, Is.EQUALS)),
    JSON(EnumSet.allOf(Is.class)),
    HEADER(EnumSet.allOf(Is.class));

    final Set<Is> comparisons;

    Kind(Set<Is> comparisons) {
      this.comparisons = comparisons;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Expectation read(Typed typed) {
    typed.only("type", "of", "is", "value");
    var kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.code().equals(typed.line("type")))
            .findFirst()
            .orElseGet(
                () -> {
                  typed.wrong("type", "One of text, json, header.");
                  return Kind.TEXT;
                });
    var is =
        Is.of(typed.line("is"))
            .orElseGet(
                () -> {
                  typed.wrong("is", "One of " + codes(kind) + ".");
                  return Is.CONTAINS;
                });
    return new Expectation(kind, typed.line("of"), is, typed.scalar("value"));
  }

  void check(Scrutiny scrutiny, String where) {
    scrutiny.holds(
        kind.comparisons.contains(is), where + ".is", "Here it is one of " + codes(kind) + ".");
    switch (kind) {
      case TEXT ->
          scrutiny.holds(of.isEmpty(), where + ".of", "The text has no parts; leave this empty.");
      case JSON -> JsonPaths.wrongWith(of).ifPresent(why -> scrutiny.wrong(where + ".of", why));
      case HEADER ->
          scrutiny.holds(
              Header.isName(of) && of.length() <= LONGEST_HEADER_NAME,
              where + ".of",
              "The name of a header, for example Content-Type.");
    }
    checkValue(scrutiny, where + ".value");
  }

  private void checkValue(Scrutiny scrutiny, String field) {
    if (is.asksOnlyPresence()) {
      scrutiny.holds(value.isEmpty(), field, "“" + is.words() + "” needs no value.");
      return;
    }
    scrutiny.holds(
        !value.isEmpty() || is == Is.EQUALS || is == Is.NOT_EQUALS,
        field,
        "Type what to compare with.");
    scrutiny.holds(
        value.length() <= LONGEST_VALUE, field, "At most %,d characters.".formatted(LONGEST_VALUE));
    if (is.isPattern()) {
      wrongPattern(value).ifPresent(why -> scrutiny.wrong(field, why));
    } else if (is.comparesNumbers()) {
      scrutiny.holds(Is.number(value).isPresent(), field, "A number, for example 42 or 0.5.");
    }
  }

  static Optional<String> wrongPattern(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      return Optional.of("At most %d characters of pattern.".formatted(LONGEST_PATTERN));
    }
    try {
      return Pattern.compile(pattern).programSize() <= LARGEST_PATTERN
          ? Optional.empty()
          : Optional.of("This pattern unfolds to too much; use smaller counts in {…}.");
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "Not an RE2 pattern: %s. Look-around and back-references do not exist in RE2."
              .formatted(e.getDescription()));
    }
  }

  /** What is looked at, in words. */
  String subject() {
    return switch (kind) {
      case TEXT -> "text";
      case JSON -> of;
      case HEADER -> "header " + of;
    };
  }

  /** As a person reads it: “$.status is ok”. */
  String words() {
    return is.asksOnlyPresence()
        ? subject() + " " + is.words()
        : "%s %s “%s”".formatted(subject(), is.words(), value);
  }

  JsonNode write() {
    var json = Json.MAPPER.createObjectNode().put("type", kind.code());
    Probe.putUnlessEmpty(json, "of", of);
    json.put("is", is.code());
    if (!is.asksOnlyPresence()) json.put("value", value);
    return json;
  }

  private static String codes(Kind kind) {
    return kind.comparisons.stream().map(Is::code).collect(Collectors.joining(", "));
  }
}
