package dev.rialto.wall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that opens the wall on a screen, as an administrator sees it: everything but the key.
 *
 * @param screens how many screens it opened that have not fallen silent
 * @param zone in which these screens tell the time
 */
public record KioskLink(
    long id,
    String label,
    String zone,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    int screens,
    @Nullable String revokedBy,
    @Nullable Instant revokedAt) {
  public boolean isGood() {
    return revokedAt == null;
  }
}
