package dev.rialto.changes;

import dev.rialto.platform.Json;
import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One commit: what it is, what belongs to it, and how far it has come. */
public record ChangePage(
    ChangeSql.Commit commit,
    List<ChangeSql.Arrival> arrivals,
    List<Change> requests,
    List<ChangeSql.Run> runs,
    Instant now) {
  /** More files than a person reads on a page. */
  static final int MOST_FILES = 60;

  /** The title is the answer. */
  public String title() {
    return arrivals.stream().anyMatch(ChangeSql.Arrival::production)
        ? name() + " is with customers"
        : arrivals.isEmpty() ? name() + " is nowhere yet" : name() + " is on its way";
  }

  public String name() {
    return Show.commit(commit.sha());
  }

  List<String> all() {
    var files = new ArrayList<String>();
    Json.tree(commit.files()).forEach(file -> files.add(file.asText()));
    return files;
  }

  public int count() {
    return all().size();
  }

  public List<String> files() {
    return all().stream().limit(MOST_FILES).toList();
  }

  public static String shade(String state) {
    return switch (state) {
      case "succeeded" -> "up";
      case "failed" -> "down";
      case "cancelled" -> "maintenance";
      default -> "unknown";
    };
  }
}
