package dev.rialto.timeline;

import dev.rialto.incidents.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The timeline as one page of it.
 *
 * @param show people, system, or null for both
 * @param all how many there are
 */
public record IncidentRecord(
    Incident incident, List<Line> lines, @Nullable String show, int page, int all, Instant now) {
  /** On one page, so that the longest words still make a light one. */
  static final int ROWS = 200;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  static IncidentRecord of(
      Incident incident, List<Line> all, @Nullable String show, int page, Instant now) {
    var asked =
        all.stream().filter(l -> show == null || l.byPeople() == show.equals("people")).toList();
    int from = Math.min(asked.size(), (page - 1) * ROWS);
    return new IncidentRecord(
        incident,
        asked.subList(from, Math.min(asked.size(), from + ROWS)),
        show,
        page,
        asked.size(),
        now);
  }

  /** A clock time alone would be taken for today's. */
  public boolean isAnotherDay(Line line, ZoneId zone) {
    return !line.at().atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
  }

  /** “17 Nov”. */
  public String day(Line line, ZoneId zone) {
    return DAY.format(line.at().atZone(zone));
  }

  public boolean more() {
    return page * ROWS < all;
  }

  public String url(@Nullable String filter, int number) {
    return incident.path() + query(filter, number);
  }

  /** The door of this very part. */
  public String fragment() {
    return incident.path() + "/timeline" + query(show, page);
  }

  private static String query(@Nullable String filter, int number) {
    var query = (filter == null ? "" : "&show=" + filter) + (number == 1 ? "" : "&page=" + number);
    return query.isEmpty() ? "" : "?" + query.substring(1);
  }
}
