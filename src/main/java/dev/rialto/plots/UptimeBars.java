package dev.rialto.plots;

import dev.rialto.uptime.State;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The days of one check as bars, with how many of them were what. */
public record UptimeBars(String name, List<Day> days) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  public Bars bars() {
    return new Bars(
        label(),
        days.stream()
            .map(day -> new Bars.Bar(day.isThere() ? day.state() : null, title(day)))
            .toList());
  }

  public long count(State state) {
    return days.stream().filter(Day::isThere).filter(d -> d.state() == state).count();
  }

  /** The day the picture begins at, or since when there is something in it. */
  public String first() {
    return begun().isEmpty() ? DATE.format(days.getFirst().date()) : begun();
  }

  /** “not watched before 17 Nov”; empty where something was looked at on every day. */
  public String begun() {
    return days.getFirst().isThere()
        ? ""
        : days.stream()
            .filter(Day::isThere)
            .findFirst()
            .map(day -> "not watched before " + DATE.format(day.date()))
            .orElse("");
  }

  public String label() {
    var said = new StringBuilder("Daily state of " + name + " over " + days.size() + " days");
    said.append(begun().isEmpty() ? ": " : ", " + begun() + ": ");
    for (var state : State.values()) {
      said.append(count(state))
          .append(' ')
          .append(state.word())
          .append(state == State.MAINTENANCE ? "" : ", ");
    }
    return said.toString();
  }

  private static String title(Day day) {
    return DATE.format(day.date()) + ": " + day.state().word() + ", uptime " + day.uptime().said();
  }
}
