package dev.rialto.oncall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An override as it is kept, with the names people read. */
public record OverrideEntry(
    long id,
    long scheduleId,
    Instant startsAt,
    Instant endsAt,
    long personId,
    String personName,
    @Nullable Long replaces,
    @Nullable String replacesName,
    String madeBy,
    Instant madeAt) {

  ShiftOverride rule() {
    return new ShiftOverride(id, startsAt, endsAt, personId, replaces);
  }
}
