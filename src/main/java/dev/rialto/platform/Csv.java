package dev.rialto.platform;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/**
 * A list as a spreadsheet opens it. A cell that a spreadsheet would run as a formula is given an
 * apostrophe first: names come from strangers. A CSV library was refused for these forty lines.
 */
public final class Csv {
  /** More rows than this are read page by page from the API. */
  public static final int MOST_ROWS = 10_000;

  private final StringBuilder text = new StringBuilder();

  public Csv(String... columns) {
    row(columns);
  }

  public void row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) text.append(',');
      text.append(cell(cells[i]));
    }
    text.append("\r\n");
  }

  public void answer(Context ctx, String file) {
    ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    ctx.contentType("text/csv; charset=utf-8");
    ctx.result(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String cell(String value) {
    var harmless =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
