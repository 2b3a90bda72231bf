package dev.rialto.probes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one probe saw, in values a screen, a chart and an alert can use. No secret of the probe is
 * ever in it.
 *
 * @param reason one sentence for a person, empty when up
 * @param took the whole probe, all URLs and redirects of it
 * @param phases where the time went; a phase that was not reached is missing
 * @param status the last HTTP status, if there was one
 * @param certificateEnds when the first certificate of all that were shown ends
 * @param assertions each thing that had to hold, in the order it was looked at
 * @param excerpt the beginning of the answer, for whoever wants to see for themselves
 */
public record Outcome(
    Verdict verdict,
    String reason,
    Duration took,
    Map<Phase, Duration> phases,
    @Nullable Integer status,
    @Nullable Instant certificateEnds,
    List<Held> assertions,
    @Nullable String excerpt) {
  public Outcome {
    phases = Map.copyOf(phases);
    assertions = List.copyOf(assertions);
  }
}
