package dev.rialto.maintenance;

import dev.rialto.platform.Show;
import java.util.List;

/** What a window would lie over, to be looked at before it is kept. */
public record Reach(List<MaintenanceSql.Reached> checks, boolean more, List<Plan.Occurrence> next) {
  public String sentence() {
    long services = checks.stream().map(MaintenanceSql.Reached::service).distinct().count();
    return checks.isEmpty()
        ? "It reaches no check yet"
        : "It reaches %s%s of %s"
            .formatted(
                more ? "more than " : "",
                Show.plural(checks.size(), "check", "checks"),
                Show.plural(services, "service", "services"));
  }
}
