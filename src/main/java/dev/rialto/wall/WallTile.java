package dev.rialto.wall;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One tile as it stands in the page and as the stream sends it: the same markup, large or small.
 *
 * @param bare with its name and state alone, as there is no room for more; a thousand tiles with
 *     all that nobody can see took a browser twice as long to draw
 */
public record WallTile(Tile tile, Look look, boolean bare) {
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final int NAMED_DAYS = 6;

  public String clock(Instant at) {
    return Show.clock(at, look.zone());
  }

  public String lasts() {
    var since = tile.since();
    return since == null ? "" : Show.duration(Duration.between(since, look.now()));
  }

  /** “10:58” today, “Mon” within the week, “13 Nov” before. */
  public String day(Instant at) {
    var then = at.atZone(look.zone());
    var today = look.now().atZone(look.zone()).toLocalDate();
    if (then.toLocalDate().equals(today)) return clock(at);
    return then.toLocalDate().isBefore(today.minusDays(NAMED_DAYS))
        ? DATE.format(then)
        : WEEKDAY.format(then);
  }

  public String owner() {
    var team = tile.team();
    return team == null ? "nobody owns it" : team;
  }
}
