package dev.rialto.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process that chokes on its garbage is seen within a minute; one that only began is not. */
class CollectingTest {
  private static final long BEGAN = 7_000_000_000_000L;

  private final Collecting collecting = new Collecting(at(0), 900);

  private static long at(long millis) {
    return BEGAN + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void one_collection_between_two_quick_looks_is_next_to_nothing() {
    assertThat(collecting.share(at(500), 1_000)).isCloseTo(0.1 / 60, within(1e-9));
    assertThat(collecting.share(at(510), 1_009)).isLessThan(0.002);
    assertThat(collecting.share(at(510), 1_009)).isLessThan(0.002);
  }

  @Test
  void half_of_the_time_is_half_once_it_has_lasted_a_minute() {
    double seen = 0;
    for (int s = 10; s <= 60; s += 10) {
      seen = collecting.share(at(s * 1_000L), 900 + s * 500L);
      assertThat(seen).isCloseTo(s / 120.0, within(1e-9));
    }
    assertThat(seen).isCloseTo(0.5, within(1e-9));
    assertThat(collecting.share(at(70_000), 900 + 35_000)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void what_is_over_is_forgotten_after_a_minute() {
    collecting.share(at(10_000), 6_900);
    for (int s = 20; s <= 70; s += 10) {
      assertThat(collecting.share(at(s * 1_000L), 6_900)).isCloseTo(s < 70 ? 0.1 : 0, within(1e-9));
    }
  }

  @Test
  void looks_that_come_seldom_are_measured_over_the_time_between_them() {
    assertThat(collecting.share(at(300_000), 900 + 30_000)).isCloseTo(0.1, within(1e-9));
    assertThat(collecting.share(at(600_000), 900 + 30_000)).isZero();
  }
}
