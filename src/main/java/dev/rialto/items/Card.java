package dev.rialto.items;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An item as it hangs on a board: what one reads at arm's length, and the way one step on. */
public record Card(
    String key,
    String title,
    String type,
    @Nullable Double points,
    String state,
    Instant stateSince,
    boolean interrupt,
    @Nullable Long incidentId,
    @Nullable String assignee,
    @Nullable String blockReason,
    @Nullable Instant blockedSince,
    int version,
    boolean mayMove) {

  static Card of(Item item, boolean mayMove) {
    return new Card(
        item.key(),
        item.title(),
        item.type(),
        item.points(),
        item.state(),
        item.stateSince(),
        item.interrupt(),
        item.incidentId(),
        item.assignee(),
        item.blockReason(),
        item.blockedSince(),
        item.version(),
        mayMove);
  }

  public ItemState stands() {
    return ItemState.of(state).orElseThrow();
  }

  /** The next column, or null at the last. */
  public @Nullable ItemState next() {
    return stands() == ItemState.VERIFIED ? null : stands().step(1);
  }

  /** An incident that is not over stands out. */
  public boolean burns() {
    return incidentId != null && stands() != ItemState.VERIFIED;
  }

  /** How long it stands where it is: “here 2 h 00 min”, and “new” in its first minute. */
  public String stood(Instant now) {
    var stood = Duration.between(stateSince, now);
    return stood.compareTo(Duration.ofMinutes(1)) < 0 ? "new" : "here " + Show.duration(stood);
  }

  /** “5 points”, and that nobody has said. */
  public String pointsCounted() {
    return points == null ? "no estimate" : Points.counted(points);
  }

  public String pointsSaid() {
    return points == null ? "" : Points.say(points);
  }
}
