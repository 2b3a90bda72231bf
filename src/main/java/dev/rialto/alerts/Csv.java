package dev.rialto.alerts;

/** One row of a table for spreadsheets, in which no cell can be taken for a formula. */
final class Csv {
  private Csv() {}

  static void line(StringBuilder csv, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        csv.append(',');
      }
      var cell = cells[i];
      if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
        cell = "'" + cell;
      }
      csv.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
    csv.append("\r\n");
  }
}
