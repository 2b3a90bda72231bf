package dev.rialto.signals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A raw signal as the page of its source shows it. */
public record SignalRow(
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
    @Nullable String error) {}
