package dev.rialto.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param kind noun and past participle, such as {@code service.created}
 * @param subject the noun it happened to, with its id
 */
public record Entry(
    long id,
    Instant at,
    String actor,
    String kind,
    String subject,
    long subjectId,
    @Nullable String before,
    @Nullable String after) {

  public @Nullable JsonNode beforeTree() {
    return before == null ? null : Json.tree(before);
  }

  public @Nullable JsonNode afterTree() {
    return after == null ? null : Json.tree(after);
  }

  /** The actor without the id: “Ada”, “token deploy-bot”, “Rialto”. */
  public String who() {
    if (actor.equals("rialto")) {
      return "Rialto";
    }
    return actor.startsWith("person:")
        ? actor.substring(actor.indexOf(' ') + 1)
        : actor.replaceFirst(":", " ");
  }

  /**
   * What was done, where a page has no better words for it: “changed the board”. A deed that is
   * more than a verb is said after what it was done to.
   */
  public String said() {
    int dot = kind.lastIndexOf('.');
    var thing = kind.substring(0, Math.max(dot, 0)).replace('.', ' ').replace('_', ' ');
    var deed = kind.substring(dot + 1).replace('_', ' ');
    return deed.matches("[a-z]+ed") && !thing.isEmpty()
        ? deed + " the " + thing
        : (thing + ": " + deed).replaceFirst("^: ", "");
  }
}
