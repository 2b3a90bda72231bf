package dev.rialto.incidents;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** Every incident, what somebody works on first. */
public record IncidentsPage(
    List<Incident> incidents,
    IncidentFilter filter,
    int page,
    boolean more,
    int total,
    int live,
    int open,
    int worst,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    if (live == 0) {
      return "No incident is open";
    }
    return Show.plural(live, "incident is worked on", "incidents are worked on");
  }

  public String sub() {
    if (live == 0) {
      return "Nobody says that anything is wrong for customers";
    }
    return "%s · the gravest is severity %d, %s"
        .formatted(
            open == 0 ? "all of them mitigated" : open + " not mitigated yet",
            worst,
            Severity.of(worst).map(Severity::means).orElse(""));
  }

  public String pageUrl(int number) {
    return filter.url("/incidents", "page", number == 1 ? null : String.valueOf(number));
  }

  public String rows() {
    return filter.url("/incidents/rows", "page", page == 1 ? null : String.valueOf(page));
  }
}
