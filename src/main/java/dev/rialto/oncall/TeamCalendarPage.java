package dev.rialto.oncall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is on call for one team: two weeks or a month, drawn, then told. */
public record TeamCalendarPage(
    String teamSlug,
    String teamName,
    Headline headline,
    String windowTitle,
    String clock,
    String previous,
    String next,
    String today,
    String twoWeeks,
    String month,
    boolean isMonth,
    CalendarView calendar,
    List<Layer> layers,
    boolean mayEdit,
    long readerId,
    int nextLayer) {

  /** One schedule of the team beside the drawing: how well it is covered, and what comes. */
  public record Layer(
      TeamSchedule schedule,
      String rank,
      String rhythm,
      String coveredHours,
      String hours,
      String percent,
      String meter,
      boolean complete,
      List<Line> gaps,
      List<Line> coming,
      List<OverrideLine> overrides) {}

  /** One shift in words; {@code from} and {@code to} are what a form sends back. */
  public record Line(
      String name,
      @Nullable Long person,
      boolean gap,
      String when,
      String note,
      String from,
      String to,
      boolean ahead) {
    /** Where nothing ends it before {@code end}, a form asks how long. */
    Line coming(String words, Shift shift, Instant end) {
      var until = shift.to().isBefore(end) ? to : "";
      return new Line(name, person, gap, words, note, from, until, ahead);
    }
  }

  public record OverrideLine(long id, String name, String note, String when) {}

  /** One’s own shift: nobody stands in for themselves. */
  public boolean isMine(Line line) {
    return line.person() != null && line.person() == readerId;
  }

  public boolean isEmpty() {
    return layers.isEmpty();
  }

  public boolean mayAddLayer() {
    return mayEdit && nextLayer <= OnCall.MOST_LAYERS;
  }
}
