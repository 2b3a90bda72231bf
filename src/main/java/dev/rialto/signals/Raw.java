package dev.rialto.signals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One signal as it came, on its way to the table. */
record Raw(
    long sourceId,
    Format format,
    Instant receivedAt,
    int alerts,
    byte @Nullable [] foldKey,
    Instant reach,
    @Nullable String event,
    byte[] body) {

  int size() {
    return body.length;
  }
}
