package dev.rialto.demo;

import dev.rialto.company.Company;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loop in one story, as steps that tick themselves: each looks at what Rialto has written down
 * since the broken version went out, and at nothing else. Pure.
 */
public record Walk(Facts facts, String broken, String good) {

  /** What Rialto knows of the story so far; null: it has not happened. */
  public record Facts(
      @Nullable Instant deployed,
      @Nullable Instant failed,
      @Nullable Instant paged,
      @Nullable Long alert,
      @Nullable Instant acknowledged,
      @Nullable Long incident,
      @Nullable Instant declared,
      @Nullable String suspect,
      @Nullable Instant rolledBack,
      @Nullable Instant green,
      @Nullable Instant resolved,
      @Nullable Instant charged) {
    static final Facts NOTHING =
        new Facts(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A button or a link that takes the step. */
  public record Act(String words, String path, boolean posts) {}

  /**
   * One step.
   *
   * @param at when it happened; null: not yet
   */
  public record Step(String what, String hint, @Nullable Instant at, @Nullable Act act) {
    public boolean done() {
      return at != null;
    }
  }

  static final String DEPLOY = "/demo/broken-version";
  static final String ROLL_BACK = "/demo/rollback";

  public List<Step> steps() {
    var alert = facts.alert() == null ? null : "/alerts/" + facts.alert();
    var incident = facts.incident() == null ? null : "/incidents/" + facts.incident();
    return List.of(
        new Step(
            "A broken version goes out",
            "It works for the first two customers.",
            facts.deployed(),
            new Act("Deploy payments " + broken, DEPLOY, true)),
        new Step(
            "The check fails",
            "“"
                + Company.STORY_CHECK
                + "” logs in, fills a basket and pays every 5 s. Wait for it.",
            facts.failed(),
            go("Watch the service", "/services/" + Company.STORY_SERVICE)),
        new Step(
            "You are paged",
            "Your phone is in the inbox.",
            facts.paged(),
            go("Open the inbox", "/demo/inbox")),
        new Step(
            "You have it",
            "Press Acknowledge: in the message on your phone, or on the alert.",
            facts.acknowledged(),
            go("Open the alert", alert)),
        new Step(
            "It is an incident",
            "Press Declare on the alert: you lead it, and the team’s board has it.",
            facts.declared(),
            go("Open the alert", alert)),
        new Step(
            "Rialto names the suspect",
            "The incident’s page lists what was deployed before it began, with the evidence.",
            facts.suspect() == null ? null : facts.declared(),
            go("See the suspect", incident)),
        new Step(
            "Rolled back",
            "The version before is still there.",
            facts.rolledBack(),
            facts.deployed() == null ? null : new Act("Roll back to " + good, ROLL_BACK, true)),
        new Step(
            "Green again",
            "The same check says so. Wait for it.",
            facts.green(),
            go("Watch the incident", incident)),
        new Step(
            "Resolved",
            "Press Resolve on the incident: Rialto proposes since when customers are well.",
            facts.resolved(),
            go("Open the incident", incident)),
        new Step(
            "The work is on the board",
            "One card, and the sprint’s buffer is charged for the time it took. Nobody typed it.",
            facts.charged(),
            go("Open the board", "/teams/" + Company.STORY_TEAM + "/board")));
  }

  private static @Nullable Act go(String words, @Nullable String path) {
    return path == null ? null : new Act(words, path, false);
  }

  public long done() {
    return steps().stream().filter(Step::done).count();
  }

  public boolean complete() {
    return done() == steps().size();
  }

  public boolean begun() {
    return facts.deployed() != null;
  }

  /** The first that has not happened; none when all have. */
  public @Nullable Step current() {
    return steps().stream().filter(step -> !step.done()).findFirst().orElse(null);
  }

  public String title() {
    return !begun()
        ? "Live the story: ten steps, three minutes"
        : complete() ? "That was the loop" : "The story so far";
  }
}
