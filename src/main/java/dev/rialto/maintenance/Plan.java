package dev.rialto.maintenance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * When planned work is under way. Repetitions are reckoned in local time, so that a window at half
 * past two stays there when clocks change; a local time that does not exist moves to the next one
 * that does, one that comes twice is taken the first time. Pure.
 *
 * @param rrule as RFC 5545 has it, such as FREQ=WEEKLY;BYDAY=TU; empty: once
 */
public record Plan(LocalDateTime starts, ZoneId zone, Duration lasts, String rrule) {
  /** Enough for a rule that comes every hour for years. */
  static final int MOST_STEPS = 100_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  public record Occurrence(Instant from, Instant to) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** A day as people plan with it: Tue 24 November 2026. */
  public static String day(Instant at, ZoneId zone) {
    return DAY.format(at.atZone(zone));
  }

  /** From when to when, and on which day it ends where that is another. */
  public static String until(Occurrence each, ZoneId zone) {
    var from = each.from().atZone(zone);
    var to = each.to().atZone(zone);
    return from.toLocalDate().equals(to.toLocalDate())
        ? "%s to %s".formatted(CLOCK.format(from), CLOCK.format(to))
        : "%s to %s on %s".formatted(CLOCK.format(from), CLOCK.format(to), DAY.format(to));
  }

  /** What is wrong with a rule somebody typed; empty when nothing is. */
  static Optional<String> wrong(String rrule, LocalDateTime starts) {
    if (rrule.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (new RecurrenceRule(rrule).getFreq() == org.dmfs.rfc5545.recur.Freq.SECONDLY) {
        return Optional.of("Every second is always; use MINUTELY or rarer.");
      }
      rule(rrule).iterator(local(starts)).nextMillis();
      return Optional.empty();
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException | DateTimeException e) {
      return Optional.of(
          "Not a rule of RFC 5545; FREQ=WEEKLY;BYDAY=TU is every Tuesday, and an UNTIL is local,"
              + " such as UNTIL=20271231T000000.");
    } catch (ArrayIndexOutOfBoundsException | IllegalStateException e) {
      return Optional.of("This rule never comes.");
    }
  }

  /** The occurrence under way at a moment. */
  @Nullable Occurrence covering(Instant at) {
    return from(at.minus(lasts), 2).stream().filter(o -> o.covers(at)).findFirst().orElse(null);
  }

  /** The next begin or end after a moment; null when all is over. */
  @Nullable Instant boundaryAfter(Instant at) {
    for (var each : from(at.minus(lasts), 3)) {
      if (each.from().isAfter(at)) {
        return each.from();
      }
      if (each.to().isAfter(at)) {
        return each.to();
      }
    }
    return null;
  }

  /** The occurrences that begin after a moment, at most so many. */
  List<Occurrence> from(Instant after, int most) {
    var found = new ArrayList<Occurrence>();
    if (rrule.isEmpty()) {
      add(found, starts, after);
      return found;
    }
    try {
      var iterator = rule(rrule).iterator(local(starts));
      forward(iterator, after);
      for (int step = 0; step < MOST_STEPS && found.size() < most && iterator.hasNext(); step++) {
        add(
            found,
            LocalDateTime.ofEpochSecond(iterator.nextMillis() / 1_000, 0, ZoneOffset.UTC),
            after);
      }
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalStateException("A rule that was good when it was kept: " + rrule, e);
    }
    return found;
  }

  private void add(List<Occurrence> found, LocalDateTime local, Instant after) {
    var from = local.atZone(zone).toInstant();
    if (from.isAfter(after)) {
      found.add(new Occurrence(from, from.plus(lasts)));
    }
  }

  /** A day early, since local time and UTC may be that far apart. */
  private static void forward(RecurrenceRuleIterator iterator, Instant after) {
    iterator.fastForward(after.minus(Duration.ofDays(1)).toEpochMilli());
  }

  private static RecurrenceRule rule(String rrule) throws InvalidRecurrenceRuleException {
    return new RecurrenceRule(rrule, RecurrenceRule.RfcMode.RFC5545_STRICT);
  }

  /** Floating: without a zone, so that the library reckons in local days and hours. */
  private static DateTime local(LocalDateTime at) {
    return new DateTime(
        at.getYear(),
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }
}
