package dev.rialto.signals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * RFC 3339 as Go and everyone else writes it. By hand, since the JDK's parser takes a quarter of
 * the time of a whole alert; anything unusual is still left to it.
 */
final class Timestamps {
  static final Instant NOT_SET = Instant.parse("0001-01-01T00:00:00Z");

  /** Outside of these the database cannot follow, and no sender means it. */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private Timestamps() {}

  static Instant parse(String text) {
    var time = plain(text) ? byHand(text) : OffsetDateTime.parse(text).toInstant();
    if (time.equals(NOT_SET)) {
      return time;
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** 2026-11-20T14:05:00Z, with up to nine decimals before the Z. */
  private static boolean plain(String text) {
    int last = text.length() - 1;
    if (last < 19 || last > 29 || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char c = text.charAt(i);
      char wanted = "dddd-dd-ddTdd:dd:dd.ddddddddd".charAt(i);
      if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return last != 20
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static Instant byHand(String text) {
    var day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long seconds =
        day.toEpochDay() * 86_400
            + number(text, 11, 13) * 3_600
            + number(text, 14, 16) * 60
            + number(text, 17, 19);
    int nanos = 0;
    for (int i = 20, unit = 100_000_000; i < text.length() - 1; i++, unit /= 10) {
      nanos += (text.charAt(i) - '0') * unit;
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
