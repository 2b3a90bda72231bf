package dev.rialto.status;

import java.time.Instant;
import java.util.List;

/** Planned work that customers may notice, running or to come. */
public record Work(
    List<Long> componentIds, List<String> components, Instant from, Instant to, boolean running) {
  public String title() {
    return String.join(", ", components);
  }
}
