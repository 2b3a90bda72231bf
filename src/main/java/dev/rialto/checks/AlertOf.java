package dev.rialto.checks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert that a check opened, as its page shows it. */
public record AlertOf(
    long id,
    String title,
    String severity,
    String state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String acknowledgedBy) {
  public boolean open() {
    return endedAt == null;
  }
}
