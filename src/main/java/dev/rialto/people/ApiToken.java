package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key for programs. Its owner's role still bounds what it may do. */
public record ApiToken(
    long id,
    @Nullable Long personId,
    @Nullable String owner,
    String name,
    String prefix,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  public boolean isGood(Instant now) {
    return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
  }
}
