package dev.rialto.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whom to wake and when, if nobody answers. Pure: no clock, no database, nothing to mock. */
public record Escalation(List<Level> levels, int repeats) {
  static final int MOST_LEVELS = 10;
  static final int MOST_REPEATS = 9;
  static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);
  static final Duration MOST_PATIENCE = Duration.ofHours(24);
  static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);
  static final int USUAL_REPEATS = 2;

  /** Who a level rings: whoever is on call, one person, or everybody of the team. */
  public sealed interface Target {
    /** Whoever a schedule says is on call at that moment. */
    record OnCall(long scheduleId) implements Target {}

    record OnePerson(long personId) implements Target {}

    record WholeTeam() implements Target {}
  }

  /** One level, and how long it has to answer before the next is rung. */
  public record Level(Target target, Duration patience) {}

  /** One ring: the step of the promise, the level it rings, how often it was rung before, when. */
  public record Call(int step, int level, int round, Target target, Instant at) {}

  public Escalation {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("an escalation has a level at least");
    }
  }

  /** What a team has that never wrote a policy: whoever is on call, first layer first, then all. */
  static Escalation usual(List<Long> schedules) {
    var levels = new ArrayList<Level>();
    schedules.stream().limit(MOST_LEVELS - 1).forEach(s -> levels.add(usual(new Target.OnCall(s))));
    levels.add(usual(new Target.WholeTeam()));
    return new Escalation(levels, USUAL_REPEATS);
  }

  private static Level usual(Target target) {
    return new Level(target, USUAL_PATIENCE);
  }

  /** Everything that rings if nobody ever answers. */
  public List<Call> calls(Instant start) {
    var calls = new ArrayList<Call>();
    var at = start;
    for (int step = 0; step < steps(); step++) {
      calls.add(call(step, at));
      at = at.plus(at(step).patience());
    }
    return calls;
  }

  int steps() {
    return levels.size() * (repeats + 1);
  }

  int level(int step) {
    return step % levels.size();
  }

  Level at(int step) {
    return levels.get(level(step));
  }

  private Call call(int step, Instant at) {
    return new Call(step, level(step), step / levels.size(), at(step).target(), at);
  }
}
