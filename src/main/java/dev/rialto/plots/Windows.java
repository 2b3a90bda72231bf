package dev.rialto.plots;

import dev.rialto.platform.Show;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uptime over the usual windows, each under a name that is true: two hours are no month. Pure. */
public final class Windows {
  private static final int[] DAYS = {1, 7, 30, 90};

  private Windows() {}

  /** The shortest first; all that reach back beyond the beginning are one, named by it. */
  public static Map<String, Uptime> of(List<Span> spans, Instant begun, Instant now, ZoneId zone) {
    var windows = new LinkedHashMap<String, Uptime>();
    for (int days : DAYS) {
      var from = now.minus(Duration.ofDays(days));
      if (from.isBefore(begun)) {
        windows.put(since(begun, now, zone), Uptime.of(spans, begun, now));
        break;
      }
      windows.put(days == 1 ? "24 hours" : days + " days", Uptime.of(spans, from, now));
    }
    return windows;
  }

  /** “since 15:14 (2 h 04 min)”. */
  private static String since(Instant begun, Instant now, ZoneId zone) {
    return "since %s (%s)"
        .formatted(Show.when(begun, now, zone), Show.duration(Duration.between(begun, now)));
  }
}
