package dev.rialto.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One way to reach one person, without its secret. Lower ranks are tried first. */
public record ContactMethod(
    long id,
    long personId,
    ContactKind kind,
    String label,
    String address,
    boolean hasSecret,
    @Nullable Instant verifiedAt,
    int rank,
    @Nullable Instant codeExpiresAt,
    @Nullable Instant lastTriedAt,
    @Nullable String lastFailure,
    Instant createdAt,
    int version) {

  public boolean isVerified() {
    return verifiedAt != null;
  }

  public boolean awaitsCode(Instant now) {
    return codeExpiresAt != null && codeExpiresAt.isAfter(now);
  }
}
