package dev.rialto.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Uptime is what a model that looks at every single second comes to. */
class UptimeTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
  private static final int HISTORIES = 1_000;
  private static final int SECONDS = 5_000;

  @Test
  void uptime_and_coverage_equal_a_second_by_second_model_on_a_thousand_random_histories() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      var random = new Random(seed);
      var spans = history(random);
      int from = random.nextInt(SECONDS);
      int to = from + random.nextInt(SECONDS - from + 1);
      var uptime = Uptime.of(spans, at(from), at(to));

      var seconds = new int[State.values().length];
      for (int second = from; second < to; second++) {
        seconds[stateAt(spans, at(second)).ordinal()]++;
      }
      double answered = seconds[State.UP.ordinal()] + seconds[State.DEGRADED.ordinal()];
      double known = answered + seconds[State.DOWN.ordinal()];
      double counts = to - from - seconds[State.MAINTENANCE.ordinal()];
      for (var state : State.values()) {
        assertThat(uptime.in(state))
            .as("seed %d, %s", seed, state)
            .isEqualTo(Duration.ofSeconds(seconds[state.ordinal()]));
      }
      double coverage = counts == 0 ? 0 : known / counts;
      assertThat(uptime.coverage()).as("seed %d", seed).isCloseTo(coverage, within(1e-12));
      if (known == 0 || coverage < 0.9) {
        assertThat(uptime.ratio()).as("seed %d", seed).isEmpty();
      } else {
        assertThat(uptime.ratio().orElseThrow())
            .as("seed %d", seed)
            .isCloseTo(answered / known, within(1e-12));
      }
    }
  }

  @Test
  void a_hundred_per_cent_is_said_only_of_a_hundred_per_cent() {
    assertThat(Uptime.percent(1)).isEqualTo("100 %");
    assertThat(Uptime.percent(0.99999)).isEqualTo("99.99 %");
    assertThat(Uptime.percent(0.5)).isEqualTo("50.00 %");
  }

  private static List<Span> history(Random random) {
    var spans = new ArrayList<Span>();
    int second = random.nextInt(100);
    while (second < SECONDS) {
      int lasts = 1 + random.nextInt(600);
      var state = State.values()[random.nextInt(State.values().length)];
      boolean open = second + lasts >= SECONDS;
      spans.add(new Span(at(second), open ? null : at(second + lasts), state, ""));
      // Now and then nobody wrote anything at all.
      second += lasts + (random.nextInt(5) == 0 ? random.nextInt(200) : 0);
    }
    return spans;
  }

  private static State stateAt(List<Span> spans, Instant moment) {
    for (var span : spans) {
      if (!span.from().isAfter(moment) && (span.to() == null || span.to().isAfter(moment))) {
        return span.state();
      }
    }
    return State.UNKNOWN;
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
