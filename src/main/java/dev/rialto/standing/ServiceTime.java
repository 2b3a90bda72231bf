package dev.rialto.standing;

import dev.rialto.plots.Day;
import dev.rialto.plots.LatencyPlot;
import dev.rialto.plots.UptimeBars;
import dev.rialto.plots.Windows;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service was over ninety days, at each moment as bad as the worst of its checks, and how
 * long it takes to answer now.
 *
 * @param windows uptime over the usual windows, the shortest first, as far as it was watched
 * @param latency of the check that is asked from outside; null where none takes its time
 */
public record ServiceTime(UptimeBars bars, Map<String, Uptime> windows, @Nullable Timed latency) {
  static final int DAYS = 90;

  /** How long one check of the service takes, and which. */
  public record Timed(String slug, long check, String name, LatencyPlot plot) {
    /** Where the deployments of this time are drawn, to be laid over it. */
    public String deploymentMarks() {
      return "/services/%s/deployments/markers?from=%s&to=%s"
          .formatted(slug, plot.latency().from(), plot.latency().to());
    }
  }

  static ServiceTime of(
      String service, List<Span> spans, @Nullable Timed latency, Instant now, ZoneId zone) {
    var together = LastDay.together(spans, now);
    var begun = together.isEmpty() ? now : together.getFirst().from();
    return new ServiceTime(
        new UptimeBars(service, Day.last(DAYS, together, begun, now, zone)),
        Windows.of(together, begun, now, zone),
        latency);
  }
}
