package dev.rialto.channels;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a webhook is still worth trying: ten failures in a row that span an hour switch it off,
 * so that a receiver nobody runs any more is not called for ever, and a short outage switches
 * nothing off. Pure: time is a parameter.
 */
record Switch(int failures, @Nullable Instant firstFailure, @Nullable Instant offSince) {
  static final int FAILURES = 10;
  static final Duration SPAN = Duration.ofHours(1);
  static final Switch ON = new Switch(0, null, null);

  boolean isOff() {
    return offSince != null;
  }

  Switch failed(Instant now) {
    var first = firstFailure == null ? now : firstFailure;
    var next = new Switch(failures + 1, first, offSince);
    return isOff() || !next.failedTooOften() || !next.failedTooLong(now)
        ? next
        : new Switch(next.failures, first, now);
  }

  private boolean failedTooOften() {
    return failures >= FAILURES;
  }

  private boolean failedTooLong(Instant now) {
    return firstFailure != null && !now.isBefore(firstFailure.plus(SPAN));
  }
}
