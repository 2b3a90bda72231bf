package dev.rialto.delivery;

import dev.rialto.platform.ListAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which deployments a list shows; every null asks nothing. */
public record DeploymentFilter(
    @Nullable String service,
    @Nullable String team,
    @Nullable String environment,
    @Nullable String state,
    @Nullable String kind,
    @Nullable String q) {
  public static final List<String> STATES =
      List.of("waiting", "running", "succeeded", "failed", "cancelled");
  public static final List<String> KINDS = List.of("deployment", "redeploy", "rollback");
  public static final DeploymentFilter ALL =
      new DeploymentFilter(null, null, null, null, null, null);

  DeploymentFilter ofService(String slug) {
    return new DeploymentFilter(slug, team, environment, state, kind, q);
  }

  public boolean asksNothing() {
    return equals(ALL);
  }

  /** The address of this list with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    return new ListAddress(path, name, value)
        .ask("service", service)
        .ask("team", team)
        .ask("environment", environment)
        .ask("state", state)
        .ask("kind", kind)
        .ask("q", q)
        .ask("page", null)
        .toString();
  }
}
