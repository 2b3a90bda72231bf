package dev.rialto.catalog;

import dev.rialto.journal.Entry;
import java.time.Instant;
import java.util.List;

/**
 * Everything both dev and ops would ask about one service; its alerts and its on-call are fetched
 * from their rooms.
 */
public record ServicePage(Service service, boolean mayEdit, List<Entry> entries, Instant now) {
  private static final int SHORT = 140;

  /** The first words of the description, for the line below the title. */
  public String about() {
    var first = service.description().lines().findFirst().orElse("").strip();
    if (first.isEmpty()) return "Nobody has said yet what it does.";
    return first.codePointCount(0, first.length()) <= SHORT
        ? first
        : first.substring(0, first.offsetByCodePoints(0, SHORT)) + "…";
  }

  /** Whether the description says more than the line below the title could hold. */
  public boolean saysMore() {
    return !service.description().isEmpty() && !about().equals(service.description());
  }
}
