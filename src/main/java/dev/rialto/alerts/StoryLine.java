package dev.rialto.alerts;

import dev.rialto.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of what happened to an alert: what the journal says of it, and whom it rang.
 *
 * @param who the person or people it begins with; null when it is about the alert itself
 */
public record StoryLine(Instant at, @Nullable String who, String said) {
  /** More names than these are a number; the card beside it lists them all. */
  static final int MOST_NAMES = 3;

  /** People rung at one moment: the first few by name, and how many there are. */
  record Rings(Instant at, List<String> names, int people) {}

  /** Both stories in one, newest first. */
  static List<StoryLine> of(List<Entry> entries, List<Rings> rings) {
    // What rang comes after what it rang for: of two at one moment it is the newer.
    var lines = new ArrayList<>(rings.stream().map(StoryLine::of).toList());
    entries.stream().map(StoryLine::of).forEach(lines::add);
    lines.sort(Comparator.comparing(StoryLine::at).reversed());
    return lines;
  }

  private static StoryLine of(Entry entry) {
    return new StoryLine(
        entry.at(), AlertShow.byPerson(entry) ? entry.who() : null, AlertShow.said(entry));
  }

  private static StoryLine of(Rings rings) {
    var names = String.join(", ", rings.names());
    int more = rings.people() - rings.names().size();
    return new StoryLine(
        rings.at(),
        more > 0 ? names + " and " + more + " more" : names,
        rings.people() == 1 ? "was rung" : "were rung");
  }
}
