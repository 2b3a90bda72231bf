package dev.rialto.sprints;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The days of a sprint as people count them: working days in the team's own zone. Pure. */
record Days(LocalDate first, LocalDate last, ZoneId zone) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_MONTH =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  /** Monday to Friday; a sprint of one weekend counts its calendar days. */
  int working() {
    return working(first, last);
  }

  /** Working days that are not over, today included. */
  int left(Instant now) {
    var today = now.atZone(zone).toLocalDate();
    return today.isAfter(last) ? 0 : working(today.isBefore(first) ? first : today, last);
  }

  /** How much of the working time is over, 0 to 1; a day passes evenly from midnight on. */
  double elapsed(Instant now) {
    var today = now.atZone(zone).toLocalDate();
    if (today.isBefore(first)) {
      return 0;
    }
    if (today.isAfter(last)) {
      return 1;
    }
    double over = today.equals(first) ? 0 : working(first, today.minusDays(1));
    if (counts(today)) {
      var from = today.atStartOfDay(zone).toInstant();
      var to = today.plusDays(1).atStartOfDay(zone).toInstant();
      over +=
          (double) Duration.between(from, now).toMillis() / Duration.between(from, to).toMillis();
    }
    return Math.clamp(over / working(), 0, 1);
  }

  String says() {
    return (first.getMonth() == last.getMonth() ? DAY : DAY_AND_MONTH).format(first)
        + " to "
        + DAY_AND_MONTH.format(last);
  }

  private int working(LocalDate from, LocalDate to) {
    return (int) from.datesUntil(to.plusDays(1)).filter(this::counts).count();
  }

  private boolean counts(LocalDate day) {
    return onlyWeekends() || !weekend(day);
  }

  private boolean onlyWeekends() {
    return first.datesUntil(last.plusDays(1)).limit(7).allMatch(Days::weekend);
  }

  static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
