package dev.rialto.front;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service and the worst that is open about it.
 *
 * @param rank 0 critical to 3 info, the worst open; missing while nothing is open
 * @param since when the oldest of that rank began
 * @param matching how many services the whole list has
 */
public record Standing(
    long id,
    String slug,
    String name,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    int tier,
    String capability,
    @Nullable Integer rank,
    @Nullable Instant since,
    long open,
    long matching) {

  /** The state whose colour and shape this is; no open alert is all that is known here. */
  public String state() {
    return Severities.state(rank);
  }

  public String word() {
    return Severities.word(rank);
  }

  public boolean isOwned() {
    return ownerSlug != null;
  }

  public String tierWord() {
    return switch (tier) {
      case 1 -> "Critical";
      case 2 -> "Important";
      case 3 -> "Normal";
      default -> "Experimental";
    };
  }
}
