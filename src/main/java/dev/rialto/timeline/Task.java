package dev.rialto.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something to do about an incident. */
public record Task(
    long id,
    String text,
    @Nullable Long personId,
    @Nullable String person,
    @Nullable Instant doneAt) {
  public boolean isDone() {
    return doneAt != null;
  }
}
