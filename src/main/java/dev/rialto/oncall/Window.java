package dev.rialto.oncall;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The days a calendar shows, on the reader's own clock. Pure. */
record Window(LocalDate first, boolean month, LocalDate today, ZoneId zone) {
  private static final int TWO_WEEKS = 14;
  private static final int YEARS_AROUND = 10;
  private static final DateTimeFormatter DAY_MONTH =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  /** A day that is none, or a lifetime away, is today: an old link still shows something. */
  static Window of(@Nullable String from, @Nullable String view, LocalDate today, ZoneId zone) {
    var asked = today;
    try {
      if (from != null) asked = LocalDate.parse(from);
    } catch (DateTimeException e) {
      asked = today;
    }
    if (Math.abs(asked.getYear() - today.getYear()) > YEARS_AROUND) asked = today;
    boolean month = "month".equals(view);
    var first =
        month
            ? asked.withDayOfMonth(1)
            : asked.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Window(first, month, today, zone);
  }

  int days() {
    return month ? first.lengthOfMonth() : TWO_WEEKS;
  }

  Instant from() {
    return begins(first);
  }

  Instant to() {
    return begins(first.plusDays(days()));
  }

  Instant begins(LocalDate day) {
    return Rotation.firstTime(day.atStartOfDay(), zone);
  }

  List<LocalDate> eachDay() {
    return Stream.iterate(first, day -> day.plusDays(1)).limit(days()).toList();
  }

  /** “16 to 29 November”, “30 November to 13 December”, “November 2026”. */
  String title() {
    if (month) return MONTH.format(first);
    var last = first.plusDays(days() - 1L);
    return first.getMonth() == last.getMonth()
        ? first.getDayOfMonth() + " to " + DAY_MONTH.format(last)
        : DAY_MONTH.format(first) + " to " + DAY_MONTH.format(last);
  }

  String previous() {
    return query(month ? first.minusMonths(1) : first.minusDays(TWO_WEEKS), month);
  }

  String next() {
    return query(month ? first.plusMonths(1) : first.plusDays(TWO_WEEKS), month);
  }

  String now() {
    return query(today, month);
  }

  String asTwoWeeks() {
    return query(contains(today) ? today : first, false);
  }

  String asMonth() {
    return query(contains(today) ? today : first.plusDays(7), true);
  }

  private boolean contains(LocalDate day) {
    return !day.isBefore(first) && day.isBefore(first.plusDays(days()));
  }

  private static String query(LocalDate from, boolean month) {
    return "?from=" + from + (month ? "&view=month" : "");
  }
}
