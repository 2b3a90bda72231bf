package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Beats beside what is timed and keeps how much too late this machine let it beat: so long any
 * thread of ours may have stood still, whatever the code does. What is late by more is our fault.
 */
final class Metronome implements AutoCloseable {
  private static final long BEAT = Duration.ofMillis(5).toNanos();

  /** How late an end may be that nothing held up. */
  private static final Duration PROMPT = Duration.ofMillis(400);

  private volatile boolean open = true;
  private final AtomicLong worst = new AtomicLong();
  private final Thread beating = Thread.ofPlatform().name("metronome").daemon().start(this::beat);

  private void beat() {
    long before = System.nanoTime();
    while (open) {
      LockSupport.parkNanos(BEAT);
      long now = System.nanoTime();
      worst.accumulateAndGet(now - before - BEAT, Math::max);
      before = now;
    }
  }

  /** The longest that this machine stood still since the first beat. */
  Duration stoodStill() {
    return Duration.ofNanos(Math.max(0, worst.get()));
  }

  /** Something ran to its deadline, and not on. */
  void endsOnTime(Duration took, Duration deadline) {
    assertThat(took).isGreaterThanOrEqualTo(deadline);
    endsBy(took, deadline.plus(PROMPT));
  }

  /** Something ended by then, but for the time that the machine gave nobody. */
  void endsBy(Duration took, Duration latest) {
    assertThat(took)
        .as("with a machine that stood still for up to %s", stoodStill())
        .isLessThanOrEqualTo(latest.plus(stoodStill()));
  }

  @Override
  public void close() {
    open = false;
    LockSupport.unpark(beating);
  }
}
