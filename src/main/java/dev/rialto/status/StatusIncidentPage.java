package dev.rialto.status;

import java.time.Instant;

/** One incident as customers hear of it. */
public record StatusIncidentPage(StatusSettings settings, PublicIncident incident, Instant now) {
  public Condition condition() {
    return Condition.of(null, java.util.List.of(incident), false);
  }
}
