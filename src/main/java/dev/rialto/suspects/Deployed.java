package dev.rialto.suspects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One deployment as it is looked at here; the room of deliveries keeps it. */
public record Deployed(
    long id,
    long serviceId,
    String service,
    String slug,
    String environment,
    boolean production,
    String version,
    String state,
    String kind,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String byWhom,
    @Nullable String url,
    @Nullable String previousVersion) {

  /** When what runs may have begun to differ. */
  public Instant at() {
    return finishedAt == null ? startedAt : finishedAt;
  }

  public boolean isRollback() {
    return kind.equals("rollback");
  }

  /** “payments 2.41.0”. */
  public String name() {
    return service + " " + version;
  }

  boolean succeeded() {
    return state.equals("succeeded");
  }

  boolean isWhere(Deployed other) {
    return serviceId == other.serviceId && environment.equals(other.environment);
  }
}
