package dev.rialto.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the business calls it, and the services it stands on. */
public record Capability(String name, List<Standing> services) {

  /** Groups rows that come worst first, and keeps their order. */
  static List<Capability> group(List<Standing> rows) {
    var groups = new LinkedHashMap<String, List<Standing>>();
    for (var row : rows) {
      groups
          .computeIfAbsent(row.capability().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(row);
    }
    return groups.values().stream()
        .map(services -> new Capability(services.getFirst().capability(), List.copyOf(services)))
        .toList();
  }

  public String title() {
    return name.isEmpty() ? "No capability named" : name;
  }

  private Standing worst() {
    return services.stream().min(Comparator.comparing(Standing::health)).orElseThrow();
  }

  /** Of those that are well one that is looked at is enough to call them so. */
  public String state() {
    var worst = worst();
    return worst.isWell() && services.stream().anyMatch(Standing::isChecked)
        ? Health.UP.state()
        : worst.state();
  }

  /** Yes or no where checks look; elsewhere only what alerts tell. */
  public String word() {
    var worst = worst();
    if (worst.health() == Health.UP) {
      return services.stream().anyMatch(Standing::isChecked) ? Health.UP.answer() : worst.word();
    }
    return worst.isChecked() ? worst.health().answer() : worst.word();
  }

  public @Nullable Instant since() {
    return worst().troubleSince();
  }
}
