package dev.rialto.checks;

import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One calendar day of a check in the reader's zone: one bar among ninety. Pure. */
public record Day(LocalDate date, Uptime uptime) {
  /** Less unknown than this share of a day does not colour it. */
  private static final double SOME = 1 - Uptime.ENOUGH_COVERAGE;

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
    if (uptime.in(State.DOWN).isPositive()) {
      return State.DOWN;
    }
    if (uptime.in(State.DEGRADED).isPositive()) {
      return State.DEGRADED;
    }
    if (share(State.UNKNOWN) > SOME) {
      return State.UNKNOWN;
    }
    return share(State.MAINTENANCE) > 0 ? State.MAINTENANCE : State.UP;
  }

  private double share(State state) {
    Duration window = uptime.window();
    return window.isZero() ? 0 : (double) uptime.in(state).toNanos() / window.toNanos();
  }
}
