package dev.rialto.descriptors;

import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every import, newest first, and the ways to begin one. */
public record ImportsPage(
    List<ImportRow> imports,
    @Nullable String next,
    boolean mayImport,
    boolean hasFolders,
    Typed typed,
    List<Wrong> wrongs,
    Instant now) {

  /** What was typed into the forms. */
  public record Typed(String folder, String url, String branch, String path) {
    static final Typed NOTHING = new Typed("", "", "", "");
  }

  public String title() {
    if (imports.isEmpty()) return "Nothing was imported yet";
    var newest = imports.getFirst();
    return switch (newest.state()) {
      case "planned" -> "An import waits to be applied";
      case "failed" -> "The last import has mistakes to mend";
      case "applied" -> "The last import is in the catalog";
      default -> "An import is running";
    };
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }

  static String state(ImportRow row) {
    return switch (row.state()) {
      case "applied" -> "up";
      case "failed" -> "down";
      case "planned" -> "degraded";
      default -> "unknown";
    };
  }

  public String stateOf(ImportRow row) {
    return state(row);
  }

  public String wordOf(ImportRow row) {
    return word(row);
  }

  static String word(ImportRow row) {
    return switch (row.state()) {
      case "applied" -> "Applied";
      case "failed" -> "Has mistakes";
      case "planned" -> "To be applied";
      case "applying" -> "Being applied";
      default -> "Being read";
    };
  }
}
