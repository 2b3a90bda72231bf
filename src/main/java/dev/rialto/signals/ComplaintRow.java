package dev.rialto.signals;

import java.time.Instant;

/** A mistake as the page of a source shows it, with how often it was made. */
public record ComplaintRow(
    int status,
    String reason,
    String excerpt,
    String network,
    Instant firstAt,
    Instant lastAt,
    long count) {}
