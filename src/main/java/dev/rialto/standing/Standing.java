package dev.rialto.standing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service, the worst that is open about it, and the worst that its checks see.
 *
 * @param rank 0 critical to 3 info, the worst open; missing while nothing is open
 * @param since when the oldest of that rank began
 * @param checks how many checks watch it; those that are paused do not
 * @param checkState the worst state of these; missing when nothing watches it
 * @param checkSince when that began
 * @param health the worse of both
 */
public record Standing(
    long id,
    String slug,
    String name,
    @Nullable Long ownerId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    int tier,
    String capability,
    @Nullable Integer rank,
    @Nullable Instant since,
    long open,
    long checks,
    @Nullable String checkState,
    @Nullable Instant checkSince,
    Health health) {

  public boolean isChecked() {
    return checkState != null;
  }

  private boolean checksSayIt() {
    return checkState != null && health == Health.of(checkState);
  }

  /** Nothing is known to be wrong; a check need not have seen it to be well. */
  public boolean isWell() {
    return health == Health.UP;
  }

  /** Green only where a check says so: where none looks, no alert is no proof. */
  public String state() {
    return isWell() && !isChecked() ? Health.UNCHECKED : health.state();
  }

  /** No open alert is all that is known where nothing watches. */
  public String word() {
    return checksSayIt() ? health.word() : Severities.word(rank);
  }

  /** When what {@link #word} says began; missing while all is well. */
  public @Nullable Instant troubleSince() {
    if (isWell()) {
      return null;
    }
    return checksSayIt() ? checkSince : since;
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
