package dev.rialto.timeline;

import dev.rialto.journal.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened around an incident, as other rooms tell it, before it is put into words. */
record Facts(
    List<Entry> entries,
    List<Note> notes,
    List<AlertFact> alerts,
    List<Ring> rings,
    List<DeploymentFact> deployments,
    List<CheckFact> checks) {

  /**
   * An alert of the incident or of one of its services meanwhile.
   *
   * @param part somebody said that it belongs to the incident
   */
  public record AlertFact(
      long id,
      String title,
      String severity,
      @Nullable String service,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      boolean part) {}

  /** Somebody was rung. */
  public record Ring(long alertId, Instant rangAt, String name) {}

  /** A deployment of one of its services. */
  public record DeploymentFact(
      long id,
      String service,
      String environment,
      String version,
      String state,
      String kind,
      Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String byWhom) {}

  /** A check of one of its services came to another state. */
  public record CheckFact(
      long id, String name, String service, String state, @Nullable String cause, Instant fromAt) {}
}
