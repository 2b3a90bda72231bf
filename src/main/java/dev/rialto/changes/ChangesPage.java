package dev.rialto.changes;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits and change requests, the newest first; or those that one deployment carried.
 *
 * @param carried null: the whole list
 * @param reached how far the branches of these commits have come, production first
 * @param open change requests that wait for somebody, of all there are
 */
public record ChangesPage(
    List<Change> rows,
    ChangeFilter filter,
    @Nullable Carried carried,
    List<ReachedSql.Reached> reached,
    int open,
    int page,
    boolean more,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    if (carried != null) {
      return "%s %s: %s"
          .formatted(
              carried.range().service(),
              Show.version(carried.range().version()),
              carried.title().toLowerCase(java.util.Locale.ROOT));
    }
    if (rows.isEmpty()) {
      return filter.asksNothing() ? "No change was told yet" : "No change is like that";
    }
    if (filter.asksNothing()) {
      return open == 0
          ? "No change request is open"
          : Show.plural(open, "change request is open", "change requests are open");
    }
    var last = rows.getFirst();
    return last.commit()
        ? "Last pushed %s".formatted(Show.ago(last.at(), now))
        : "Last moved %s".formatted(Show.ago(last.at(), now));
  }

  /** Where a commit has arrived, production before all else; null while it is nowhere. */
  ReachedSql.@Nullable Reached arrived(Change change) {
    return reached.stream()
        .filter(r -> change.commit() && r.repository().equals(change.repository()))
        .filter(r -> r.branch().equals(change.branch()) && !r.until().isBefore(change.at()))
        .findFirst()
        .orElse(null);
  }

  public String rowsUrl() {
    return carried != null
        ? "/changes/rows?deployment=" + carried.range().deploymentId()
        : filter.url("/changes/rows", "page", page == 1 ? null : String.valueOf(page));
  }

  public String pageUrl(int number) {
    return filter.url("/changes", "page", String.valueOf(number));
  }

  String shade(Change change) {
    return arrived(change) == null ? shade(change.state()) : "up";
  }

  static String shade(String state) {
    return switch (state) {
      case "merged" -> "up";
      case "closed" -> "maintenance";
      default -> "unknown";
    };
  }

  String word(Change change) {
    var arrived = arrived(change);
    if (arrived != null) return "In " + arrived.environment();
    return change.state().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + change.state().substring(1);
  }
}
