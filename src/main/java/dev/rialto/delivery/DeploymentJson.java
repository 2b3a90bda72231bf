package dev.rialto.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API and the journal promise about a deployment. */
public record DeploymentJson(
    long id,
    @Nullable String service,
    @Nullable Long serviceId,
    @Nullable String serviceName,
    @Nullable String environment,
    boolean production,
    String version,
    String sha,
    String state,
    String kind,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String by,
    String url,
    @Nullable String previousVersion) {

  static DeploymentJson of(Deployment d) {
    return new DeploymentJson(
        d.id(),
        d.serviceSlug(),
        d.serviceId(),
        d.serviceName(),
        d.environment(),
        d.production(),
        d.version(),
        d.sha(),
        d.state(),
        d.kind(),
        d.startedAt(),
        d.finishedAt(),
        d.byWhom(),
        d.url(),
        d.previousVersion());
  }
}
