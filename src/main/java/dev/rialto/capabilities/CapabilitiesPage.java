package dev.rialto.capabilities;

import dev.rialto.platform.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the business can name, with what it is part of. */
public record CapabilitiesPage(
    List<Capability> capabilities, String q, @Nullable String next, boolean mayWrite) {

  public String title() {
    if (capabilities.isEmpty()) {
      return q.isEmpty() ? "No capability is named yet" : "No capability is called “" + q + "”";
    }
    return next == null && q.isEmpty()
        ? Show.plural(capabilities.size(), "capability", "capabilities")
        : "Capabilities";
  }
}
