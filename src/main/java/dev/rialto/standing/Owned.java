package dev.rialto.standing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who owned a service at a moment, and whether that service is still there. */
public record Owned(
    String serviceSlug,
    String serviceName,
    @Nullable String teamSlug,
    @Nullable String teamName,
    @Nullable String serviceOwner,
    Instant validFrom,
    @Nullable Instant validTo,
    boolean isThere,
    long matching) {}
