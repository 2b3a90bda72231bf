package dev.rialto.wall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A kiosk link as the API promises it: everything but its key. */
record KioskJson(
    long id,
    String label,
    String zone,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    int screens,
    @Nullable String revokedBy,
    @Nullable Instant revokedAt) {
  /** The link is in this answer and in no other. */
  record Made(String link, KioskJson details) {}

  static KioskJson of(KioskLink link) {
    return new KioskJson(
        link.id(),
        link.label(),
        link.zone(),
        link.createdBy(),
        link.createdAt(),
        link.lastUsedAt(),
        link.screens(),
        link.revokedBy(),
        link.revokedAt());
  }
}
