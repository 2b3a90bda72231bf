package dev.rialto.company;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.rialto.platform.Jobs;
import dev.rialto.rounds.Rounds;
import dev.rialto.signals.Signals;
import dev.rialto.uptime.History;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets time pass in a house whose clock is turned by hand: whatever would have been done by itself
 * is done at its time, by the same jobs and rounds.
 */
public final class Turning {
  static final int MOST_ROUNDS = 300;
  static final Duration HOUSEKEEPING = Duration.ofHours(48);

  private final Jobs jobs;
  private final Signals signals;
  private final Rounds rounds;
  private final History history;
  private final TurnedClock clock;
  private final ManualScheduler scheduler;
  private Instant housekept;

  public Turning(Jobs jobs, Signals signals, Rounds rounds, History history, TurnedClock clock) {
    this.jobs = jobs;
    this.signals = signals;
    this.rounds = rounds;
    this.history = history;
    this.clock = clock;
    this.housekept = clock.instant();
    scheduler =
        TestHelper.createManualScheduler(jobs.dataSource(), jobs.tasks())
            .clock(clock.hands())
            .build();
  }

  /** The clock it turns. */
  public TurnedClock clock() {
    return clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Everything that is due now, and what that makes due, until nothing is. */
  void settle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (signals.digest() == 0 && rounds.turn() == 0 && !anyDue()) {
        return;
      }
      scheduler.runAnyDueExecutions();
    }
    throw new IllegalStateException("The jobs of the past never came to rest");
  }

  private boolean anyDue() {
    var next = jobs.next();
    return next != null && !next.isAfter(clock.instant());
  }

  /** Goes on from one due thing to the next; nothing is late. */
  void forward(Duration by) {
    var end = now().plus(by);
    settle();
    while (true) {
      var next = earlier(jobs.next(), rounds.nextDue());
      if (next == null || next.isAfter(end)) {
        break;
      }
      clock.turnTo(next);
      settle();
    }
    clock.turnTo(end);
    settle();
  }

  /**
   * Hours in which nothing happens: one look a stride at everything, so that a check which is
   * looked at more rarely than that misses nothing.
   */
  void quietlyTo(Instant end, Duration stride) {
    while (now().isBefore(end)) {
      var next = now().plus(stride);
      clock.turnTo(next.isAfter(end) ? end : next);
      rounds.turn();
      if (anyDue()) {
        settle();
      }
      if (housekept.plus(HOUSEKEEPING).isBefore(now())) {
        keepHouse();
      }
    }
  }

  /** What the nightly jobs do: rolling up, making places, letting go. */
  void keepHouse() {
    history.turn(now());
    housekept = now();
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }
}
