package dev.rialto.forges;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times as forges write them: ISO 8601, GitLab's {@code 2016-08-12 15:23:28 UTC} and {@code
 * 2021-04-28 21:50:00 +0200}, and seconds since 1970.
 */
final class Times {
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[ Z][ VV]", Locale.ENGLISH);

  /** Outside of these the database cannot follow, and no sender means it. */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private Times() {}

  static Instant parse(String text) {
    var time = read(text.strip());
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant read(String text) {
    if (text.matches("\\d{9,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (text.length() > 10 && text.charAt(10) == 'T') {
      return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
    var read =
        SPACED.parseBest(
            text, java.time.ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
    return switch (read) {
      case java.time.ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
      default -> throw new DateTimeException(text);
    };
  }
}
