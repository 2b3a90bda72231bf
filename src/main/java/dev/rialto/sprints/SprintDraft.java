package dev.rialto.sprints;

import dev.rialto.platform.Scrutiny;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A sprint as somebody typed it. Pure. */
public record SprintDraft(String goal, String startsOn, String endsOn, String bufferPercent) {
  static final int USUAL_PERCENT = 20;
  static final int MOST_PERCENT = 90;
  static final int LONGEST_DAYS = 62;

  static SprintDraft of(Sprint sprint) {
    return new SprintDraft(
        sprint.goal(),
        sprint.startsOn().toString(),
        sprint.endsOn().toString(),
        String.valueOf(sprint.bufferPercent()));
  }

  /** Two weeks from the first working day after this one, as a beginning. */
  static SprintDraft after(LocalDate day) {
    var first = day.plusDays(1);
    while (Days.weekend(first)) {
      first = first.plusDays(1);
    }
    return new SprintDraft(
        "", first.toString(), first.plusDays(13).toString(), String.valueOf(USUAL_PERCENT));
  }

  boolean sameDays(Sprint sprint) {
    return sprint.startsOn().equals(first()) && sprint.endsOn().equals(last());
  }

  void check(Scrutiny scrutiny) {
    var first = first();
    var last = last();
    scrutiny
        .line("goal", goal, 200)
        .holds(first != null, "starts_on", "A day, such as 2026-11-25.")
        .holds(last != null, "ends_on", "A day, such as 2026-12-08.")
        .holds(percent() != null, "buffer_percent", "A whole number from 0 to 90.");
    if (first != null && last != null) {
      scrutiny
          .holds(!last.isBefore(first), "ends_on", "It ends before it begins.")
          .holds(
              last.isBefore(first.plusDays(LONGEST_DAYS)),
              "ends_on",
              "At most %d days.".formatted(LONGEST_DAYS));
    }
  }

  @Nullable LocalDate first() {
    return day(startsOn);
  }

  @Nullable LocalDate last() {
    return day(endsOn);
  }

  @Nullable Integer percent() {
    if (bufferPercent.isEmpty()) {
      return USUAL_PERCENT;
    }
    if (!bufferPercent.matches("\\d{1,2}")) {
      return null;
    }
    int percent = Integer.parseInt(bufferPercent);
    return percent <= MOST_PERCENT ? percent : null;
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
