package dev.rialto.alerts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One alert as a statement gives it back, with the names that people know. */
record AlertRow(
    long id,
    String fingerprint,
    long sourceId,
    @Nullable Long serviceId,
    @Nullable String serviceSlug,
    @Nullable String serviceName,
    @Nullable String runbookUrl,
    @Nullable Long teamId,
    @Nullable String teamSlug,
    @Nullable String teamName,
    String labels,
    String annotations,
    String generatorUrl,
    String title,
    short severity,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String endedHow,
    @Nullable Instant timeoutAt,
    Instant openedAt,
    Instant lastSeenAt,
    Instant updatedAt,
    int refreshes,
    @Nullable String groupKey,
    String route,
    @Nullable UUID heldBy,
    @Nullable Instant heldUntil,
    @Nullable String heldFor,
    @Nullable String heldWhose,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Long acknowledgedId,
    @Nullable Long mergedInto,
    @Nullable Long waitsFor,
    boolean inVain) {}
