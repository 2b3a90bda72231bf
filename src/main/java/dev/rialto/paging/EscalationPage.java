package dev.rialto.paging;

import dev.rialto.paging.Policies.Policy;
import dev.rialto.paging.PolicySql.MemberRow;
import dev.rialto.paging.PolicySql.ScheduleOf;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is paged for a team, at this moment and if nobody answers; and the form that changes it. */
public record EscalationPage(
    String slug,
    String teamName,
    int version,
    boolean usual,
    @Nullable Instant changedAt,
    @Nullable String changedBy,
    List<Ring> rings,
    int repeats,
    Form form,
    Instant now) {

  /**
   * One level as it would ring now.
   *
   * @param after how long after the alert, or empty for at once
   * @param gap why it would ring nobody; empty when it would ring somebody
   */
  public record Ring(String target, String after, List<String> people, String gap) {}

  /**
   * A line of the form: {@code to} is {@code team}, {@code schedule:3}, {@code person:7} or empty.
   */
  public record Line(String to, String minutes) {}

  /** The form, with what was typed. */
  public record Form(
      boolean shown,
      List<Line> lines,
      String repeats,
      List<Option> options,
      List<Wrong> wrongs,
      @Nullable String faster) {

    public @Nullable String wrong(int line) {
      return Wrong.with("levels[" + line + "]", wrongs);
    }

    public List<Wrong> others() {
      return wrongs.stream().filter(w -> !w.field().startsWith("levels[")).toList();
    }
  }

  /** Something a level may ring. */
  public record Option(String value, String words) {}

  static List<Option> options(List<ScheduleOf> schedules, List<MemberRow> people) {
    var options = new ArrayList<Option>();
    options.add(new Option("team", "Everybody of the team"));
    schedules.forEach(s -> options.add(new Option("schedule:" + s.id(), "On call: " + s.name())));
    people.forEach(
        p ->
            options.add(
                new Option(
                    "person:" + p.id(),
                    p.name() + (p.reachable() ? "" : " (no verified contact method)"))));
    return options;
  }

  static List<Line> lines(Policy policy) {
    return policy.plan().levels().stream()
        .map(PolicyJson.LevelJson::of)
        .map(
            level ->
                new Line(
                    level.id() == null ? "team" : level.to() + ":" + level.id(),
                    minutes(level.patienceS())))
        .toList();
  }

  private static String minutes(long seconds) {
    return seconds % 60 == 0 ? String.valueOf(seconds / 60) : String.valueOf(seconds / 60.0);
  }

  public String title() {
    var gap = rings.stream().allMatch(r -> r.people().isEmpty());
    if (gap) {
      return "Nobody of " + teamName + " can be paged now";
    }
    var first = rings.stream().filter(r -> !r.people().isEmpty()).findFirst().orElseThrow();
    return String.join(", ", first.people().stream().limit(3).toList())
        + (first.people().size() > 3 ? " and " + (first.people().size() - 3) + " more" : "")
        + (first.people().size() > 1 ? " are" : " is")
        + " paged first for "
        + teamName;
  }

  public boolean anybody() {
    return rings.stream().anyMatch(r -> !r.people().isEmpty());
  }
}
