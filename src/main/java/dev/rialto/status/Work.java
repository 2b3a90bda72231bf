package dev.rialto.status;

import java.time.Instant;
import java.util.List;

/**
 * Planned work that customers may notice, running or to come.
 *
 * @param text what was written for customers; empty: they see what it touches and when
 */
public record Work(
    List<Long> componentIds,
    List<String> components,
    String text,
    Instant from,
    Instant to,
    boolean running) {
  boolean runsOn(Component component) {
    return running && componentIds.contains(component.id());
  }

  public String title() {
    return String.join(", ", components);
  }
}
