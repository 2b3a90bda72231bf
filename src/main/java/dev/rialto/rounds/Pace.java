package dev.rialto.rounds;

import dev.rialto.uptime.Grid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which checks are due. Slots lie where the wall clock says; that the clock was set is seen by
 * holding it against the one that only runs forward, and then every check takes its next slot after
 * now: none waits an hour for a time that has been before, and none runs a thousand slots at once.
 * Knows no clock itself; one thread uses it.
 */
final class Pace {
  /** Less than this is the daily slewing of a clock, which the grid follows by itself. */
  static final Duration STEP = Duration.ofSeconds(2);

  /** A check is due at this place on its grid. */
  record Slot(long checkId, Instant at) {}

  private final Map<Long, Grid> grids = new HashMap<>();
  private final Map<Long, Instant> nexts = new HashMap<>();
  private final PriorityQueue<Slot> queue =
      new PriorityQueue<>(Comparator.comparing(Slot::at).thenComparingLong(Slot::checkId));
  private @Nullable Instant wall;
  private long nanos;

  /** The checks there are now; those that stay keep their place, new ones take the next slot. */
  void walk(Map<Long, Grid> all, Instant now) {
    grids.keySet().retainAll(all.keySet());
    nexts.keySet().retainAll(all.keySet());
    all.forEach(
        (id, grid) -> {
          if (!grid.equals(grids.put(id, grid)) || !nexts.containsKey(id)) {
            nexts.put(id, grid.after(now));
          }
        });
    rebuild();
  }

  /** Also now, beside its grid: somebody waits for the first answer. */
  void soon(long checkId, Instant now) {
    if (grids.containsKey(checkId)) {
      nexts.put(checkId, now);
      rebuild();
    }
  }

  /**
   * After a start nobody waits longer than this for a first look, however rare the check; where its
   * slot is further away it is looked at once before, spread as the slots are.
   */
  void startWithin(Duration time, Instant now) {
    nexts.replaceAll(
        (id, next) ->
            next.isAfter(now.plus(time))
                ? now.plusNanos(Duration.between(now, next).toNanos() % time.toNanos())
                : next);
    rebuild();
  }

  /** What is due, each check once: of slots that were slept through only the newest. */
  List<Slot> due(Instant now, long nowNanos) {
    if (wasSet(now, nowNanos)) {
      grids.forEach((id, grid) -> nexts.put(id, grid.after(now)));
      rebuild();
    }
    var due = new ArrayList<Slot>();
    while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
      var slot = queue.poll();
      var grid = grids.get(slot.checkId());
      if (grid == null || !slot.at().equals(nexts.get(slot.checkId()))) {
        continue; // it was moved; its newer entry is in the queue as well
      }
      var next = grid.after(now);
      var newest = next.minus(grid.interval());
      due.add(new Slot(slot.checkId(), newest.isAfter(slot.at()) ? newest : slot.at()));
      nexts.put(slot.checkId(), next);
      queue.add(new Slot(slot.checkId(), next));
    }
    return due;
  }

  @Nullable Instant next() {
    return queue.isEmpty() ? null : queue.peek().at();
  }

  private boolean wasSet(Instant now, long nowNanos) {
    var before = wall;
    long passed = nowNanos - nanos;
    wall = now;
    nanos = nowNanos;
    return before != null
        && Duration.between(before.plusNanos(passed), now).abs().compareTo(STEP) > 0;
  }

  private void rebuild() {
    queue.clear();
    nexts.forEach((id, at) -> queue.add(new Slot(id, at)));
  }
}
