package dev.rialto.paging;

import dev.rialto.paging.ViewSql.OpenPage;
import java.time.Instant;
import java.util.List;

/** My open pages, worst first, each with its one button. Home shows it; so does {@code /pages}. */
public record MyPages(List<OpenLine> lines, int count, boolean whole, Instant now) {

  /** One alert that wants the reader. */
  public record OpenLine(
      String number,
      String what,
      String state,
      String severity,
      Instant since,
      Instant rangAt,
      String path) {
    static OpenLine of(OpenPage page) {
      return new OpenLine(
          Wording.alertNumber(page.alertId()),
          page.serviceName() + ": " + page.title(),
          stateOf(page.severity()),
          page.severity(),
          page.since(),
          page.rangAt(),
          page.path());
    }
  }

  static String stateOf(String severity) {
    return switch (severity) {
      case "critical", "error" -> "down";
      case "warning" -> "degraded";
      default -> "unknown";
    };
  }

  public boolean more() {
    return count > lines.size();
  }

  public String title() {
    return switch (count) {
      case 0 -> "Nobody is waiting for you";
      case 1 -> "One alert is waiting for you";
      default -> count + " alerts are waiting for you";
    };
  }
}
