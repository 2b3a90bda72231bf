package dev.rialto.front;

import dev.rialto.standing.Capability;
import dev.rialto.standing.LastDay;
import dev.rialto.standing.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The services on Home, also alone for when they refresh.
 *
 * @param days the last 24 hours by service; a service that nothing watches is missing
 * @param onCall who is first, by team; a team that has nobody is missing
 */
public record HomeServices(
    Counts counts,
    List<Capability> capabilities,
    Map<Long, LastDay> days,
    Map<Long, String> onCall,
    boolean mayWrite,
    Instant now) {

  public @Nullable LastDay day(Standing service) {
    return days.get(service.id());
  }

  public @Nullable String onCall(Standing service) {
    return service.ownerId() == null ? null : onCall.get(service.ownerId());
  }

  public int shown() {
    return capabilities.stream().mapToInt(c -> c.services().size()).sum();
  }
}
