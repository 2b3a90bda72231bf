package dev.rialto.signals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API promises about a raw signal. */
record SignalJson(
    long id,
    long sourceId,
    String format,
    @Nullable String event,
    Instant receivedAt,
    Instant lastReceivedAt,
    int count,
    int alerts,
    int size,
    @Nullable Instant parkedAt,
    @Nullable String error) {

  static SignalJson of(SignalRow row) {
    return new SignalJson(
        row.id(),
        row.sourceId(),
        row.format(),
        row.event(),
        row.receivedAt(),
        row.lastReceivedAt(),
        row.count(),
        row.alerts(),
        row.size(),
        row.parkedAt(),
        row.error());
  }
}
