package dev.rialto.delivery;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deployments, the newest first. */
public record DeploymentsPage(
    List<Deployment> rows,
    List<String> environments,
    DeploymentFilter filter,
    int unmatched,
    int page,
    boolean more,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    if (rows.isEmpty()) {
      return filter.asksNothing() ? "Nothing was deployed yet" : "No deployment is like that";
    }
    long running = rows.stream().filter(Deployment::running).filter(d -> !d.overdue(now)).count();
    if (running > 0) {
      return Show.plural(running, "deployment is on its way", "deployments are on their way");
    }
    long waiting = rows.stream().filter(Deployment::waiting).count();
    if (waiting > 0) {
      return Show.plural(waiting, "deployment waits", "deployments wait") + " for somebody";
    }
    var last = rows.getFirst();
    return "%s %s %s"
        .formatted(
            last.serviceSaid(),
            switch (last.state()) {
              case "failed" -> "failed to deploy";
              case "cancelled" -> "was called off";
              default -> "was deployed last,";
            },
            Show.ago(last.at(), now));
  }

  public String rowsUrl() {
    return filter.url("/deployments/rows", "page", page == 1 ? null : String.valueOf(page));
  }

  public String pageUrl(int number) {
    return filter.url("/deployments", "page", String.valueOf(number));
  }

  static String took(Deployment deployment) {
    Duration took = deployment.took();
    return took == null ? "not told" : Show.duration(took);
  }
}
