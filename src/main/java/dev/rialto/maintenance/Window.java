package dev.rialto.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Planned work on one check, one service, or all that a team owns.
 *
 * @param title what is done, in the words of those inside
 * @param publicText the sentence that customers read of it; empty: they see its times alone
 * @param scope check, service or team
 * @param target what a person knows it by
 * @param targetPath its page
 * @param activeUntil the end of the occurrence under way
 * @param nextAt when it begins or ends next; null when all of it is over
 */
public record Window(
    long id,
    String title,
    String publicText,
    String scope,
    long targetId,
    String target,
    String targetPath,
    @Nullable Long teamId,
    LocalDateTime starts,
    ZoneId zone,
    Duration lasts,
    String rrule,
    @Nullable Instant activeUntil,
    @Nullable Instant nextAt,
    @Nullable String endedBy,
    String createdBy,
    int version) {

  Plan plan() {
    return new Plan(starts, zone, lasts, rrule);
  }

  public boolean active() {
    return activeUntil != null;
  }

  public boolean over() {
    return nextAt == null;
  }

  /** The colour and shape of where it stands. */
  public String state() {
    return active() ? "maintenance" : "waiting";
  }

  /** Where it stands, in a word or two. */
  public String standing() {
    return active() ? "Under way" : over() ? "Over" : "Planned";
  }

  public boolean recurs() {
    return !rrule.isEmpty();
  }

  /** How often it comes, in words. */
  public String again() {
    return Again.of(rrule, starts).words();
  }

  /** Begin and end of what is still to come. */
  public List<Plan.Occurrence> coming(Instant now, int most) {
    return endedBy == null ? plan().from(now, most) : List.of();
  }

  public String path() {
    return "/maintenance/" + id;
  }
}
