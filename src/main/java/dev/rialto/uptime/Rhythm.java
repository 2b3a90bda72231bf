package dev.rialto.uptime;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something that reports by itself has to be heard from again: after a period, or by a cron
 * schedule in a zone; the grace comes on top. Pure.
 *
 * @param period null where a cron schedule says when
 * @param cron five fields as crontab has them
 */
public record Rhythm(
    @Nullable Duration period, @Nullable String cron, ZoneId zone, Duration grace) {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  public static Rhythm every(Duration period, Duration grace) {
    return new Rhythm(period, null, ZoneId.of("UTC"), grace);
  }

  /** What is wrong with a schedule somebody typed; empty when nothing is. */
  public static Optional<String> wrong(String cron) {
    try {
      var time = ExecutionTime.forCron(parsed(cron));
      var first =
          time.nextExecution(Instant.parse("2026-01-01T00:00:00Z").atZone(ZoneId.of("UTC")));
      return first.isPresent()
          ? Optional.empty()
          : Optional.of("This schedule never comes: no such day exists.");
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.of(
          "Five fields as in crontab, such as 30 2 * * 1-5 for half past two on working days.");
    }
  }

  /** The moment after which it is late, when it was last heard at this one. */
  public Instant lateAfter(Instant heard) {
    return expectedAfter(heard).plus(grace);
  }

  public Instant expectedAfter(Instant heard) {
    if (cron == null) {
      return heard.plus(period == null ? Duration.ZERO : period);
    }
    return ExecutionTime.forCron(parsed(cron))
        .nextExecution(heard.atZone(zone))
        .orElseThrow(() -> new IllegalStateException("A schedule that never comes: " + cron))
        .toInstant();
  }

  private static Cron parsed(String cron) {
    return PARSER.parse(cron.strip()).validate();
  }
}
