package dev.rialto.delivery;

import java.time.Instant;
import java.util.List;

/** One deployment: what it is, how it went, and what was around it. */
public record DeploymentPage(
    Deployment deployment,
    List<DeploymentSql.Line> lines,
    List<Deployment> neighbours,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    var d = deployment;
    var what = d.serviceSaid() + " " + d.versionSaid();
    var where = d.environmentSaid();
    if (d.running()) {
      return d.overdue(now)
          ? "Nobody told how %s ended in %s".formatted(what, where)
          : "%s is on its way to %s".formatted(what, where);
    }
    if (d.waiting()) {
      return "%s waits to go to %s".formatted(what, where);
    }
    if (d.state().equals("failed")) {
      return "%s failed in %s".formatted(what, where);
    }
    if (d.state().equals("cancelled")) {
      return "%s was called off on its way to %s".formatted(what, where);
    }
    return switch (d.kind()) {
      case "rollback" ->
          "%s went back to %s in %s".formatted(d.serviceSaid(), d.versionSaid(), where);
      case "redeploy" -> "%s was deployed again in %s".formatted(what, where);
      default -> "%s arrived in %s".formatted(what, where);
    };
  }

  /** Why it counts as what it is, in words. */
  public String because() {
    return switch (deployment.kind()) {
      case "rollback" -> "This version ran here before the one it took the place of";
      case "redeploy" -> "This version had arrived here before";
      default -> "The first arrival of this version here";
    };
  }

  static String word(DeploymentSql.Line line) {
    return switch (line.state()) {
      case "waiting" -> "Waiting";
      case "started" -> "Started";
      case "cancelled" -> "Cancelled";
      case "succeeded" -> "Succeeded";
      case "failed" -> "Failed";
      case "rolled_back" -> "Rolled back";
      default -> "Noted";
    };
  }

  static String shade(DeploymentSql.Line line) {
    return switch (line.state()) {
      case "succeeded" -> "up";
      case "failed" -> "down";
      case "cancelled" -> "maintenance";
      case "rolled_back" -> "degraded";
      case "started" -> "running";
      case "waiting" -> "waiting";
      default -> "unknown";
    };
  }

  public String wordOf(DeploymentSql.Line line) {
    return word(line);
  }

  public String shadeOf(DeploymentSql.Line line) {
    return shade(line);
  }

  public String took() {
    return DeploymentsPage.took(deployment);
  }
}
