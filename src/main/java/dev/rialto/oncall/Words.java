package dev.rialto.oncall;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How people say when a shift is: “Wednesday 09:00”, “on Saturday night”. Pure. */
record Words(Instant now, ZoneId zone) {
  private static final DateTimeFormatter CLOCK = format("HH:mm");
  private static final DateTimeFormatter WEEKDAY = format("EEEE");
  private static final DateTimeFormatter DATE = format("EEE d MMM");
  private static final DateTimeFormatter LONG_DATE = format("d MMMM");

  /** “17:00” today, “tomorrow 09:00”, “Wednesday 09:00” this week, “Wed 9 Dec 09:00” later. */
  String at(Instant at) {
    var then = at.atZone(zone);
    long days = ChronoUnit.DAYS.between(today(), then.toLocalDate());
    var clock = CLOCK.format(then);
    if (days == 0) return clock;
    if (days == 1) return "tomorrow " + clock;
    if (days > 1 && days < 7) return WEEKDAY.format(then) + " " + clock;
    return DATE.format(then) + " " + clock;
  }

  /** “Sat 28 Nov 18:00 to Sun 29 Nov 09:00, 15 h”; the date once when it is one day. */
  String span(Instant from, Instant to) {
    var begins = from.atZone(zone);
    var ends = to.atZone(zone);
    var end =
        begins.toLocalDate().equals(ends.toLocalDate())
            ? CLOCK.format(ends)
            : DATE.format(ends) + " " + CLOCK.format(ends);
    return DATE.format(begins)
        + " "
        + CLOCK.format(begins)
        + " to "
        + end
        + ", "
        + length(from, to);
  }

  /** “on Saturday night”, “early on Sunday”, “from Mon 30 Nov to Wed 2 Dec”. */
  String during(Instant from, Instant to) {
    var begins = from.atZone(zone);
    var ends = to.atZone(zone);
    if (Duration.between(from, to).toHours() >= 24) {
      return "from " + DATE.format(begins) + " to " + DATE.format(ends);
    }
    var day = WEEKDAY.format(begins) + later(begins.toLocalDate());
    int hour = begins.getHour();
    if (hour < 5) return "early on " + day;
    var weekday = "on " + WEEKDAY.format(begins);
    if (hour < 12) return weekday + " morning" + later(begins.toLocalDate());
    if (hour < 17) return weekday + " afternoon" + later(begins.toLocalDate());
    boolean pastMidnight = ends.toLocalDate().isAfter(begins.toLocalDate());
    return weekday + (pastMidnight ? " night" : " evening") + later(begins.toLocalDate());
  }

  /** Hours while they are whole and few, since “15 h” reads faster than “15 h 00 min”. */
  static String length(Instant from, Instant to) {
    var length = Duration.between(from, to);
    boolean wholeHours = length.toSecondsPart() == 0 && length.toMinutesPart() == 0;
    if (!wholeHours || length.isZero()) return Show.duration(length);
    if (length.toHours() < 72) return length.toHours() + " h";
    return length.toHoursPart() == 0 ? length.toDays() + " d" : Show.duration(length);
  }

  private String later(LocalDate day) {
    return ChronoUnit.DAYS.between(today(), day) < 7 ? "" : ", " + LONG_DATE.format(day);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
