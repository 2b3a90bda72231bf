package dev.rialto.sprints;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Some days of a team's work.
 *
 * @param no counts up within the team
 * @param bufferPercent how much of what can be done is kept free for what nobody planned
 * @param committed points it began with
 * @param buffer points kept free
 */
public record Sprint(
    long id,
    long teamId,
    String teamSlug,
    String teamName,
    int no,
    String goal,
    LocalDate startsOn,
    LocalDate endsOn,
    String zone,
    int bufferPercent,
    String state,
    double committed,
    double buffer,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String report,
    @Nullable String reportHash,
    String createdBy,
    int version) {

  public String path() {
    return "/sprints/" + id;
  }

  public boolean open() {
    return state.equals("open");
  }

  public boolean planned() {
    return state.equals("planned");
  }

  public boolean over() {
    return !open() && !planned();
  }

  Days days() {
    return new Days(startsOn, endsOn, ZoneId.of(zone));
  }
}
