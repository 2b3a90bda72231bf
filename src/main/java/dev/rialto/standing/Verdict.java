package dev.rialto.standing;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the services of a capability come to: the worst of its own; and where they are well while
 * something they cannot do without is down, a risk. Pure.
 *
 * @param worst of its own services; null where it has none
 * @param alike how many of them stand as the worst does, itself included
 * @param watched whether a check looks at any of them
 * @param needy whether something they cannot do without is down
 * @param need what that is; null where there is none, or none that could be told
 */
record Verdict(
    @Nullable Standing worst, long alike, boolean watched, boolean needy, @Nullable Standing need) {
  static Verdict of(List<Standing> services, List<Standing> needed) {
    var worst = services.stream().min(Comparator.comparing(Standing::health)).orElse(null);
    var need = needed.stream().filter(n -> n.health() == Health.DOWN).findFirst().orElse(null);
    return new Verdict(
        worst,
        worst == null ? 0 : services.stream().filter(s -> s.health() == worst.health()).count(),
        services.stream().anyMatch(Standing::isChecked),
        need != null,
        need);
  }

  /** Where nothing looks at its own services, what they need is all there is to go by. */
  Health health() {
    if (worst == null) return Health.UNKNOWN;
    return !needy ? worst.health() : worst.health().worse(watched ? Health.DEGRADED : Health.DOWN);
  }

  /** Green only where a check says so. */
  String state() {
    return health() == Health.UP && !watched ? Health.UNCHECKED : health().state();
  }

  String says(Instant now, ZoneId zone) {
    if (worst == null) return "Not known: no service stands behind it";
    if (worst.health() != Health.UP) {
      return worst.health().answer() + ": " + trouble(worst, alike - 1, now, zone);
    }
    if (needy) {
      return (watched ? "At risk: " : "No: ")
          + (need == null
              ? "something it cannot do without is down"
              : trouble(need, 0, now, zone) + ", and it needs that");
    }
    return watched ? "Yes" : "Yes, as far as alerts tell";
  }

  private static String trouble(Standing service, long more, Instant now, ZoneId zone) {
    var since = service.troubleSince();
    return service.name()
        + (more > 0 ? " and " + Show.count(more) + " more are " : " is ")
        + switch (service.health()) {
          case DOWN -> "down";
          case DEGRADED -> "in trouble";
          case MAINTENANCE -> "being worked on";
          case UNKNOWN -> "not heard of";
          case UP -> "up";
        }
        + (since == null ? "" : " since " + Show.when(since, now, zone));
  }
}
