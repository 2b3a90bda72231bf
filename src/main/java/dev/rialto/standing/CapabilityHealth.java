package dev.rialto.standing;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Whether a capability works, in words for people who do not know what a pod is, with the services
 * that decide it.
 *
 * @param needed what its services cannot do without, and what those cannot, worst first
 * @param mayAdd whether the reader may put a service behind it
 */
public record CapabilityHealth(
    List<Standing> services, List<Standing> needed, boolean mayAdd, Instant now) {

  public String state() {
    return verdict().state();
  }

  public String says(ZoneId zone) {
    return verdict().says(now, zone);
  }

  private Verdict verdict() {
    return Verdict.of(services, needed);
  }

  /** How much the answer rests on. */
  public String basis() {
    long checks = services.stream().mapToLong(Standing::checks).sum();
    return Show.plural(services.size(), "service", "services")
        + ", "
        + (checks == 0 ? "no check" : Show.plural(checks, "check", "checks"))
        + (needed.isEmpty() ? "" : ", and " + needed.size() + " that they need");
  }
}
