package dev.rialto.oncall;

import dev.rialto.platform.Scrutiny;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rotation as somebody typed it, before anyone believes it. Pure. */
record RotationDraft(
    String handover, String weekday, String firstDay, String every, List<Long> people) {
  static final int MOST_PEOPLE = 50;
  static final int LONGEST_TURN = 52;
  static final int DAYS_AROUND = 400;

  /** What the form offers a team that has no rotation yet: weekly, in force at once. */
  static RotationDraft suggested(LocalDate today, List<Long> people) {
    return new RotationDraft(
        "09:00",
        "monday",
        // A Monday before today, so that the first person is on call as soon as this is saved.
        today.with(TemporalAdjusters.previous(DayOfWeek.MONDAY)).toString(),
        "1",
        people);
  }

  /** The rotation as it is, to be changed from its next hand-over on, whoever is next first. */
  static RotationDraft continuing(Rotation rotation, Instant now) {
    var to = now.plusSeconds(86_400L * 7 * (LONGEST_TURN + 1));
    var ahead = rotation.handovers(now, to);
    var next = ahead.isEmpty() ? rotation.begins() : ahead.getFirst();
    var order = rotation.order();
    var weekday = rotation.weekday();
    return new RotationDraft(
        rotation.handover().toString(),
        weekday == null ? "daily" : weekday.name().toLowerCase(Locale.ROOT),
        LocalDate.ofInstant(next, rotation.zone()).toString(),
        String.valueOf(rotation.every()),
        order.isEmpty() ? order : rotated(order, rotation.placeAt(next)));
  }

  @Nullable Rotation check(Scrutiny scrutiny, ZoneId zone, LocalDate today) {
    var at = time(scrutiny);
    var day = day(scrutiny, today);
    var turns = turnLength(scrutiny);
    var on = weekday(scrutiny);
    scrutiny
        .holds(
            !people.isEmpty(),
            "people",
            "Choose at least one person; they take turns in this order.")
        .holds(
            people.size() <= MOST_PEOPLE,
            "people",
            "At most %d turns; these are %d.".formatted(MOST_PEOPLE, people.size()));
    if (!scrutiny.isClean() || at == null || day == null) return null;
    return new Rotation(zone, at, on, day, turns, people);
  }

  private @Nullable LocalTime time(Scrutiny scrutiny) {
    try {
      var time = LocalTime.parse(handover);
      if (time.getSecond() == 0 && time.getNano() == 0) return time;
    } catch (DateTimeParseException e) {
      // Said below, in the same words as for seconds.
    }
    scrutiny.wrong("handover", "Write the time as 09:00.");
    return null;
  }

  private @Nullable LocalDate day(Scrutiny scrutiny, LocalDate today) {
    try {
      var day = LocalDate.parse(firstDay);
      if (Math.abs(day.toEpochDay() - today.toEpochDay()) <= DAYS_AROUND) return day;
      scrutiny.wrong(
          "first_day", "Choose a day at most %d days from today.".formatted(DAYS_AROUND));
    } catch (DateTimeException e) {
      scrutiny.wrong("first_day", "Write the day as 2026-11-30.");
    }
    return null;
  }

  private int turnLength(Scrutiny scrutiny) {
    if (every.matches("\\d{1,3}")) {
      int turns = Integer.parseInt(every);
      if (turns >= 1 && turns <= LONGEST_TURN) return turns;
    }
    scrutiny.wrong("every", "A whole number from 1 to %d.".formatted(LONGEST_TURN));
    return 1;
  }

  private @Nullable DayOfWeek weekday(Scrutiny scrutiny) {
    if (weekday.isEmpty() || weekday.equals("daily")) return null;
    for (var day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(weekday.toLowerCase(Locale.ROOT))) return day;
    }
    scrutiny.wrong("weekday", "Monday to Sunday, or daily.");
    return null;
  }

  private static List<Long> rotated(List<Long> order, int first) {
    var rotated = new ArrayList<>(order.subList(first, order.size()));
    rotated.addAll(order.subList(0, first));
    return rotated;
  }
}
