package dev.rialto.status;

import dev.rialto.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often one network address may ask in a while. Kept in memory and per node: it guards this
 * process, and nothing is lost when it forgets.
 */
final class Throttle {
  /** Beyond these the oldest are forgotten, so that addresses by the million cost nothing. */
  static final int MOST_REMEMBERED = 20_000;

  private record Turn(Instant since, int asked) {}

  private final int most;
  private final Duration within;
  private final Map<String, Turn> turns = new HashMap<>();

  Throttle(int most, Duration within) {
    this.most = most;
    this.within = within;
  }

  /** Counts one; throws the 429 that says when to come again. */
  synchronized void pass(String address, Instant now) {
    var turn = turns.get(address);
    if (turn == null || !turn.since.plus(within).isAfter(now)) {
      if (turns.size() >= MOST_REMEMBERED) {
        turns.values().removeIf(each -> !each.since.plus(within).isAfter(now));
        if (turns.size() >= MOST_REMEMBERED) turns.clear();
      }
      turns.put(address, new Turn(now, 1));
      return;
    }
    if (turn.asked >= most) {
      throw Problem.tooMany(
          "That was often; please come again in a little while.",
          Duration.between(now, turn.since.plus(within)));
    }
    turns.put(address, new Turn(turn.since, turn.asked + 1));
  }
}
