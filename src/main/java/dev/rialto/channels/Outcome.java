package dev.rialto.channels;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one try to deliver a message. The outside world fails by value, not by exception.
 */
public sealed interface Outcome {

  /** The other side took it. */
  record Delivered(String detail) implements Outcome {}

  /**
   * The other side did not take it. Trying again helps unless {@code permanent}; when it asked for
   * patience, {@code retryAfter} says how much. The reason is fit for a screen: no secrets, one
   * line.
   *
   * @param mayHaveArrived nobody answered, so the message may be there all the same
   */
  record Undelivered(
      String reason, boolean permanent, @Nullable Duration retryAfter, boolean mayHaveArrived)
      implements Outcome {
    Undelivered(String reason, boolean permanent, @Nullable Duration retryAfter) {
      this(reason, permanent, retryAfter, false);
    }

    static Undelivered forGood(String reason) {
      return new Undelivered(reason, true, null);
    }

    static Undelivered forNow(String reason) {
      return new Undelivered(reason, false, null);
    }

    static Undelivered unanswered(String reason) {
      return new Undelivered(reason, false, null, true);
    }
  }
}
