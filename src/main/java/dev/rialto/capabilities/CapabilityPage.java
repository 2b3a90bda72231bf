package dev.rialto.capabilities;

import dev.rialto.journal.Entry;
import dev.rialto.journal.JournalPage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One capability for somebody outside IT: whether it works, said by the room that knows, and what
 * it stands on.
 */
public record CapabilityPage(
    Capability capability,
    List<Capability> parts,
    boolean mayEdit,
    List<Entry> entries,
    Instant now) {
  private static final Set<String> BOOKKEEPING =
      Set.of("version", "updated_at", "owner_name", "owner_person_name");

  /** One line of its history; the journal has every field before and after. */
  public String said(Entry entry) {
    return switch (entry.kind()) {
      case "capability.created" -> "named it";
      case "capability.changed" ->
          "changed "
              + JournalPage.changes(entry).stream()
                  .map(JournalPage.Change::field)
                  .filter(field -> !BOOKKEEPING.contains(field))
                  .map(field -> field.replace('_', ' '))
                  .collect(Collectors.joining(", "));
      default -> entry.said();
    };
  }
}
