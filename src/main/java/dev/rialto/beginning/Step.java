package dev.rialto.beginning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps in the order that leads, in words for somebody who has seen nothing of it yet. */
public enum Step {
  REACH("A way to reach you", "A page has to arrive somewhere; a code proves that it does."),
  TEAM("A team", "It owns what runs, and its people take turns on call."),
  SERVICE("A service of that team", "Something that runs and that somebody would miss."),
  CHECK("A check on it", "An address that has to answer. When it does not, the owner is paged."),
  SCHEDULE("Somebody on call", "You, to begin with; share it with others whenever you like."),
  PAGE(
      "A page that you answer",
      "It takes the real road to you, is marked as practice, and counts in no figure.");

  private final String what;
  private final String why;

  Step(String what, String why) {
    this.what = what;
    this.why = why;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where this step is open. */
  public String path() {
    return "/first-steps?step=" + word();
  }

  static Optional<Step> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
  }
}
