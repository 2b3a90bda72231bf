package dev.rialto.checks;

import dev.rialto.platform.Show;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every check that a filter lets through, worst first. */
public record ChecksPage(
    List<StandingRow> rows,
    Map<Long, Uptime> days,
    Map<Long, Uptime> months,
    CheckFilter filter,
    List<CheckSql.Count> counts,
    int page,
    boolean more,
    Instant now) {

  public int count(State state) {
    return counts.stream()
        .filter(c -> c.state().equals(state.word()))
        .mapToInt(CheckSql.Count::count)
        .findFirst()
        .orElse(0);
  }

  public int all() {
    return counts.stream().mapToInt(CheckSql.Count::count).sum();
  }

  /** The title is the answer. */
  public String title() {
    int all = all();
    int down = count(State.DOWN);
    int degraded = count(State.DEGRADED);
    int unknown = count(State.UNKNOWN);
    if (all == 0) {
      return "Nothing is checked yet";
    }
    if (down > 0) {
      return "%s of %d %s down".formatted(down, all, down == 1 ? "is" : "are");
    }
    if (degraded > 0) {
      return "%d of %d %s, but not as %s should"
          .formatted(
              degraded, all, degraded == 1 ? "answers" : "answer", degraded == 1 ? "it" : "they");
    }
    if (unknown == all) {
      return "Nothing is known yet";
    }
    return unknown > 0
        ? "All that is known is up, %s not known"
            .formatted(Show.plural(unknown, "check is", "checks are"))
        : all == 1 ? "The one check is up" : "All %d are up".formatted(all);
  }

  /** Empty while all that is known is younger than a day: the month says it, with how long. */
  public String day(StandingRow row) {
    var month = months.get(row.id());
    return month != null && month.window().compareTo(ChecksWeb.SHORT_WINDOW) < 0
        ? ""
        : ChecksWeb.said(days, row.id());
  }

  public String month(StandingRow row) {
    return ChecksWeb.said(months, row.id());
  }

  /** As long as it is known, where that is less than the month of the column. */
  public @Nullable String young(StandingRow row) {
    return ChecksWeb.young(months, row.id());
  }

  public String rowsUrl() {
    return filter.url("/checks/rows", "page", page == 1 ? null : String.valueOf(page));
  }

  public String pageUrl(int number) {
    return filter.url("/checks", "page", String.valueOf(number));
  }
}
