package dev.rialto.oncall;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The title of a calendar is its answer: who is on call until when, or when nobody is. Pure. */
public record Headline(String title, String sub, boolean alarm) {

  /** What is true of one schedule, from now on. {@code shifts} begin now. */
  static Headline of(TeamSchedule schedule, List<Shift> shifts, Roster roster, Words words) {
    var rank = schedule.rank();
    var running = shifts.getFirst();
    var gap = shifts.stream().filter(Shift::isGap).findFirst().orElse(null);
    if (roster.of(schedule.id()).versions().isEmpty() && shifts.size() == 1 && gap != null) {
      return new Headline(
          "Nobody is " + rank + " for " + schedule.teamName(),
          "There is no rotation yet. Say who takes turns, and from when.",
          true);
    }
    if (gap != null) {
      var when = gap == running ? "now" : words.during(gap.from(), gap.to());
      return new Headline(
          "Nobody is " + rank + " " + when,
          words.span(gap.from(), gap.to()) + why(roster.name(gap.missing())),
          true);
    }
    var person = roster.name(running.personId());
    boolean changes = shifts.size() > 1;
    return new Headline(
        person + " is on call" + (changes ? " until " + words.at(running.to()) : ""),
        changes
            ? "Then "
                + roster.name(shifts.get(1).personId())
                + ", until "
                + words.at(shifts.get(1).to())
            : "Nobody else takes turns",
        false);
  }

  private static String why(@Nullable String missing) {
    return missing == null ? "" : " · " + missing + " has left, and the turn has no other name";
  }
}
