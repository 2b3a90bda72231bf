package dev.rialto.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who owned a service over an interval. Names stand beside ids, because history outlives both teams
 * and services.
 */
public record Ownership(
    long serviceId,
    String serviceSlug,
    String serviceName,
    @Nullable Long teamId,
    @Nullable String teamSlug,
    @Nullable String teamName,
    @Nullable Long serviceOwnerId,
    @Nullable String serviceOwner,
    Instant validFrom,
    @Nullable Instant validTo) {}
