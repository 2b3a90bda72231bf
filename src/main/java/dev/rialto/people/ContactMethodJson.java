package dev.rialto.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A contact method as the API knows it; secrets never leave. */
record ContactMethodJson(
    long id,
    long personId,
    String kind,
    String label,
    String address,
    boolean hasSecret,
    @Nullable Instant verifiedAt,
    int rank,
    @Nullable Instant lastTriedAt,
    @Nullable String lastFailure,
    int version) {
  static ContactMethodJson of(ContactMethod m) {
    return new ContactMethodJson(
        m.id(),
        m.personId(),
        m.kind().word(),
        m.label(),
        m.address(),
        m.hasSecret(),
        m.verifiedAt(),
        m.rank(),
        m.lastTriedAt(),
        m.lastFailure(),
        m.version());
  }

  /** What the journal keeps: that there is a secret, never the secret. */
  record Recorded(
      String kind, String label, String address, @Nullable String secret, boolean verified) {
    static Recorded of(ContactMethod m) {
      return new Recorded(
          m.kind().word(),
          m.label(),
          m.address(),
          m.hasSecret() ? "changed" : null,
          m.isVerified());
    }
  }
}
