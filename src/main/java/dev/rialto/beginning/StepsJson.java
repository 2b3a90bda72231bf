package dev.rialto.beginning;

import java.util.List;

/** What the API promises of the first steps. */
record StepsJson(int done, int of, boolean hidden, List<StepJson> steps) {
  record StepJson(String step, String what, boolean done, boolean aside, String path) {}

  static StepsJson of(FirstSteps steps) {
    return new StepsJson(
        (int) steps.done(),
        steps.all().size(),
        steps.hidden(),
        steps.all().stream()
            .map(
                step ->
                    new StepJson(
                        step.word(),
                        step.what(),
                        steps.done(step),
                        steps.isAside(step),
                        step.path()))
            .toList());
  }
}
