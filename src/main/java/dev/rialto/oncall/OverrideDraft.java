package dev.rialto.oncall;

import dev.rialto.platform.Scrutiny;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An override as somebody typed it, before anyone believes it. Pure.
 *
 * @param from an ISO 8601 instant, or a time on the reader's clock
 */
record OverrideDraft(String from, String to, ZoneId zone, long personId, @Nullable Long replaces) {

  /** A beginning in the past is now: nobody can take hours that have been. */
  @Nullable ShiftOverride check(Scrutiny scrutiny, Instant now) {
    var begins = instant(scrutiny, "from", from);
    var ends = instant(scrutiny, "to", to);
    scrutiny.holds(personId > 0, "person", "Choose who takes it.");
    if (begins == null || ends == null) return null;
    if (begins.isBefore(now)) begins = now;
    if (!ends.isAfter(now)) {
      scrutiny.wrong("to", "This is over already. Choose a time that is still ahead.");
    } else if (!ends.isAfter(begins)) {
      scrutiny.wrong("to", "It has to end after it begins.");
    } else if (Duration.between(now, ends).compareTo(Schedules.LONGEST_OVERRIDE) > 0) {
      scrutiny.wrong("to", "At most a year ahead; for longer, change the rotation.");
    }
    // The newest of all overrides wins, so a preview has the highest number there is.
    return scrutiny.isClean()
        ? new ShiftOverride(Long.MAX_VALUE, begins, ends, personId, replaces)
        : null;
  }

  private @Nullable Instant instant(Scrutiny scrutiny, String field, String typed) {
    try {
      if (typed.endsWith("Z") || typed.matches(".*T.*[+-]\\d{2}:\\d{2}$")) {
        return java.time.OffsetDateTime.parse(typed).toInstant();
      }
      return Rotation.firstTime(LocalDateTime.parse(typed), zone);
    } catch (DateTimeException e) {
      scrutiny.wrong(
          field,
          typed.isEmpty()
              ? "Please fill this in."
              : "Write day and time as 2026-11-30T18:00 or 2026-11-30T17:00:00Z.");
      return null;
    }
  }
}
