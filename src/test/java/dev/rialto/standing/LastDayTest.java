package dev.rialto.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last day of a service, held against looking at every second of it. */
class LastDayTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:08:00Z");
  private static final int HISTORIES = 200;

  @Test
  void at_each_second_it_is_as_bad_as_the_worst_of_its_checks() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int n = 0; n < HISTORIES; n++) {
      var spans = new ArrayList<Span>();
      for (int check = 1 + random.nextInt(4); check > 0; check--) {
        spans.addAll(history(random));
      }
      var together = LastDay.together(spans, NOW);
      for (int look = 0; look < 200; look++) {
        var at = NOW.minusSeconds(1 + random.nextInt(90_000));
        assertThat(at(together, at))
            .as("seed %d, %s of %s", seed, at, spans)
            .isEqualTo(worst(spans, at));
      }
      for (int i = 1; i < together.size(); i++) {
        var before = together.get(i - 1);
        var to = before.to();
        assertThat(to).as("seed %d", seed).isNotNull().isBeforeOrEqualTo(together.get(i).from());
        if (together.get(i).from().equals(to)) {
          assertThat(together.get(i).state()).as("seed %d", seed).isNotEqualTo(before.state());
        }
      }
    }
  }

  @Test
  void half_hours_stand_on_the_clock_and_begin_with_the_first_check() {
    var begun = NOW.minus(Duration.ofHours(3));
    var day =
        LastDay.of(
            "payments",
            List.of(
                new Span(begun, NOW.minusSeconds(180), State.UP, ""),
                new Span(NOW.minusSeconds(180), null, State.DOWN, "no answer"),
                new Span(begun, null, State.UP, "")),
            NOW);
    assertThat(day.worst()).hasSize(48);
    assertThat(day.worst().subList(0, 41)).containsOnlyNulls();
    assertThat(day.worst().subList(41, 47)).containsOnly(State.UP);
    assertThat(day.worst().get(47)).isEqualTo(State.DOWN);
    assertThat(day.uptime().said()).isEqualTo("98.33 %");
    var bars = day.bars(ZoneOffset.UTC);
    assertThat(bars.label()).isEqualTo("payments, last 24 hours: 98.33 %");
    assertThat(bars.ups()).isEqualTo("M41 13H47");
    assertThat(bars.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.title()).isEqualTo("14:00: down");
              assertThat(run.path()).isEqualTo("M47 13H48");
              assertThat(bars.shapes(run)).singleElement().extracting("state").isEqualTo("down");
            });
  }

  @Test
  void a_day_that_was_up_is_one_path() {
    var day =
        LastDay.of(
            "search", List.of(new Span(NOW.minus(Duration.ofDays(9)), null, State.UP, "")), NOW);
    assertThat(day.bars(ZoneOffset.UTC).ups()).isEqualTo("M0 13H48");
    assertThat(day.bars(ZoneOffset.UTC).runs()).isEmpty();
    assertThat(day.uptime().said()).isEqualTo("100 %");
  }

  @Test
  void what_nothing_watches_has_no_day() {
    assertThat(LastDay.of("mail", List.of(), NOW).isWatched()).isFalse();
  }

  /** One check: state after state, perhaps begun late, the last one open. */
  private static List<Span> history(Random random) {
    var spans = new ArrayList<Span>();
    var from = NOW.minusSeconds(1 + random.nextInt(100_000));
    while (true) {
      var state = State.values()[random.nextInt(State.values().length)];
      var to = from.plusSeconds(1 + random.nextInt(20_000));
      if (!to.isBefore(NOW)) {
        spans.add(new Span(from, null, state, ""));
        return spans;
      }
      spans.add(new Span(from, to, state, ""));
      from = to;
    }
  }

  private static @Nullable State at(List<Span> spans, Instant at) {
    return spans.stream()
        .filter(span -> covers(span, at))
        .map(Span::state)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable State worst(List<Span> spans, Instant at) {
    return Arrays.stream(
            new State[] {State.DOWN, State.DEGRADED, State.UNKNOWN, State.MAINTENANCE, State.UP})
        .filter(state -> spans.stream().anyMatch(s -> s.state() == state && covers(s, at)))
        .findFirst()
        .orElse(null);
  }

  private static boolean covers(Span span, Instant at) {
    var to = span.to();
    return !span.from().isAfter(at) && (to == null || to.isAfter(at));
  }
}
