package dev.rialto.uptime;

import java.util.List;

/**
 * One failure is no outage: a state is believed when enough of the last samples agree. With two of
 * three, two failures among the last three samples are an outage, and two successes end it. Pure.
 *
 * @param failures how many of the last samples must have failed
 * @param of how many samples are looked at
 */
public record Confirmation(int failures, int of) {
  public static final Confirmation USUAL = new Confirmation(2, 3);
  public static final Confirmation AT_ONCE = new Confirmation(1, 1);
  public static final int MOST = 10;

  public Confirmation {
    if (failures < 1 || failures > of || of > MOST) {
      throw new IllegalArgumentException(failures + " of " + of);
    }
  }

  /**
   * What these samples come to; {@code believed} stays where they do not suffice to say otherwise.
   *
   * @param known samples that saw something, the newest last
   */
  State decide(List<State> known, State believed) {
    var looked = known.subList(Math.max(0, known.size() - of), known.size());
    long down = looked.stream().filter(s -> s == State.DOWN).count();
    long wrong = looked.stream().filter(State::isWrong).count();
    if (down >= failures) {
      return State.DOWN;
    }
    if (wrong >= failures) {
      return State.DEGRADED;
    }
    boolean settled = looked.size() - wrong > of - failures;
    boolean firstWord = !believed.isKnown() && !looked.isEmpty() && wrong == 0;
    return settled || firstWord ? State.UP : believed;
  }
}
