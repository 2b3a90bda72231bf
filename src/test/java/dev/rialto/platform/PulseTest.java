package dev.rialto.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two clocks are apart only by what the way between them cannot explain. */
class PulseTest {
  private static final Instant BEFORE = Instant.parse("2026-11-17T14:00:00Z");
  private static final Instant AFTER = BEFORE.plusMillis(40);

  @Test
  void an_answer_within_the_round_trip_is_no_difference() {
    assertThat(Database.apart(BEFORE, BEFORE, AFTER)).isZero();
    assertThat(Database.apart(BEFORE, BEFORE.plusMillis(20), AFTER)).isZero();
    assertThat(Database.apart(BEFORE, AFTER, AFTER)).isZero();
  }

  @Test
  void ahead_is_positive_and_behind_is_negative() {
    assertThat(Database.apart(BEFORE, BEFORE.minusSeconds(3), AFTER))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(Database.apart(BEFORE, AFTER.plusSeconds(3), AFTER))
        .isEqualTo(Duration.ofSeconds(-3));
  }
}
