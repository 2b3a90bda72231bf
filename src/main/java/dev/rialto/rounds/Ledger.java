package dev.rialto.rounds;

import dev.rialto.platform.Database;
import dev.rialto.uptime.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results on their way to the database, many in one statement. While it is away they wait here,
 * within a limit; what has to give way leaves a gap, and a gap is unknown, never down.
 */
final class Ledger {
  /** Some seventeen minutes of a thousand checks every twenty seconds. */
  static final int MOST_WAITING = 50_000;

  static final int MOST_AT_ONCE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Consumer<List<Result>> keep;
  private final int most;
  private final ArrayDeque<Result> waiting = new ArrayDeque<>();
  private long lost;

  Ledger(Consumer<List<Result>> keep, int most) {
    this.keep = keep;
    this.most = most;
  }

  synchronized void add(Result result) {
    if (waiting.size() >= most) {
      waiting.removeFirst();
      lost++;
    }
    waiting.addLast(result);
    notifyAll();
  }

  /** Writes what waits. False when the database is away and everything still waits. */
  boolean flush() {
    while (true) {
      var batch = take();
      if (batch.isEmpty()) {
        return true;
      }
      try {
        keep.accept(batch);
      } catch (RuntimeException e) {
        if (Database.isAway(e)) {
          putBack(batch);
          return false;
        }
        LOG.warn("A batch of {} results was refused; trying them one by one", batch.size(), e);
        if (!oneByOne(batch)) {
          return false;
        }
      }
    }
  }

  /** One result that cannot be kept must not take the others with it. */
  private boolean oneByOne(List<Result> batch) {
    for (int i = 0; i < batch.size(); i++) {
      try {
        keep.accept(List.of(batch.get(i)));
      } catch (RuntimeException e) {
        if (Database.isAway(e)) {
          putBack(batch.subList(i, batch.size()));
          return false;
        }
        LOG.error("A result of check {} is lost", batch.get(i).watched().id(), e);
      }
    }
    return true;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long lost() {
    return lost;
  }

  private synchronized List<Result> take() {
    var batch = new ArrayList<Result>(Math.min(waiting.size(), MOST_AT_ONCE));
    while (!waiting.isEmpty() && batch.size() < MOST_AT_ONCE) {
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  private synchronized void putBack(List<Result> batch) {
    for (var result : batch.reversed()) {
      waiting.addFirst(result);
    }
    while (waiting.size() > most) {
      waiting.removeFirst();
      lost++;
    }
  }
}
