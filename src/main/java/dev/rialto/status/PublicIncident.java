package dev.rialto.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as customers hear of it: what of theirs it hits, and what was written for them. Its
 * own title, its people and its services stay inside.
 *
 * @param components the names of what it hits; empty when nothing of that is published
 * @param dueAt by when the next word is promised
 * @param updates the newest first
 */
public record PublicIncident(
    long id,
    int severity,
    String stateWord,
    Instant beganAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant dueAt,
    List<Long> componentIds,
    List<String> components,
    List<Update> updates) {
  /** A public word. */
  public record Update(long id, Instant at, String state, String text) {}

  public boolean isOpen() {
    return stateWord.equals("open") || isMitigated();
  }

  public boolean isMitigated() {
    return stateWord.equals("mitigated");
  }

  boolean hits(Component component) {
    return componentIds.contains(component.id());
  }

  public String title() {
    return components.isEmpty() ? "Something else" : String.join(", ", components);
  }

  public String path() {
    return "/status/incidents/" + id;
  }

  /** The colour and shape of a word of it. */
  public String shape(Update update) {
    return switch (update.state()) {
      case "open" -> severity <= 1 ? "down" : "degraded";
      case "mitigated" -> "degraded";
      default -> "up";
    };
  }

  public static String said(Update update) {
    return switch (update.state()) {
      case "open" -> "We are working on it.";
      case "mitigated" -> "It is better.";
      default -> "It is over.";
    };
  }
}
