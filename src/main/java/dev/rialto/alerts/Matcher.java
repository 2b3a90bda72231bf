package dev.rialto.alerts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One condition on one label, as Alertmanager means it: a missing label is an empty one, a pattern
 * must match the whole value. Patterns run in linear time, since anybody may write one.
 */
public final class Matcher {
  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_VALUE = 2000;

  private static final List<String> OPERATORS = List.of("=~", "!~", "!=", "=");

  private final String name;
  private final String value;
  private final boolean regex;
  private final boolean equal;
  private final @Nullable Pattern pattern;

  private Matcher(String name, String value, boolean regex, boolean equal) {
    this.name = name;
    this.value = value;
    this.regex = regex;
    this.equal = equal;
    this.pattern = regex ? Pattern.compile("^(?:" + value + ")$", Pattern.DOTALL) : null;
  }

  /** Throws an {@link IllegalArgumentException} that says what is wrong. */
  public static Matcher of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("value") @Nullable String value,
      @JsonProperty("is_regex") boolean regex,
      @JsonProperty("is_equal") boolean equal) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("A condition needs the name of a label.");
    }
    if (value == null || value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "The value for “%s” is missing or longer than %d characters."
              .formatted(name, LONGEST_VALUE));
    }
    try {
      return new Matcher(name.strip(), value, regex, equal);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "“%s” is no pattern that can be used for “%s”: %s."
              .formatted(value, name, e.getDescription()));
    }
  }

  /** {@code severity="warning"}, {@code instance=~"web-.*"}; quotes may be left out. */
  public static Matcher parse(String condition) {
    var text = condition.strip();
    int at = -1;
    String operator = "";
    for (int i = 0; i < text.length() && at < 0; i++) {
      for (var each : OPERATORS) {
        if (text.startsWith(each, i)) {
          at = i;
          operator = each;
          break;
        }
      }
    }
    if (at <= 0) {
      throw new IllegalArgumentException(
          "“%s” is no condition. Write a label, one of = != =~ !~, and a value, such as service=payments."
              .formatted(text));
    }
    return of(
        unquoted(text.substring(0, at).strip()),
        unquoted(text.substring(at + operator.length()).strip()),
        operator.endsWith("~"),
        operator.startsWith("="));
  }

  /** One condition a line, or several in braces parted by commas, as amtool writes them. */
  public static List<Matcher> parseAll(String conditions) {
    var matchers = new ArrayList<Matcher>();
    for (var line : conditions.lines().toList()) {
      var text = line.strip();
      if (text.startsWith("{") && text.endsWith("}")) {
        text = text.substring(1, text.length() - 1);
      }
      for (var each : parts(text)) {
        if (!each.isBlank()) {
          matchers.add(parse(each));
        }
      }
    }
    return matchers;
  }

  public boolean matches(Map<String, String> labels) {
    var actual = labels.getOrDefault(name, "");
    boolean hit = pattern == null ? actual.equals(value) : pattern.matches(actual);
    return hit == equal;
  }

  public static boolean all(List<Matcher> matchers, Map<String, String> labels) {
    for (var matcher : matchers) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** True of an alert without any labels: a silence of nothing but these would hold everything. */
  @JsonIgnore
  public boolean matchesEmpty() {
    return matches(Map.of());
  }

  @JsonProperty("name")
  public String name() {
    return name;
  }

  @JsonProperty("value")
  public String value() {
    return value;
  }

  @JsonProperty("is_regex")
  public boolean isRegex() {
    return regex;
  }

  @JsonProperty("is_equal")
  public boolean isEqual() {
    return equal;
  }

  @JsonIgnore
  public String operator() {
    return regex ? (equal ? "=~" : "!~") : equal ? "=" : "!=";
  }

  @Override
  public String toString() {
    return name + operator() + "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher m
        && name.equals(m.name)
        && value.equals(m.value)
        && regex == m.regex
        && equal == m.equal;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, value, regex, equal);
  }

  /** Commas part conditions, except inside quotes. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == ',' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        quoted = (c == '"') != quoted;
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unquoted(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    var plain = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 2 < text.length()) {
        char escaped = text.charAt(++i);
        switch (escaped) {
          case 'n' -> plain.append('\n');
          case '"', '\\' -> plain.append(escaped);
          default -> plain.append(c).append(escaped);
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
