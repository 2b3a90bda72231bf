package dev.rialto.checks;

import dev.rialto.uptime.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one check stands, as lists show it. */
public record StandingRow(
    long id,
    String name,
    String type,
    String environment,
    String serviceSlug,
    String serviceName,
    @Nullable String teamSlug,
    @Nullable String teamName,
    String state,
    Instant since,
    String cause,
    boolean flapping,
    boolean paused,
    int intervalS,
    String severity) {
  public State shown() {
    return State.of(state);
  }

  /** The word beside the shape; a pause says so. */
  public String word() {
    return paused ? "Paused" : shown().label();
  }

  public String path() {
    return "/checks/" + id;
  }
}
