package dev.rialto.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.journal.Entry;
import dev.rialto.journal.JournalPage;
import dev.rialto.people.Who;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything both dev and ops would ask about one service; its alerts and its on-call are fetched
 * from their rooms.
 */
public record ServicePage(
    Service service,
    boolean mayEdit,
    List<Ownership> ownerships,
    List<Entry> entries,
    Instant now) {
  private static final int SHORT = 140;

  /** What changes with every change, or says again what another field says. */
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "version",
          "updated_at",
          "tier_name",
          "owner_name",
          "service_owner_name",
          "dev_contact_name",
          "ops_contact_name",
          "capability_slug");

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

  /** One line of its history, with which fields changed rather than how: the journal has both. */
  public String said(Entry entry) {
    return switch (entry.kind()) {
      case "service.created" -> "entered it into the catalog";
      case "service.changed" -> "changed " + changed(entry);
      case "service.answered" -> "answered one of the six questions";
      case "service.detached" -> "took it into their own hands";
      case "service.vanished" -> "no longer found it described";
      case "service.dependency_added", "service.dependency_changed" ->
          "said that it needs " + needed(entry.afterTree());
      case "service.dependency_removed" ->
          "said that it no longer needs " + needed(entry.beforeTree());
      default -> entry.said();
    };
  }

  /** What the people around it are, whoever is named; nobody is a question, not a gap. */
  public record Named(String field, String part, @Nullable Who who, String missing) {}

  public List<Named> named() {
    return List.of(
        new Named(
            "service_owner", "answers for it", service.serviceOwner(), "Nobody answers for it"),
        new Named(
            "dev_contact",
            "ask in development",
            service.devContact(),
            "Nobody to ask in development"),
        new Named(
            "ops_contact",
            "ask in operations",
            service.opsContact(),
            "Nobody to ask in operations"));
  }

  /** Only when it ever changed hands: one owner since the beginning is no history. */
  public boolean changedHands() {
    return ownerships.size() > 1;
  }

  public static String owned(Ownership span) {
    var team = span.teamName() == null ? "nobody" : span.teamName();
    return span.serviceOwner() == null ? team : team + ", " + span.serviceOwner();
  }

  private static String needed(@Nullable JsonNode said) {
    return said == null ? "something" : said.path("needs").asText("something");
  }

  private static String changed(Entry entry) {
    return JournalPage.changes(entry).stream()
        .map(JournalPage.Change::field)
        .filter(field -> !BOOKKEEPING.contains(field))
        .map(field -> field.replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
