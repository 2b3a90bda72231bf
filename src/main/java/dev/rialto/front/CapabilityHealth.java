package dev.rialto.front;

import java.time.Instant;
import java.util.List;

/**
 * Whether a capability works, as far as the alerts of its services tell, in words for everybody.
 */
public record CapabilityHealth(List<Standing> services, Instant now) {

  public String state() {
    return services.isEmpty() ? "unknown" : new Capability("", services).state();
  }

  public String says() {
    if (services.isEmpty()) return "Not known: no service stands behind it";
    long troubled = services.stream().filter(service -> service.rank() != null).count();
    return troubled == 0
        ? "Yes, as far as alerts tell"
        : troubled == 1
            ? "One of its services has an open alert"
            : troubled + " of its services have open alerts";
  }
}
