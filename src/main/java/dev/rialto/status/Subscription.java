package dev.rialto.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to hear, as far as anybody may see.
 *
 * @param shown enough of the address to recognise it: {@code a…@example.org}
 * @param components the names of what they follow; empty: everything
 * @param confirmedAt when they said that they asked for it; null: not yet
 * @param lastReason what stands in the way of the last letter; empty when nothing does
 */
public record Subscription(
    long id,
    String kind,
    String shown,
    List<String> components,
    Instant createdAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant lastSentAt,
    String lastReason) {
  public boolean isConfirmed() {
    return confirmedAt != null;
  }
}
