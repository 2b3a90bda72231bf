package dev.rialto.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target that hangs takes its own places and nobody else's. */
class GateTest {
  private static final long SHORT = Duration.ofMillis(20).toNanos();

  @Test
  void a_full_target_is_refused_in_time_and_others_are_not() throws Exception {
    var gate = new Gate(10, 2);
    try (var one = gate.enter(List.of("slow:80"), SHORT);
        var two = gate.enter(List.of("slow:80"), SHORT)) {
      assertThat(one).isNotNull();
      assertThat(two).isNotNull();
      long from = System.nanoTime();
      assertThat(gate.enter(List.of("slow:80"), SHORT)).isNull();
      assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(SHORT);
      try (var other = gate.enter(List.of("quick:80"), SHORT)) {
        assertThat(other).isNotNull();
      }
    }
    try (var again = gate.enter(List.of("slow:80"), SHORT)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void who_waits_for_one_target_gives_back_the_other() throws Exception {
    var gate = new Gate(10, 1);
    try (var held = gate.enter(List.of("b:80"), SHORT)) {
      assertThat(held).isNotNull();
      assertThat(gate.enter(List.of("a:80", "b:80"), SHORT)).isNull();
      try (var free = gate.enter(List.of("a:80"), SHORT)) {
        assertThat(free).isNotNull();
      }
    }
  }

  @Test
  void in_all_there_are_only_so_many() throws Exception {
    var gate = new Gate(1, 10);
    try (var held = gate.enter(List.of("a:80"), SHORT)) {
      assertThat(held).isNotNull();
      assertThat(gate.enter(List.of("b:80"), SHORT)).isNull();
    }
  }
}
