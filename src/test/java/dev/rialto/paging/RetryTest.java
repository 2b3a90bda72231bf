package dev.rialto.paging;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
  @Test
  void the_first_retry_comes_soon_and_the_others_ever_later() {
    var pause = Duration.ZERO;
    for (int failures = 1; failures <= 7; failures++) {
      var next = Retry.PATIENT.after(failures, null).orElseThrow();
      assertThat(next).isGreaterThanOrEqualTo(pause);
      pause = next;
    }
    assertThat(Retry.PATIENT.after(1, null)).contains(ofSeconds(5));
  }

  @Test
  void it_ends() {
    assertThat(Retry.PATIENT.after(8, null)).isEqualTo(Optional.empty());
  }

  @Test
  void a_channel_that_asks_for_time_gets_it_within_reason() {
    assertThat(Retry.PATIENT.after(1, ofMinutes(2))).contains(ofMinutes(2));
    assertThat(Retry.PATIENT.after(1, ofSeconds(1))).contains(ofSeconds(5));
    assertThat(Retry.PATIENT.after(1, ofHours(9))).contains(ofMinutes(15));
  }

  @Test
  void a_failing_channel_has_been_tried_again_before_the_next_takes_over_within_a_minute() {
    var longestSend = ofSeconds(7);
    assertThat(Retry.PATIENT.after(1, null).orElseThrow()).isLessThan(Deliveries.PATIENCE);
    assertThat(longestSend.plus(Deliveries.PATIENCE)).isLessThan(ofSeconds(60));
  }
}
