package dev.rialto.rounds;

import dev.rialto.checks.Checks;
import dev.rialto.probes.Held;
import dev.rialto.probes.Outcome;
import dev.rialto.uptime.Result;
import dev.rialto.uptime.Sample;
import dev.rialto.uptime.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** What one look at a check was, said as time-keeping takes it. Pure. */
record Look(Checks.Due due, Instant slot, boolean secondTry) {
  static final int MOST_EVIDENCE = 3_000;

  Result saw(Outcome outcome, Duration late) {
    var verdict = State.valueOf(outcome.verdict().name());
    return new Result(
        due.check().watched(),
        new Sample(
            slot,
            verdict,
            outcome.reason(),
            due.check().interval(),
            secondTry,
            verdict == State.UP ? null : evidence(outcome)),
        outcome.took(),
        outcome.phases(),
        outcome.status(),
        outcome.certificateEnds(),
        late);
  }

  /** It was not looked at, by our own fault. */
  Result missed(String why, Duration late) {
    return new Result(
        due.check().watched(),
        new Sample(slot, State.UNKNOWN, why, due.check().interval(), secondTry, null),
        null,
        Map.of(),
        null,
        null,
        late);
  }

  private static String evidence(Outcome outcome) {
    var failed =
        outcome.assertions().stream()
            .filter(held -> !held.held())
            .map(Look::said)
            .collect(Collectors.joining("\n"));
    var excerpt = outcome.excerpt() == null ? "" : "\n\n" + outcome.excerpt();
    var all = (failed + excerpt).strip();
    return all.length() <= MOST_EVIDENCE ? all : all.substring(0, MOST_EVIDENCE);
  }

  private static String said(Held held) {
    return "%s: %s; seen: %s".formatted(held.where(), held.what(), held.seen());
  }
}
