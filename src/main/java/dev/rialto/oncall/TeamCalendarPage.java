package dev.rialto.oncall;

import java.util.List;

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
      String name, boolean gap, String when, String note, String from, String to, boolean ahead) {}

  public record OverrideLine(long id, String name, String note, String when) {}

  public boolean isEmpty() {
    return layers.isEmpty();
  }

  public boolean mayAddLayer() {
    return mayEdit && nextLayer <= OnCall.MOST_LAYERS;
  }
}
