package dev.rialto.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwitchTest {
  private static final Instant T = Samples.NOW;

  @Test
  void ten_failures_that_span_an_hour_switch_off() {
    var state = Switch.ON;
    for (int i = 0; i < 9; i++) {
      state = state.failed(T.plus(Duration.ofMinutes(5L * i)));
      assertThat(state.isOff()).isFalse();
    }
    assertThat(state.failed(T.plus(Duration.ofMinutes(60))))
        .isEqualTo(new Switch(10, T, T.plus(Duration.ofMinutes(60))));
  }

  @Test
  void a_short_outage_switches_nothing_off_however_many_messages_it_hits() {
    var state = Switch.ON;
    for (int i = 0; i < 5_000; i++) {
      state = state.failed(T.plusMillis(700L * i));
    }
    assertThat(state.isOff()).isFalse();
    assertThat(state.failed(T.plus(Duration.ofHours(1))).isOff()).isTrue();
  }

  @Test
  void nine_failures_in_a_week_switch_nothing_off_and_off_stays_off_since_it_went_off() {
    var state =
        IntStream.range(0, 9)
            .mapToObj(day -> T.plus(Duration.ofDays(day)))
            .reduce(Switch.ON, Switch::failed, (a, b) -> b);
    assertThat(state.isOff()).isFalse();
    var off = state.failed(T.plus(Duration.ofDays(9)));
    assertThat(off.failed(T.plus(Duration.ofDays(10))).offSince()).isEqualTo(off.offSince());
  }

  @Test
  void it_is_off_exactly_when_both_conditions_held_at_some_failure() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var state = Switch.ON;
      var now = T;
      boolean expected = false;
      for (int n = 1; n <= 25; n++) {
        now = n == 1 ? T : now.plusSeconds(random.nextInt(600));
        state = state.failed(now);
        expected |= n >= 10 && Duration.between(T, now).compareTo(Duration.ofHours(1)) >= 0;
        assertThat(state.isOff()).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }
}
