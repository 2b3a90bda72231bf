package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token as the API knows it: everything but the token. */
record TokenJson(
    long id,
    @Nullable Long personId,
    String name,
    String prefix,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  static TokenJson of(ApiToken t) {
    return new TokenJson(
        t.id(),
        t.personId(),
        t.name(),
        t.prefix(),
        t.scopes(),
        t.createdAt(),
        t.expiresAt(),
        t.lastUsedAt(),
        t.revokedAt());
  }
}
