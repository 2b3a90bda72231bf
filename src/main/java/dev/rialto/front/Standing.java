package dev.rialto.front;

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
    long checks,
    @Nullable String checkState,
    @Nullable Instant checkSince,
    long matching) {

  /** Alerts and checks together, the worse of the two. */
  Health health() {
    var byAlerts = Health.of(Severities.state(rank));
    if (checkState == null) {
      return byAlerts;
    }
    var byChecks = Health.of(checkState);
    // An alert for information does not put in doubt what a check sees to be well.
    return byAlerts == Health.UNKNOWN ? byChecks : byChecks.worse(byAlerts);
  }

  boolean isChecked() {
    return checkState != null;
  }

  private boolean checksSayIt() {
    return checkState != null && health() == Health.of(checkState);
  }

  public String state() {
    return health().state();
  }

  /** No open alert is all that is known where nothing watches. */
  public String word() {
    return checksSayIt() ? health().word() : Severities.word(rank);
  }

  /** When what {@link #word} says began; missing while all is well. */
  @Nullable Instant troubleSince() {
    if (health() == Health.UP) {
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
