package dev.rialto.incidents;

import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says is wrong, before anything is kept.
 *
 * @param services names a person would use
 * @param began when it broke; null: with its first alert, else now
 */
public record IncidentDraft(
    String title, int severity, List<String> services, List<Long> alerts, @Nullable Instant began) {
  public static final int LONGEST_TITLE = 200;
  public static final int MOST_SERVICES = 50;
  public static final int MOST_ALERTS = 200;

  void check(Scrutiny scrutiny, Instant now) {
    scrutiny
        .line("title", title, LONGEST_TITLE)
        .holds(
            Severity.of(severity).isPresent(),
            "severity",
            "A whole number from 1, customers cannot use it, to 5, nobody notices.")
        .holds(
            services.size() <= MOST_SERVICES,
            "services",
            "At most %d services.".formatted(MOST_SERVICES))
        .holds(alerts.size() <= MOST_ALERTS, "alerts", "At most %d alerts.".formatted(MOST_ALERTS))
        .holds(
            began == null || !began.isAfter(now),
            "began_at",
            "It cannot have begun in the future; leave it out if it began just now.");
  }
}
