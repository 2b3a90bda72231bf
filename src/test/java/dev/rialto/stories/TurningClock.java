package dev.rialto.stories;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock the story turns by hand; db-scheduler's own test clock turns with it. A story in which
 * real programs take part can let it run.
 */
public final class TurningClock implements InstantSource {
  private final SettableClock scheduler = new SettableClock();
  private volatile boolean running;

  TurningClock(Instant start) {
    scheduler.set(start);
  }

  @Override
  public Instant instant() {
    return running ? Instant.now() : scheduler.now();
  }

  /** From here on it is the machine's own time. */
  void run() {
    running = true;
  }

  public void turn(Duration by) {
    scheduler.set(scheduler.now().plus(by));
  }

  public void turnTo(Instant to) {
    scheduler.set(to);
  }

  SettableClock forScheduler() {
    return scheduler;
  }
}
