package dev.rialto.checks;

import dev.rialto.platform.Frame;
import dev.rialto.plots.LatencyPlot;
import dev.rialto.plots.UptimeBars;
import dev.rialto.uptime.History;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one check stands, and what it stood for.
 *
 * @param state as everybody sees it; unknown when nobody looks
 * @param windows uptime over the usual windows, the shortest first
 * @param month the figure of the title
 * @param token of a heartbeat, shown this once
 */
public record CheckBody(
    Check check,
    State state,
    Instant since,
    String cause,
    boolean flapping,
    Map<String, Uptime> windows,
    Uptime month,
    UptimeBars bars,
    LatencyPlot plot,
    String window,
    List<Span> spans,
    List<History.Try> tries,
    List<Ping> pings,
    @Nullable Instant expectedBy,
    List<AlertOf> alerts,
    boolean mayEdit,
    @Nullable String token,
    String pingUrl,
    String badgeUrl,
    Instant now) {
  public static final List<String> WINDOWS = List.of("3h", "24h", "7d", "30d", "90d");

  /** Where the deployments in the chart's time are drawn, for whoever lays them over it. */
  public String deploymentMarks() {
    return "/services/%s/deployments/markers?from=%s&to=%s"
        .formatted(check.service().slug(), plot.latency().from(), plot.latency().to());
  }

  /** The title is the answer. */
  public String answer() {
    return CheckShow.answer(check, state, since, month, now, Frame.now().zone());
  }

  /** The span that lasts, with what was seen at its beginning. */
  public @Nullable Span present() {
    return spans.isEmpty() || spans.getFirst().to() != null ? null : spans.getFirst();
  }

  public @Nullable String evidence() {
    var present = present();
    var seen = present == null || !state.isWrong() ? null : present.evidence();
    return seen == null || seen.isBlank() ? null : seen;
  }

  public String stateWord() {
    return check.paused() != null ? "Paused" : state.label();
  }

  /** The try says why, and not what the one above it has said already. */
  public boolean tellsWhy(int row) {
    var why = tries.get(row).reason();
    return !why.isEmpty() && (row == 0 || !why.equals(tries.get(row - 1).reason()));
  }

  public History.@Nullable Try newest() {
    return tries.isEmpty() ? null : tries.getFirst();
  }

  public @Nullable AlertOf openAlert() {
    return alerts.stream().filter(AlertOf::open).findFirst().orElse(null);
  }
}
