package dev.rialto.plots;

import dev.rialto.uptime.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Equal pieces of time as bars: all that were up are one dashed path, and so is each run of another
 * state, so that a page of many rows stays small; below what was not up stands the shape of its
 * state, under a long run at its two ends.
 *
 * @param label what the whole picture says, for who does not see it
 */
public record Bars(String label, List<Bar> bars) {
  /** The part of its place that a bar fills. */
  private static final double FILLED = 0.72;

  /** Up to here every bar of a run has its shape. */
  private static final int SHORT = 3;

  /**
   * One piece of time.
   *
   * @param state null where there was nothing to look at yet
   */
  public record Bar(@Nullable State state, String title) {}

  /** Bars of one state beside each other, from the first up to the one after the last. */
  public record Run(State state, int from, int to, String title) {
    public String path() {
      return "M" + from + " 13H" + to;
    }
  }

  /** One place below or in the row, in per cent of its width. */
  public record Place(String state, String x, String middle, String width) {}

  public String viewBox() {
    return "0 0 " + bars.size() + " 26";
  }

  /** How much of the picture lies before anything was looked at; empty when nothing does. */
  public String before() {
    int none = 0;
    while (none < bars.size() && bars.get(none).state() == null) none++;
    return none == 0 ? "" : percent(100.0 * none / bars.size());
  }

  /** All runs that were up as one path. */
  public String ups() {
    var path = new StringBuilder();
    all().stream().filter(run -> run.state() == State.UP).forEach(run -> path.append(run.path()));
    return path.toString();
  }

  /** Each run that was not up. */
  public List<Run> runs() {
    return all().stream().filter(run -> run.state() != State.UP).toList();
  }

  /** Where the shapes of a run stand. */
  public List<Place> shapes(Run run) {
    return run.to() - run.from() <= SHORT
        ? places(run)
        : List.of(place(run, run.from()), place(run, run.to() - 1));
  }

  /** Where the bars of a run stand, for a pattern that must not be stretched. */
  public List<Place> places(Run run) {
    var places = new ArrayList<Place>();
    for (int i = run.from(); i < run.to(); i++) {
      places.add(place(run, i));
    }
    return places;
  }

  private List<Run> all() {
    var runs = new ArrayList<Run>();
    for (int i = 0; i < bars.size(); ) {
      var state = bars.get(i).state();
      int end = i + 1;
      while (end < bars.size() && bars.get(end).state() == state) {
        end++;
      }
      if (state != null) {
        var first = bars.get(i).title();
        var title = end - i == 1 ? first : first + ", up to " + bars.get(end - 1).title();
        runs.add(new Run(state, i, end, title));
      }
      i = end;
    }
    return runs;
  }

  private Place place(Run run, int i) {
    double width = 100.0 / bars.size();
    return new Place(
        run.state().word(),
        percent(i * width),
        percent(i * width + width * FILLED / 2),
        percent(width * FILLED));
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
