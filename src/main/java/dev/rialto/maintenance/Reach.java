package dev.rialto.maintenance;

import dev.rialto.platform.Show;
import java.util.List;

/**
 * What a window would lie over, to be looked at before it is kept.
 *
 * @param ending the open alerts of its checks, which end when it begins
 */
public record Reach(
    List<MaintenanceSql.Reached> checks,
    boolean more,
    List<Plan.Occurrence> next,
    List<MaintenanceSql.Ending> ending) {
  public String sentence() {
    return checks.isEmpty() ? "It reaches no check yet" : "It reaches " + count();
  }

  /** “2 checks of 1 service”. */
  public String count() {
    long services = checks.stream().map(MaintenanceSql.Reached::service).distinct().count();
    return "%s%s of %s"
        .formatted(
            more ? "more than " : "",
            Show.plural(checks.size(), "check", "checks"),
            Show.plural(services, "service", "services"));
  }
}
