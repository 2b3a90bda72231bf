package dev.rialto.front;

import java.time.Instant;
import java.util.ArrayList;
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

  private @Nullable Standing worst() {
    return services.stream()
        .filter(s -> s.rank() != null)
        .min(
            java.util.Comparator.comparingInt(s -> s.rank() == null ? Integer.MAX_VALUE : s.rank()))
        .orElse(null);
  }

  public String state() {
    var worst = worst();
    return Severities.state(worst == null ? null : worst.rank());
  }

  public String word() {
    var worst = worst();
    return Severities.word(worst == null ? null : worst.rank());
  }

  public @Nullable Instant since() {
    var worst = worst();
    return worst == null ? null : worst.since();
  }
}
