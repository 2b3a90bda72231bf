package dev.rialto.stories;

import java.util.ArrayList;
import java.util.List;

/** Reads a file of comma-separated values back as RFC 4180 says, by hand: what is read is ours. */
record CsvFile(List<String> columns, List<List<String>> rows) {

  static CsvFile of(String text) {
    var lines = new ArrayList<List<String>>();
    var line = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        line.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        line.add(cell.toString());
        cell.setLength(0);
        lines.add(List.copyOf(line));
        line.clear();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (quoted || !line.isEmpty() || !cell.isEmpty() || lines.isEmpty()) {
      throw new AssertionError("The file ends in the middle of a row: " + text);
    }
    return new CsvFile(lines.getFirst(), List.copyOf(lines.subList(1, lines.size())));
  }

  /** All cells of one column. */
  List<String> column(String name) {
    int at = columns.indexOf(name);
    if (at < 0) {
      throw new AssertionError("There is no column " + name + " in " + columns);
    }
    return rows.stream().map(row -> row.get(at)).toList();
  }
}
