package dev.rialto.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check as the list shows it, for a file of the list. */
record CheckLine(
    long id,
    String state,
    String name,
    String service,
    @Nullable String team,
    String type,
    String environment,
    Instant since,
    String cause,
    boolean flapping,
    boolean paused,
    @JsonProperty("uptime_24h") String day,
    @JsonProperty("uptime_30d") String month) {

  static CheckLine of(StandingRow row, Map<Long, Uptime> days, Map<Long, Uptime> months) {
    return new CheckLine(
        row.id(),
        row.state(),
        row.name(),
        row.serviceSlug(),
        row.teamSlug(),
        row.type(),
        row.environment(),
        row.since(),
        row.cause(),
        row.flapping(),
        row.paused(),
        ChecksWeb.said(days, row.id()),
        ChecksWeb.said(months, row.id()));
  }
}
