package dev.rialto.items;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work.
 *
 * @param key how people call it, such as CHK-231
 * @param interrupt whether it came unplanned and stands in the lane of interrupts
 * @param origin the newest reason for it; all of them are kept
 * @param blockReason what holds it up now, if anything does
 */
public record Item(
    long id,
    String key,
    long teamId,
    String teamSlug,
    String teamName,
    @Nullable Long serviceId,
    @Nullable String serviceSlug,
    @Nullable String serviceName,
    String type,
    boolean interrupt,
    String origin,
    String title,
    String description,
    @Nullable Double points,
    String state,
    Instant stateSince,
    @Nullable Instant doneAt,
    String rank,
    @Nullable Long assigneeId,
    @Nullable String assignee,
    @Nullable Long incidentId,
    @Nullable String blockReason,
    @Nullable Instant blockedSince,
    Instant createdAt,
    String createdBy,
    int version) {

  public String path() {
    return "/items/" + key;
  }

  public ItemState stands() {
    return ItemState.of(state).orElseThrow();
  }

  public boolean blocked() {
    return blockReason != null;
  }

  /** “3”, “0.5”, or nothing when nobody has said. */
  public String pointsSaid() {
    return points == null ? "" : Points.say(points);
  }
}
