package dev.rialto.vitals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When administrators hear of a part: after it was found unwell three times in a row, again at
 * every look while it lasts, so that the alert ends by itself when the one who tells of it dies,
 * and once more when it was not unwell three times in a row. What is not known changes nothing.
 * Pure.
 */
record Alarm(Map<Vital, Streak> streaks) {
  static final int LOOKS = 3;

  static final Alarm QUIET = new Alarm(Map.of());

  /**
   * @param unwell how often in a row it was
   * @param better how often in a row it was not, since it was told
   * @param since when the row of unwell looks began
   */
  record Streak(int unwell, int better, @Nullable Instant since, boolean told) {
    static final Streak NONE = new Streak(0, 0, null, false);

    private Streak seen(Level level, Instant now) {
      return switch (level) {
        case UNKNOWN -> this;
        case UNWELL ->
            new Streak(unwell + 1, 0, since == null ? now : since, told || unwell + 1 >= LOOKS);
        case WELL, WORSE ->
            told && better + 1 < LOOKS ? new Streak(0, better + 1, since, true) : NONE;
      };
    }
  }

  /** What to say of one part: that it is unwell since then, or that it is over. */
  record Word(Reading reading, Instant since, boolean over) {}

  record Turn(Alarm next, List<Word> words) {}

  Turn look(List<Reading> readings, Instant now) {
    var next = new EnumMap<Vital, Streak>(Vital.class);
    var words = new ArrayList<Word>();
    for (var reading : readings) {
      var before = streaks.getOrDefault(reading.vital(), Streak.NONE);
      var after = before.seen(reading.level(), now);
      next.put(reading.vital(), after);
      var since = after.told() ? after.since() : before.since();
      if (since != null && (after.told() || before.told())) {
        words.add(new Word(reading, since, !after.told()));
      }
    }
    return new Turn(new Alarm(Map.copyOf(next)), List.copyOf(words));
  }
}
