package dev.rialto.descriptors;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One import: how far it is, what is wrong with it, or what it would do, line by line. */
public record ImportPage(
    ImportRow row,
    List<Line> lines,
    String change,
    @Nullable Integer next,
    @Nullable String trouble,
    boolean mayImport,
    Instant now) {
  private static final int LONGEST_SHOWN = 300;

  /** One line as it is read. */
  public record Line(
      String ref, String change, String place, List<Plan.Change> fields, List<String> notes) {
    static Line of(ImportJson.LineJson line) {
      return new Line(
          line.ref(),
          line.change(),
          line.line() == 0 ? "" : line.file() + ":" + line.line(),
          line.fields(),
          line.notes());
    }

    public boolean isNews() {
      return change.equals(Plan.ADDED) || change.equals(Plan.CHANGED);
    }

    public List<String> said() {
      return fields.stream()
          .map(
              f ->
                  f.before() == null
                      ? "%s: %s".formatted(f.field(), f.after())
                      : f.after() == null
                          ? "%s: no longer %s".formatted(f.field(), f.before())
                          : "%s: %s → %s".formatted(f.field(), f.before(), f.after()))
          .map(Line::cut)
          .toList();
    }

    /** Long values are cut on the screen; the API has them whole. */
    private static String cut(String text) {
      return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
  }

  /** A kind of change, how often, and where its lines are. */
  public record Tally(String change, int count, String link, boolean chosen) {}

  public List<Tally> tallies() {
    var counts = row.counted();
    return java.util.stream.Stream.of(
            tally(Plan.ADDED, counts.added()),
            tally(Plan.CHANGED, counts.changed()),
            tally(Plan.VANISHED, counts.vanished()),
            tally(Plan.KEPT, counts.kept()),
            tally(Plan.IGNORED, counts.ignored()))
        .filter(tally -> tally.count() > 0)
        .toList();
  }

  private Tally tally(String kind, int count) {
    return new Tally(
        kind, count, "/imports/%d?change=%s".formatted(row.id(), kind), change.equals(kind));
  }

  public int unchanged() {
    return row.counted().unchanged();
  }

  public boolean doesNothing() {
    var counts = row.counted();
    return counts.added() + counts.changed() + counts.vanished() == 0;
  }

  public String title() {
    return switch (row.state()) {
      case "planned" ->
          doesNothing()
              ? "Nothing would change"
              : "%d would come, %d would change, %d have vanished"
                  .formatted(
                      row.counted().added(), row.counted().changed(), row.counted().vanished());
      case "failed" ->
          row.mistaken().isEmpty()
              ? "It could not be read"
              : Show.plural(row.mistaken().size(), "mistake has", "mistakes have")
                  + " to be mended";
      case "applied" ->
          "%d came, %d changed, %d have vanished"
              .formatted(row.counted().added(), row.counted().changed(), row.counted().vanished());
      case "applying" -> "It is being applied";
      default -> "It is being read";
    };
  }

  public String state() {
    return ImportsPage.state(row);
  }

  public String word() {
    return ImportsPage.word(row);
  }
}
