package dev.rialto.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a check say, whatever lies over it. Pure; whoever loses its place reads the
 * last samples again and goes on the same.
 *
 * @param probed what they say now
 * @param because why, in one sentence; empty while up
 * @param believed the last state that was confirmed; an unknown one does not shake it
 * @param recent the last samples, the newest last
 * @param lastInterval how long the newest one speaks for
 */
public record Seen(
    State probed,
    String because,
    State believed,
    List<Point> recent,
    @Nullable Instant lastAt,
    @Nullable Duration lastInterval,
    boolean flapping) {
  static final int MOST_RECENT = 32;
  static final String NOT_YET = "Nothing is known yet";
  static final String NOBODY_LOOKED = "No probe ran";
  static final Seen NOTHING =
      new Seen(State.UNKNOWN, NOT_YET, State.UNKNOWN, List.of(), null, null, false);

  /** One sample as far as it is remembered. */
  public record Point(Instant at, State verdict) {}

  /** From a moment on another state; whatever was written of later times gives way. */
  public record Change(Instant at, State state, String cause, @Nullable String evidence) {}

  /** Where one more sample leads, by way of which changes. */
  record Next(Seen seen, List<Change> changes) {}

  public Seen {
    recent = List.copyOf(recent.subList(Math.max(0, recent.size() - MOST_RECENT), recent.size()));
  }

  /**
   * @param since when the present state began: nothing before it is told anew
   */
  Next with(Sample sample, Confirmation rule, Instant since) {
    var changes = new ArrayList<Change>();
    var points = upTo(sample.at());
    var state = probed;
    var why = because;
    var silentFrom = silentBefore(sample);
    if (silentFrom != null) {
      points.add(new Point(silentFrom, State.UNKNOWN));
      if (state != State.UNKNOWN) {
        state = State.UNKNOWN;
        why = NOBODY_LOOKED;
        changes.add(new Change(later(silentFrom, since), state, why, null));
      }
    }
    points.add(new Point(sample.at(), sample.verdict()));
    var known = known(points);
    boolean saw = sample.verdict().isKnown();
    var confirmed = saw ? rule.decide(known, believed) : believed;
    var next = saw ? confirmed : State.UNKNOWN;
    if (next != state) {
      state = next;
      why = why(next, sample);
      var from = sample.at().isBefore(since) ? sample.at() : later(beginning(points, next), since);
      changes.add(new Change(from, next, why, sample.evidence()));
    }
    var seen =
        new Seen(
            state,
            why,
            confirmed,
            points,
            sample.at(),
            sample.interval(),
            Flapping.flaps(flapping, Flapping.rate(known)));
    return new Next(seen, changes);
  }

  boolean calm() {
    return Flapping.calm(known(recent));
  }

  private static String why(State next, Sample sample) {
    return switch (next) {
      case UP -> "";
      case UNKNOWN -> sample.reason().isEmpty() ? "Not confirmed yet" : sample.reason();
      default -> sample.reason();
    };
  }

  private static List<State> known(List<Point> points) {
    return points.stream().map(Point::verdict).filter(State::isKnown).toList();
  }

  /** A clock that was set back makes what was written of later times untrue. */
  private List<Point> upTo(Instant at) {
    var points = new ArrayList<Point>();
    for (var point : recent) {
      points.add(point.at().isAfter(at) ? new Point(at, point.verdict()) : point);
    }
    return points;
  }

  /** Half an interval late is late; more, and what happened meanwhile nobody knows. */
  private @Nullable Instant silentBefore(Sample sample) {
    var interval = sample.interval();
    if (lastAt == null || lastInterval == null || interval == null) {
      return null;
    }
    var longest = lastInterval.compareTo(interval) > 0 ? lastInterval : interval;
    boolean late = sample.at().isAfter(lastAt.plus(longest.multipliedBy(3).dividedBy(2)));
    return late ? lastAt.plus(lastInterval) : null;
  }

  /** The first sample of the unbroken run at the end that speaks for this state. */
  private static Instant beginning(List<Point> points, State state) {
    int first = points.size() - 1;
    while (first > 0 && points.get(first - 1).verdict() == state) {
      first--;
    }
    return points.get(first).at();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
