package dev.rialto.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * From one step of an escalation to the next that somebody hears. A level with nobody is passed
 * over at once, never waited for, and its reason is kept. Pure.
 */
record Climb(Outcome outcome, List<Passed> passed) {

  /** Why a level rang nobody who could hear it; whoever it has sees the page on a screen only. */
  record Passed(int step, int level, Roll roll) {}

  /** Somebody a level wants, why it is them, and whether a message can reach them. */
  record Called(long personId, String name, String why, boolean reachable) {}

  /** Who a level has at this moment; with nobody reachable {@code empty} says why. */
  record Roll(List<Called> people, String empty) {
    boolean heard() {
      return people.stream().anyMatch(Called::reachable);
    }
  }

  sealed interface Outcome {
    /** This step rings these people. */
    record Rings(int step, Roll roll) implements Outcome {}

    /** A whole round found nobody: only the last resort is left; go on at this step. */
    record NobodyAtAll(int nextStep) implements Outcome {}

    /** Every level has been rung as often as the policy says. */
    record Exhausted() implements Outcome {}
  }

  static Climb from(Escalation plan, int start, IntFunction<Roll> rollOfLevel) {
    var passed = new ArrayList<Passed>();
    for (int step = start; step < plan.steps(); step++) {
      var roll = rollOfLevel.apply(plan.level(step));
      if (roll.heard()) {
        return new Climb(new Outcome.Rings(step, roll), passed);
      }
      passed.add(new Passed(step, plan.level(step), roll));
      if (passed.size() == plan.levels().size()) {
        return new Climb(new Outcome.NobodyAtAll(step + 1), passed);
      }
    }
    return new Climb(new Outcome.Exhausted(), passed);
  }
}
