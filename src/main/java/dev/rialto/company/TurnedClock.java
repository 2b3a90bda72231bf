package dev.rialto.company;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of a house whose past is being made: it stands until it is turned. */
public final class TurnedClock implements InstantSource {
  private final SettableClock hands = new SettableClock();

  public TurnedClock(Instant start) {
    hands.set(start);
  }

  @Override
  public Instant instant() {
    return hands.now();
  }

  /** Forwards only. */
  void turnTo(Instant to) {
    if (to.isAfter(hands.now())) {
      hands.set(to);
    }
  }

  SettableClock hands() {
    return hands;
  }
}
