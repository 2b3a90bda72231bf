package dev.rialto.platform;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list as a spreadsheet opens it. A cell that a spreadsheet would run as a formula is given an
 * apostrophe first: names come from strangers. A CSV library was refused for these few lines.
 */
final class Csv {
  /** What begins a formula, its wide twins that some spreadsheets take for it among them. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  static String row(List<? extends @Nullable Object> cells) {
    return cells.stream()
        .map(cell -> cell instanceof Number number ? number.toString() : cell(said(cell)))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A value in words: instants as ISO 8601 in UTC, lists with commas, what is not there empty. */
  static String said(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean yes -> yes ? "yes" : "no";
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case Collection<?> many when many.stream().allMatch(Csv::isPlain) ->
          many.stream().map(Csv::said).collect(Collectors.joining(", "));
      case Collection<?> many -> Json.write(many);
      case Object one when isPlain(one) -> one.toString();
      default -> Json.write(value);
    };
  }

  private static boolean isPlain(Object value) {
    return value instanceof CharSequence
        || value instanceof Number
        || value instanceof UUID
        || value instanceof java.time.temporal.Temporal;
  }

  static String cell(String value) {
    var harmless = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
