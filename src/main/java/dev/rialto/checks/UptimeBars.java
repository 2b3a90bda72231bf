package dev.rialto.checks;

import dev.rialto.uptime.State;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Ninety days as ninety bars: all that were up are one dashed path, so that a page of many checks
 * stays small; every other day carries the shape of its state below it.
 */
public record UptimeBars(String name, List<Day> days) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  /** One day that was not simply up. */
  public record Bar(String state, String x, String middle, String width, String title) {}

  public int size() {
    return days.size();
  }

  public String viewBox() {
    return "0 0 " + days.size() + " 26";
  }

  /** Runs of days that were up. */
  public String ups() {
    var path = new StringBuilder();
    for (int i = 0; i < days.size(); ) {
      if (!isUp(i)) {
        i++;
        continue;
      }
      int end = i;
      while (end < days.size() && isUp(end)) {
        end++;
      }
      path.append('M').append(i).append(" 13H").append(end);
      i = end;
    }
    return path.toString();
  }

  public List<Bar> others() {
    return java.util.stream.IntStream.range(0, days.size())
        .filter(i -> days.get(i).isThere() && !isUp(i))
        .mapToObj(this::bar)
        .toList();
  }

  public long count(State state) {
    return days.stream().filter(Day::isThere).filter(d -> d.state() == state).count();
  }

  public String first() {
    return DATE.format(days.getFirst().date());
  }

  public String label() {
    var said = new StringBuilder("Daily state of " + name + " over " + days.size() + " days: ");
    for (var state : State.values()) {
      said.append(count(state))
          .append(' ')
          .append(state.word())
          .append(state == State.MAINTENANCE ? "" : ", ");
    }
    return said.toString();
  }

  private boolean isUp(int i) {
    return days.get(i).isThere() && days.get(i).state() == State.UP;
  }

  private Bar bar(int i) {
    var day = days.get(i);
    double width = 100.0 / days.size();
    return new Bar(
        day.state().word(),
        percent(i * width),
        percent(i * width + width * 0.36),
        percent(width * 0.72),
        DATE.format(day.date()) + ": " + day.state().word() + ", uptime " + day.uptime().said());
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.3f%%", value);
  }
}
