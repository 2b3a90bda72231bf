package dev.rialto.uptime;

import dev.rialto.probes.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long a check took over a time, cut into equal pieces; pieces without a try are missing. */
public record Latency(Instant from, Instant to, List<Piece> pieces) {

  /**
   * @param n tries in it
   * @param phases where the time went on average
   */
  public record Piece(
      Instant at, long n, Duration p50, Duration p95, Map<Phase, Duration> phases) {}

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  public long tries() {
    return pieces.stream().mapToLong(Piece::n).sum();
  }

  /** Where the time went on average over all of it. */
  public Map<Phase, Duration> phases() {
    var mean = new EnumMap<Phase, Duration>(Phase.class);
    for (var phase : Phase.values()) {
      double nanos = 0;
      long n = 0;
      for (var piece : pieces) {
        var took = piece.phases().get(phase);
        if (took != null) {
          nanos += (double) took.toNanos() * piece.n();
          n += piece.n();
        }
      }
      if (n > 0) {
        mean.put(phase, Duration.ofNanos((long) (nanos / n)));
      }
    }
    return mean;
  }
}
