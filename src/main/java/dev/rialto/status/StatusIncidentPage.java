package dev.rialto.status;

import java.time.Instant;

/**
 * One incident as customers hear of it.
 *
 * @param hit what the page says of it and of what it hits, and of nothing else
 */
public record StatusIncidentPage(Overview hit, PublicIncident incident, Instant now) {
  public StatusSettings settings() {
    return hit.settings();
  }

  /** While it is open as bad as the page says: the worse of it and what checks see of it. */
  public Condition condition() {
    return incident.isOpen() ? hit.condition() : Condition.WORKS;
  }

  /** The sentence that the page itself says. */
  public String headline() {
    if (!incident.isOpen()) return "It is over: " + incident.title();
    return condition() == Condition.WORKS ? incident.title() : hit.headline();
  }
}
