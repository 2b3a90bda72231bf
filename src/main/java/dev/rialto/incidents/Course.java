package dev.rialto.incidents;

import java.util.Arrays;
import java.util.List;

/** Which way an incident may go from where it is, and why not. Pure. */
record Course(State state) {

  /** What a step comes to. */
  sealed interface Outcome {
    /** It goes on. */
    record Moves(State to) implements Outcome {}

    /** It is there already; said twice, it changes nothing. */
    record Stays() implements Outcome {}

    /** Not from here. */
    record Refused(String because) implements Outcome {}
  }

  Outcome take(Step step) {
    if (step.to() == state) {
      return new Outcome.Stays();
    }
    return switch (step) {
      case MITIGATE -> state.isLive() ? moves(step) : over("mitigated");
      case RESOLVE -> state.isLive() ? moves(step) : over("resolved");
      case CLOSE ->
          state == State.RESOLVED
              ? moves(step)
              : new Outcome.Refused(
                  "It is not over yet. Resolve it first; closing says that all that follows is in"
                      + " other hands.");
      case REOPEN -> moves(step);
    };
  }

  /** The steps that lead somewhere from here, the next one first. */
  List<Step> ahead() {
    return Arrays.stream(Step.values())
        .filter(step -> take(step) instanceof Outcome.Moves)
        .toList();
  }

  private static Outcome moves(Step step) {
    return new Outcome.Moves(step.to());
  }

  private Outcome over(String wanted) {
    return new Outcome.Refused(
        "It is %s, which is further than %s. If it is back, reopen it."
            .formatted(state.word(), wanted));
  }
}
