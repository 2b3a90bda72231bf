package dev.rialto.uptime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a check stands before everybody, and where one more sample, a pause or planned work takes
 * it. Pure: changes of state and words for the alert come out.
 *
 * @param shown the state everybody sees; maintenance and a pause lie over what is probed
 * @param alerted the state the open alert was told of; null while there is none
 * @param paused why nobody looks; null while somebody does
 * @param maintenance why nothing counts; null while everything does
 */
public record Track(
    State shown,
    Instant since,
    String cause,
    Seen seen,
    @Nullable State alerted,
    @Nullable String paused,
    @Nullable String maintenance) {

  /**
   * What the alert is told: that it is so since a moment and why; or, without a state, when that
   * ended.
   */
  public record Word(@Nullable State state, Instant since, @Nullable Instant ended, String why) {
    static Word so(State state, Instant since, String why) {
      return new Word(state, since, null, why);
    }

    static Word over(Instant since, Instant ended, String why) {
      return new Word(null, since, ended, why);
    }
  }

  public record Step(Track track, List<Seen.Change> changes, List<Word> words) {}

  public static Track begun(Instant at) {
    return new Track(State.UNKNOWN, at, Seen.NOT_YET, Seen.NOTHING, null, null, null);
  }

  /** Whether one more sample, taken at once, would help to decide. */
  public boolean wantsSecondTry(State verdict, Confirmation rule) {
    return verdict.isKnown() && rule.of() > 1 && verdict != seen.believed() && paused == null;
  }

  public Step advance(Sample sample, Confirmation rule) {
    var next = seen.with(sample, rule, isCovered() ? Instant.MIN : since);
    if (isCovered()) {
      return new Step(
          new Track(shown, since, cause, next.seen(), alerted, paused, maintenance),
          List.of(),
          List.of());
    }
    return told(next.seen(), next.changes(), sample.at());
  }

  /** Something lies over what is probed, or is taken away: a pause, or planned work. */
  public Step cover(@Nullable String nowPaused, @Nullable String nowMaintenance, Instant at) {
    boolean wakes = paused != null && nowPaused == null;
    var under = wakes ? Seen.NOTHING : seen;
    var state =
        nowPaused != null
            ? State.UNKNOWN
            : nowMaintenance != null ? State.MAINTENANCE : under.probed();
    var why =
        nowPaused != null ? nowPaused : nowMaintenance != null ? nowMaintenance : under.because();
    boolean same = state == shown && why.equals(cause);
    var changes = same ? List.<Seen.Change>of() : List.of(new Seen.Change(at, state, why, null));
    var covered = new Track(shown, since, cause, under, alerted, nowPaused, nowMaintenance);
    if (!covered.isCovered()) {
      return covered.told(under, changes, at);
    }
    var words = alerted == null ? List.<Word>of() : List.of(Word.over(since, at, why));
    return new Step(
        new Track(state, same ? since : at, why, under, null, nowPaused, nowMaintenance),
        changes,
        words);
  }

  private boolean isCovered() {
    return paused != null || maintenance != null;
  }

  /** What everybody sees of it, and what the alert hears. */
  private Step told(Seen now, List<Seen.Change> changes, Instant at) {
    var words = new ArrayList<Word>();
    var from = changes.isEmpty() ? since : changes.getLast().at();
    var why = changes.isEmpty() ? cause : changes.getLast().cause();
    var told = alerted;
    if (now.probed().isWrong()
        && (told == null || (now.probed() == State.DOWN && told != State.DOWN))) {
      words.add(Word.so(now.probed(), from, why));
      told = now.probed();
    } else if (now.probed() == State.UP && told != null && now.calm()) {
      words.add(Word.over(since, changes.isEmpty() ? at : from, ""));
      told = null;
    }
    return new Step(
        new Track(now.probed(), from, why, now, told, paused, maintenance), changes, words);
  }
}
