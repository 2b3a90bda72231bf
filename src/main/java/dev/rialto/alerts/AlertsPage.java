package dev.rialto.alerts;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** What is broken, worst first, and who has it. */
public record AlertsPage(
    List<Alert> alerts,
    AlertFilter filter,
    int page,
    boolean more,
    int total,
    List<Count> counts,
    Instant now) {

  /**
   * How many are open, by severity.
   *
   * @param unanswered of which nobody has, and neither a silence nor another alert holds back
   */
  public record Count(short severity, long open, long unanswered) {}

  /** The title is the answer. */
  public String title() {
    long open = counts.stream().mapToLong(Count::open).sum();
    long unanswered = counts.stream().mapToLong(Count::unanswered).sum();
    if (open == 0) {
      return "Nothing is broken that anybody told us of";
    }
    return Show.plural(open, "alert is open", "alerts are open")
        + (unanswered > 0 ? ", " + unanswered + " without an answer" : ", every one in hand");
  }

  public String rows() {
    return filter.url("/alerts/rows", "page", page == 1 ? null : String.valueOf(page));
  }

  public String pageUrl(int number) {
    return filter.url("/alerts", "page", number == 1 ? null : String.valueOf(number));
  }
}
