package dev.rialto.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One life of one problem, from its first moment to its end, computed from the set of everything
 * said about it: any order and any repetition give the same lives.
 *
 * <p>Ends that were said part one life from the next, however short the gap: a problem that starts
 * again after its end was said is a new alert, since a guess about gaps would hide a second outage.
 * An end that is only a deadline parts nothing when the sender later says it never stopped: then
 * the same alert goes on. The earliest start wins, an end that was said beats a deadline, and
 * within a life severity only rises.
 */
record AlertLife(List<Mark> marks) {
  /** Beyond this the first word and the newest are kept; only a very late end could tell. */
  static final int MOST_MARKS = 16;

  AlertLife {
    marks = List.copyOf(marks);
  }

  /** All lives, oldest first. */
  static List<AlertLife> of(Collection<Mark> marks) {
    var ends = union(marks.stream().filter(Mark::said).sorted(Mark.IN_TIME).toList());
    var open = new TreeMap<Instant, Mark>();
    for (var mark : marks) {
      if (!mark.said() && !absorbed(mark, ends)) {
        open.merge(mark.from(), mark, Mark::with);
      }
    }
    return chained(open.values(), ends);
  }

  Instant start() {
    return marks.getFirst().from();
  }

  /** The end the sender said, or null. */
  @Nullable Instant saidEnd() {
    var last = marks.getLast();
    return last.said() ? last.to() : null;
  }

  /** When silence will mean over; null when the end was said or nothing was promised. */
  @Nullable Instant deadline() {
    return saidEnd() == null && reach().isBefore(Instant.MAX) ? reach() : null;
  }

  Instant reach() {
    var last = marks.getLast();
    return last.said()
        ? last.reach()
        : marks.stream().map(Mark::reach).max(Instant::compareTo).orElseThrow();
  }

  @Nullable Instant endedBy(Instant now) {
    var end = saidEnd() == null ? deadline() : saidEnd();
    return end == null || end.isAfter(now) ? null : end;
  }

  Severity severity() {
    return marks.stream().map(Mark::severity).reduce(Severity.INFO, Severity::orWorse);
  }

  boolean overlaps(AlertLife other) {
    return !start().isAfter(other.reach()) && !other.start().isAfter(reach());
  }

  /** Said ends whose spans touch are one; adds in place the severity of what they hide. */
  private static List<Mark> union(List<Mark> sorted) {
    var ends = new ArrayList<Mark>();
    for (var mark : sorted) {
      if (!ends.isEmpty() && ends.getLast().covers(mark.from())) {
        ends.set(ends.size() - 1, ends.getLast().with(mark));
      } else {
        ends.add(mark);
      }
    }
    return ends;
  }

  private static boolean absorbed(Mark open, List<Mark> ends) {
    for (int i = 0; i < ends.size(); i++) {
      var end = ends.get(i);
      if (end.covers(open.from())) {
        ends.set(i, new Mark(end.from(), end.to(), true, end.severity().orWorse(open.severity())));
        return true;
      }
    }
    return false;
  }

  /** Walks forward through time: a life goes on while the next word starts within its reach. */
  private static List<AlertLife> chained(Collection<Mark> open, List<Mark> ends) {
    var all = new ArrayList<>(open);
    all.addAll(ends);
    all.sort(Mark.IN_TIME);
    var lives = new ArrayList<AlertLife>();
    var life = new ArrayList<Mark>();
    Instant reach = Instant.MIN;
    for (var mark : all) {
      if (!life.isEmpty() && mark.from().isAfter(reach)) {
        lives.add(bounded(life));
        life.clear();
        reach = Instant.MIN;
      }
      life.add(mark);
      reach = mark.reach().isAfter(reach) ? mark.reach() : reach;
      if (mark.said()) {
        lives.add(bounded(life));
        life.clear();
        reach = Instant.MIN;
      }
    }
    if (!life.isEmpty()) {
      lives.add(bounded(life));
    }
    return lives;
  }

  private static AlertLife bounded(List<Mark> marks) {
    if (marks.size() <= MOST_MARKS) {
      return new AlertLife(marks);
    }
    var kept = new ArrayList<>(marks.subList(marks.size() - MOST_MARKS + 1, marks.size()));
    var first = marks.getFirst();
    for (var dropped : marks.subList(1, marks.size() - MOST_MARKS + 1)) {
      first = first.with(dropped);
    }
    kept.addFirst(first);
    return new AlertLife(kept);
  }
}
