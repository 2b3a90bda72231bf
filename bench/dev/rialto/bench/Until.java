package dev.rialto.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition of another process, which nobody here can be notified of. */
public final class Until {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private Until() {}

  /** False when it did not come true in time. What a look throws counts as not yet. */
  public static boolean holds(Duration patience, Callable<Boolean> condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (condition.call()) {
          return true;
        }
      } catch (Exception notYet) {
        // A process that starts refuses connections; that is what is being waited out.
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return false;
  }
}
