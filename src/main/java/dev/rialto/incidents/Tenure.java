package dev.rialto.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody held a role from one moment to another; null: still does. */
public record Tenure(
    long id, long personId, String name, IncidentRole role, Instant from, @Nullable Instant to) {

  public boolean isHeld() {
    return to == null;
  }
}
