package dev.rialto.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is asked by more than a few of us at once, and however many targets hang, there is room
 * for the others. A place that does not become free in time is a missed slot, which is our fault
 * and never theirs.
 */
final class Gate {
  private final Semaphore all;
  private final int perTarget;
  private final ConcurrentHashMap<String, Places> targets = new ConcurrentHashMap<>();

  /** Kept while anybody holds or wants a place there. */
  private static final class Places {
    final Semaphore free;
    int interested;

    Places(int many) {
      free = new Semaphore(many, true);
    }
  }

  Gate(int inAll, int perTarget) {
    this.all = new Semaphore(inAll, true);
    this.perTarget = perTarget;
  }

  /** A place at each target; closing gives all of them back. */
  final class Pass implements AutoCloseable {
    private final List<String> held = new ArrayList<>();
    private boolean inAll;

    @Override
    public void close() {
      held.forEach(target -> leave(target, true));
      if (inAll) {
        all.release();
      }
    }
  }

  /**
   * Null when there was no place in time. Targets in order, so that two never wait for each other.
   */
  @Nullable Pass enter(List<String> names, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    var pass = new Pass();
    for (var name : names.stream().distinct().sorted().toList()) {
      var places = come(name);
      if (!places.free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        leave(name, false);
        pass.close();
        return null;
      }
      pass.held.add(name);
    }
    // Last, so that whoever waits for a slow target holds no place that others need.
    pass.inAll = all.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (!pass.inAll) {
      pass.close();
      return null;
    }
    return pass;
  }

  private Places come(String name) {
    return targets.compute(
        name,
        (n, there) -> {
          var places = there == null ? new Places(perTarget) : there;
          places.interested++;
          return places;
        });
  }

  private void leave(String name, boolean held) {
    targets.computeIfPresent(
        name,
        (n, places) -> {
          if (held) {
            places.free.release();
          }
          return --places.interested == 0 ? null : places;
        });
  }
}
