package dev.rialto.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** Slots stay where they are, and a thousand checks do not all begin at the full minute. */
class GridTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:00:07.123Z");

  @Test
  void slots_are_an_interval_apart_and_a_restart_does_not_move_them() {
    var grid = Grid.of(17, Duration.ofSeconds(20));
    var slot = grid.after(NOW);
    assertThat(slot).isAfter(NOW).isBeforeOrEqualTo(NOW.plusSeconds(20));
    for (int i = 0; i < 1_000; i++) {
      var next = grid.after(slot);
      assertThat(next).isEqualTo(slot.plusSeconds(20));
      assertThat(grid.after(next.minusMillis(1))).isEqualTo(next);
      slot = next;
    }
  }

  @Test
  void a_thousand_checks_are_an_even_load() {
    var seconds = new HashMap<Long, Integer>();
    for (long id = 1; id <= 1_000; id++) {
      var slot = Grid.of(id, Duration.ofSeconds(20)).after(NOW);
      seconds.merge(Duration.between(NOW, slot).toSeconds(), 1, Integer::sum);
    }
    assertThat(seconds.keySet()).hasSize(20);
    assertThat(seconds.values()).allMatch(n -> n >= 45 && n <= 55);
  }
}
