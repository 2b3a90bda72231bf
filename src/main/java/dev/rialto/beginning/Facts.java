package dev.rialto.beginning;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is already, of one's own teams or, for somebody in no team, of the house.
 *
 * @param member whether the reader is in that team; only members take turns
 * @param onCall who is on call for it now; null: nobody
 * @param practice the reader's newest practice page
 */
public record Facts(
    @Nullable String reachedBy,
    @Nullable Made team,
    boolean member,
    @Nullable Made service,
    @Nullable Made check,
    @Nullable Long scheduleId,
    @Nullable String onCall,
    @Nullable Practised practice) {

  /** Something that was made on the way: its number, its short name, and what people call it. */
  public record Made(long id, String slug, String name) {}

  /** A practice page: of which alert, since when, and who answered. */
  public record Practised(
      long alertId,
      Instant begunAt,
      @Nullable Instant answeredAt,
      @Nullable String answeredBy,
      boolean firing) {
    public boolean answered() {
      return answeredAt != null;
    }

    /** From the button to the answer. */
    public Duration took() {
      return answeredAt == null ? Duration.ZERO : Duration.between(begunAt, answeredAt);
    }
  }

  boolean has(Step step) {
    return switch (step) {
      case REACH -> reachedBy != null;
      case TEAM -> team != null;
      case SERVICE -> service != null;
      case CHECK -> check != null;
      case SCHEDULE -> onCall != null;
      case PAGE -> practice != null && practice.answered();
    };
  }
}
