package dev.rialto.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  public static final List<String> STATES = List.of("running", "succeeded", "failed");
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
    var parts = new ArrayList<String>();
    add(parts, "service", name, value, service);
    add(parts, "team", name, value, team);
    add(parts, "environment", name, value, environment);
    add(parts, "state", name, value, state);
    add(parts, "kind", name, value, kind);
    add(parts, "q", name, value, q);
    add(parts, "page", name, value, null);
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
  }

  private static void add(
      List<String> parts, String key, String changed, @Nullable String to, @Nullable String now) {
    var value = key.equals(changed) ? to : now;
    if (value != null && !value.isEmpty()) {
      parts.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
