package dev.rialto.plots;

import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One calendar day of a check in the reader's zone: one bar among ninety. Pure. */
public record Day(LocalDate date, Uptime uptime) {
  /** The last days up to now, the oldest first; before its beginning a check has none. */
  public static List<Day> last(
      int days, List<Span> spans, Instant begun, Instant now, ZoneId zone) {
    var today = now.atZone(zone).toLocalDate();
    var all = new ArrayList<Day>();
    for (int back = days - 1; back >= 0; back--) {
      var date = today.minusDays(back);
      var from = date.atStartOfDay(zone).toInstant();
      var to = date.plusDays(1).atStartOfDay(zone).toInstant();
      var first = from.isBefore(begun) ? begun : from;
      all.add(new Day(date, Uptime.of(spans, first, to.isAfter(now) ? now : to)));
    }
    return all;
  }

  public boolean isThere() {
    return !uptime.window().isZero();
  }

  /** The worst that is worth telling. */
  public State state() {
    return uptime.worst();
  }
}
