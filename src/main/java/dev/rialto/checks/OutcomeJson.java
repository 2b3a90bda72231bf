package dev.rialto.checks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API promises about one try. */
record OutcomeJson(
    String verdict,
    String reason,
    double tookMs,
    Map<String, Double> phasesMs,
    @Nullable Integer status,
    @Nullable Instant certificateEnds,
    List<Asserted> assertions,
    @Nullable String excerpt) {
  record Asserted(String where, String what, boolean held, String seen) {}
}
