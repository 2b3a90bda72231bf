package dev.rialto.uptime;

import dev.rialto.probes.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try of one check as it is kept: the sample that time-keeping reads, and how long it took.
 *
 * @param late how long after its slot it began
 */
public record Result(
    Watched watched,
    Sample sample,
    @Nullable Duration took,
    Map<Phase, Duration> phases,
    @Nullable Integer status,
    @Nullable Instant certificateEnds,
    Duration late) {

  public Result(Watched watched, Sample sample) {
    this(watched, sample, null, Map.of(), null, null, Duration.ZERO);
  }

  @Nullable Integer micros(Phase phase) {
    return micros(phases.get(phase));
  }

  static @Nullable Integer micros(@Nullable Duration duration) {
    return duration == null
        ? null
        : (int) Math.min(Integer.MAX_VALUE, Math.max(0, duration.toNanos() / 1_000));
  }
}
