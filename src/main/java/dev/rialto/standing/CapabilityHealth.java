package dev.rialto.standing;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a capability works, in words for people who do not know what a pod is: the worst of its
 * own services; and where they are well while something they cannot do without is down, a risk.
 *
 * @param needed what its services cannot do without, and what those cannot, worst first
 */
public record CapabilityHealth(List<Standing> services, List<Standing> needed, Instant now) {

  public String state() {
    return health().state();
  }

  Health health() {
    if (services.isEmpty()) {
      return Health.UNKNOWN;
    }
    var own = worst(services).health();
    return brokenNeed() == null ? own : own.worse(unwatched() ? Health.DOWN : Health.DEGRADED);
  }

  /** Nothing looks at its own services, so what they need is all there is to go by. */
  private boolean unwatched() {
    return services.stream().noneMatch(Standing::isChecked);
  }

  private @Nullable Standing brokenNeed() {
    return needed.stream().filter(n -> n.health() == Health.DOWN).findFirst().orElse(null);
  }

  public String says(ZoneId zone) {
    if (services.isEmpty()) {
      return "Not known: no service stands behind it";
    }
    var worst = worst(services);
    var need = brokenNeed();
    if (worst.health() == Health.UP) {
      if (need != null) {
        return (unwatched() ? "No: " : "At risk: ") + trouble(need, zone) + ", and it needs that";
      }
      return unwatched() ? "Yes, as far as alerts tell" : "Yes";
    }
    return worst.health().answer() + ": " + trouble(worst, zone);
  }

  /** How much the answer rests on. */
  public String basis() {
    long checks = services.stream().mapToLong(Standing::checks).sum();
    return Show.plural(services.size(), "service", "services")
        + ", "
        + (checks == 0 ? "no check" : Show.plural(checks, "check", "checks"))
        + (needed.isEmpty() ? "" : ", and " + needed.size() + " that they need");
  }

  private String trouble(Standing service, ZoneId zone) {
    var since = service.troubleSince();
    return service.name()
        + " is "
        + switch (service.health()) {
          case DOWN -> "down";
          case DEGRADED -> "in trouble";
          case MAINTENANCE -> "being worked on";
          case UNKNOWN -> "not heard of";
          case UP -> "up";
        }
        + (since == null ? "" : " since " + Show.when(since, now, zone));
  }

  private static Standing worst(List<Standing> of) {
    return of.stream().min(Comparator.comparing(Standing::health)).orElseThrow();
  }
}
