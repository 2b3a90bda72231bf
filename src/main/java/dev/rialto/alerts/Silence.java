package dev.rialto.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Known work or known noise: what matches pages nobody between two moments, and stays visible. */
public record Silence(
    UUID id,
    List<Matcher> matchers,
    Instant startsAt,
    Instant endsAt,
    String comment,
    String createdBy,
    @Nullable Long ownerId,
    Instant createdAt,
    Instant updatedAt) {

  /** As Alertmanager calls them. */
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED
  }

  public Silence {
    matchers = List.copyOf(matchers);
  }

  public State state(Instant now) {
    if (!endsAt.isAfter(now)) {
      return State.EXPIRED;
    }
    return startsAt.isAfter(now) ? State.PENDING : State.ACTIVE;
  }

  public boolean holds(Map<String, String> labels) {
    return Matcher.all(matchers, labels);
  }
}
