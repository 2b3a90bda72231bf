package dev.rialto.uptime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a batch came to: the last word on each check, and all the changes on the way there. */
final class Outcome {
  final Map<Long, Timekeeping.Kept> after = new LinkedHashMap<>();
  final Map<Long, Watched> moved = new TreeMap<>();
  final List<Happened> happened = new ArrayList<>();
  final List<Spoken> spoken = new ArrayList<>();

  /** A check became something else than it was. */
  record Happened(Watched watched, State before, Seen.Change change) {}

  /** Something its alert has to hear. */
  record Spoken(Watched watched, Track.Word word) {}

  void take(Watched watched, Timekeeping.Kept before, Track.Step step) {
    after.put(watched.id(), new Timekeeping.Kept(step.track(), before.version()));
    if (differs(before.track(), step.track())) {
      moved.put(watched.id(), watched);
    }
    var state = before.track().shown();
    for (var change : step.changes()) {
      happened.add(new Happened(watched, state, change));
      state = change.state();
    }
    step.words().forEach(word -> spoken.add(new Spoken(watched, word)));
  }

  /** What the row of a check tells; a sample that confirms what is known is not written there. */
  private static boolean differs(Track a, Track b) {
    return a.shown() != b.shown()
        || !a.since().equals(b.since())
        || !a.cause().equals(b.cause())
        || a.seen().probed() != b.seen().probed()
        || a.seen().believed() != b.seen().believed()
        || a.seen().flapping() != b.seen().flapping()
        || a.alerted() != b.alerted()
        || !Objects.equals(a.paused(), b.paused())
        || !Objects.equals(a.maintenance(), b.maintenance());
  }
}
