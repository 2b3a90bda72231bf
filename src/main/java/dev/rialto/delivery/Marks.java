package dev.rialto.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Deployments of a service, laid over a chart of the same time: x in per cent, so that it fits
 * whatever it lies on.
 */
public record Marks(List<Deployment> deployments, Instant from, Instant to) {
  /** Closer than this share of the width and two labels would lie on each other. */
  private static final double APART = 9;

  /** One marker; without a label where a newer one beside it has one already. */
  public record Mark(
      String x, String label, String anchor, String shade, String title, String path) {}

  public List<Mark> marks() {
    var marks = new ArrayList<Mark>();
    double window = Math.max(1, Duration.between(from, to).toMillis());
    double labelled = 100 + APART;
    for (var d : deployments.reversed()) {
      double x = Math.clamp(Duration.between(from, d.at()).toMillis() / window * 100, 0, 100);
      boolean room = labelled - x >= APART;
      labelled = room ? x : labelled;
      marks.add(
          new Mark(
              String.format(Locale.ROOT, "%.2f%%", x),
              room ? d.versionSaid() : "",
              x < 5 ? "start" : x > 95 ? "end" : "middle",
              d.state().equals("failed") ? "down" : d.rollback() ? "degraded" : "up",
              "%s in %s: %s".formatted(d.versionSaid(), d.environmentSaid(), d.word()),
              d.path()));
    }
    return marks.reversed();
  }
}
