package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Problem;
import dev.rialto.probes.Outcome;
import dev.rialto.probes.Probe;
import dev.rialto.probes.Prober;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets a person see what a probe would say before it is kept; nothing is kept of it. */
public final class Tries {
  static final int MOST = 10;
  static final Duration WITHIN = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofSeconds(20);
  static final int MOST_PEOPLE = 10_000;

  private final Prober prober;
  private final InstantSource clock;
  private final Map<String, ArrayDeque<Instant>> made = new LinkedHashMap<>();

  public Tries(Prober prober, InstantSource clock) {
    this.prober = prober;
    this.clock = clock;
  }

  /** What the probe says now. */
  public Outcome make(Caller caller, Probe probe, int timeoutSeconds) {
    admit(caller.label(), clock.instant());
    var timeout = Duration.ofSeconds(Math.clamp(timeoutSeconds, 1, LONGEST.toSeconds()));
    return prober.probe(probe, timeout);
  }

  /** Whoever may try without end could make us bother others without end. */
  private synchronized void admit(String who, Instant now) {
    if (made.size() > MOST_PEOPLE) {
      made.clear();
    }
    var lately = made.computeIfAbsent(who, w -> new ArrayDeque<>());
    lately.removeIf(at -> !at.plus(WITHIN).isAfter(now));
    if (lately.size() >= MOST) {
      throw Problem.tooMany(
          "At most %d tries a minute; save the check and it goes on by itself.".formatted(MOST),
          Duration.between(now, lately.getFirst().plus(WITHIN)));
    }
    lately.add(now);
  }

  /** An outcome as the API gives it. */
  static OutcomeJson json(Outcome outcome) {
    var phases = new LinkedHashMap<String, Double>();
    outcome
        .phases()
        .forEach(
            (phase, took) ->
                phases.put(phase.name().toLowerCase(java.util.Locale.ROOT), millis(took)));
    return new OutcomeJson(
        outcome.verdict().name().toLowerCase(java.util.Locale.ROOT),
        outcome.reason(),
        millis(outcome.took()),
        phases,
        outcome.status(),
        outcome.certificateEnds(),
        outcome.assertions().stream()
            .map(
                held ->
                    new OutcomeJson.Asserted(held.where(), held.what(), held.held(), held.seen()))
            .toList(),
        outcome.excerpt());
  }

  static double millis(Duration took) {
    return took.toNanos() / 1_000 / 1_000.0;
  }

  /** The probe of a body, which may be the whole check or the probe alone. */
  static JsonNode probeIn(JsonNode body) {
    return body.has("probe") ? body.get("probe") : body;
  }
}
