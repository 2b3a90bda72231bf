package dev.rialto.paging;

import dev.rialto.paging.ViewSql.OpenPage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * My open pages, worst first, each with its one button. Home shows it; so does {@code /pages}.
 *
 * @param inVain the numbers of those that everybody was rung for, so that nothing more rings
 */
public record MyPages(
    List<OpenLine> lines, Set<String> inVain, int count, boolean whole, Instant now) {

  /**
   * One alert that wants the reader.
   *
   * @param rangAt when it rang last
   */
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

  static MyPages of(List<OpenPage> pages, int count, boolean whole, Instant now) {
    return new MyPages(
        pages.stream().map(OpenLine::of).toList(),
        pages.stream()
            .filter(OpenPage::inVain)
            .map(page -> Wording.alertNumber(page.alertId()))
            .collect(Collectors.toSet()),
        count,
        whole,
        now);
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
