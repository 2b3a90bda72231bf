package dev.rialto.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void seconds_and_dates_are_understood_bounded_and_never_negative() {
    assertThat(Patience.asked("120", Samples.NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(Patience.asked(" 0 ", Samples.NOW)).isEqualTo(Duration.ZERO);
    assertThat(Patience.asked("999999999999999999", Samples.NOW)).isEqualTo(Patience.MOST);
    assertThat(Patience.asked("Fri, 20 Nov 2026 10:05:00 GMT", Samples.NOW))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Patience.asked("Fri, 20 Nov 2020 10:05:00 GMT", Samples.NOW))
        .isEqualTo(Duration.ZERO);
    assertThat(Patience.asked("Fri, 20 Nov 2099 10:05:00 GMT", Samples.NOW))
        .isEqualTo(Patience.MOST);
  }

  @Test
  void nonsense_asks_for_nothing() {
    for (var text : new String[] {"", "soon", "-5", "1.5", "12345678901234567890", "20 Nov"}) {
      assertThat(Patience.asked(text, Samples.NOW)).as(text).isNull();
    }
    assertThat(Patience.asked(null, Samples.NOW)).isNull();
  }
}
