package dev.rialto;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an archive says of itself, so that it can be checked whole before anything is touched. */
record Manifest(
    int format,
    String rialto,
    Instant madeAt,
    String schemaVersion,
    List<Table> tables,
    List<Sequence> sequences,
    @Nullable String keySha256,
    boolean keyIncluded) {
  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";
  static final String KEY_ENTRY = "secret.key";

  /**
   * @param sha256 of the entry's bytes
   * @param rowsDigest of the rows in whatever order, to compare with what arrived in a database
   */
  record Table(String name, List<String> columns, long rows, String sha256, String rowsDigest) {
    String entry() {
      return "tables/" + name + ".copy";
    }

    String quoted() {
      return quote(name);
    }

    String quotedColumns() {
      return String.join(", ", columns.stream().map(Manifest::quote).toList());
    }
  }

  record Sequence(String name, long lastValue, boolean called) {}

  String summary() {
    var rows = tables.stream().mapToLong(Table::rows).sum();
    return "%d rows of %d tables, schema %s, as of %s"
        .formatted(rows, tables.size(), schemaVersion, madeAt);
  }

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
