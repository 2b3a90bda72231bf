package dev.rialto.sprints;

import dev.rialto.items.Points;
import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a sprint stands now.
 *
 * @param notStarted what could be dropped, the least important first
 * @param owner who is asked for a lever
 * @param before the keys of what interrupted already when it began
 * @param burnUp what was to be done and what was, as a picture
 */
public record Standing(
    Sprint sprint,
    Fever fever,
    List<StaySql.Stay> stays,
    List<StaySql.Charged> charges,
    List<StaySql.Choice> choices,
    List<StaySql.Open> notStarted,
    @Nullable String owner,
    Set<String> before,
    BurnUp burnUp,
    Instant now) {

  /** “Wed 11 to Tue 24 Nov”. */
  public String days() {
    return sprint.days().says();
  }

  public String left() {
    return Show.plural(sprint.days().left(now), "working day left", "working days left");
  }

  public String charged() {
    return Points.say(Math.round(fever.charged() * 10) / 10.0);
  }

  public String buffer() {
    return Points.say(sprint.buffer());
  }

  public String committed() {
    return Points.say(sprint.committed());
  }

  /** Planned points that are verified. */
  public String done() {
    return Points.say(
        Report.points(stays, s -> !s.entry().equals("interrupt") && s.state().equals("verified")));
  }

  public String added() {
    return Points.say(Report.points(stays, s -> s.entry().equals("scope_add")));
  }

  public long interrupts() {
    return stays.stream().filter(s -> s.entry().equals("interrupt")).count();
  }

  public StaySql.@Nullable Charged last() {
    return charges.isEmpty() ? null : charges.getFirst();
  }

  public String because(StaySql.Charged charge) {
    return Charge.says(charge.because());
  }

  public String points(@Nullable Double points) {
    return points == null ? "no estimate" : Points.say(points);
  }

  public String who(String by) {
    return by.startsWith("person:") ? by.substring(by.indexOf(' ') + 1) : by;
  }

  public List<Lever> levers() {
    return List.of(Lever.values());
  }

  /**
   * What must go at least, so that the charges fit again: the least important first, and nothing
   * while the buffer still holds.
   */
  public boolean suggested(StaySql.Open open) {
    double over = Math.round((fever.charged() - sprint.buffer()) * 10) / 10.0;
    double gone = 0;
    for (var each : notStarted) {
      if (gone >= over) {
        return false;
      }
      if (each.key().equals(open.key())) {
        return true;
      }
      gone += each.points() == null ? 0 : each.points();
    }
    return false;
  }

  /** A place on the bar, in per cent of its width. */
  public String at(double percent) {
    return Math.round(Math.clamp(percent, 0, 100)) + "%";
  }

  public String width(double from, double to) {
    return Math.max(0, Math.round(Math.min(100, to)) - Math.round(Math.min(100, from))) + "%";
  }

  public long rounded(double percent) {
    return Math.round(percent);
  }

  public ZoneId zone() {
    return ZoneId.of(sprint.zone());
  }
}
