package dev.rialto.checks;

import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The checks of one service, for its page. */
public record ServiceChecks(
    String service, List<StandingRow> rows, Map<Long, Uptime> months, boolean more, Instant now) {
  public String month(StandingRow row) {
    return ChecksWeb.said(months, row.id());
  }

  /** The time that the figure is of, for the hover. */
  public String over(StandingRow row) {
    var young = ChecksWeb.young(months, row.id());
    return "of the last " + (young == null ? "30 days" : young);
  }
}
