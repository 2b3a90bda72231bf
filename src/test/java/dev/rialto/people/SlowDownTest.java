package dev.rialto.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.people.SlowDown.Admitted;
import dev.rialto.people.SlowDown.Lane;
import dev.rialto.people.SlowDown.Pace;
import dev.rialto.people.SlowDown.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever guesses is slowed down; whoever comes back is not kept out. */
class SlowDownTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:00:00Z");
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static SlowDown stranger(int account, int network, Instant lastFailedAt) {
    return new SlowDown(
        Map.of(
            Lane.ACCOUNT,
            new Pace(account, lastFailedAt),
            Lane.NETWORK,
            new Pace(network, lastFailedAt)));
  }

  @Test
  void the_first_five_tries_at_an_account_are_free_and_counted_down() {
    for (int failures = 0; failures < 5; failures++) {
      assertThat(stranger(failures, failures, NOW).at(NOW)).isEqualTo(new Admitted(4 - failures));
    }
    assertThat(stranger(5, 5, NOW).at(NOW)).isEqualTo(new Wait(NOW.plusSeconds(2)));
  }

  @Test
  void more_failures_never_wait_less_and_no_wait_is_longer_than_promised() {
    for (var lane : Lane.values()) {
      var before = Duration.ZERO;
      for (int failures = 0; failures < 200; failures++) {
        var wait = lane.wait(failures);
        assertThat(wait).as("%s after %d", lane, failures).isGreaterThanOrEqualTo(before);
        assertThat(wait).isLessThanOrEqualTo(lane.longestWait);
        before = wait;
      }
      assertThat(before).isEqualTo(lane.longestWait);
    }
  }

  @Test
  void after_the_longest_wait_everybody_is_let_in_again() {
    for (int i = 0; i < 1_000; i++) {
      var lanes = new EnumMap<Lane, Pace>(Lane.class);
      for (var lane : Lane.values()) {
        if (random.nextBoolean()) lanes.put(lane, new Pace(random.nextInt(1_000_000), NOW));
      }
      var longest = lanes.keySet().stream().map(l -> l.longestWait).max(Duration::compareTo);
      var later = NOW.plus(longest.orElse(Duration.ZERO));
      assertThat(new SlowDown(lanes).at(later))
          .as("seed %d: %s", seed, lanes)
          .isInstanceOf(Admitted.class);
    }
  }

  @Test
  void a_known_device_looks_at_its_own_lane_only() {
    var known = new SlowDown(Map.of(Lane.KNOWN_DEVICE, Pace.NONE));
    assertThat(stranger(1_000, 1_000, NOW).at(NOW)).isInstanceOf(Wait.class);
    assertThat(known.at(NOW)).isEqualTo(new Admitted(9));
  }

  @Test
  void somebody_who_guesses_as_fast_as_allowed_gets_few_tries_a_day() {
    var at = NOW;
    var slowDown = stranger(0, 0, Instant.EPOCH);
    int tries = 0;
    while (at.isBefore(NOW.plus(Duration.ofDays(1)))) {
      switch (slowDown.at(at)) {
        case Admitted ignored -> {
          tries++;
          slowDown = slowDown.failedAt(at);
        }
        case Wait wait -> at = wait.until();
      }
    }
    assertThat(tries).isBetween(50, 120);
  }

  @Test
  void failures_long_ago_are_forgotten() {
    var forgotten = stranger(5_000, 5_000, NOW.minus(Duration.ofHours(24)));
    assertThat(forgotten.at(NOW)).isEqualTo(new Admitted(4));
    assertThat(forgotten.failedAt(NOW).paces().get(Lane.ACCOUNT)).isEqualTo(new Pace(1, NOW));
  }
}
