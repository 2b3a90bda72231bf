package dev.rialto.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parts of a recovery are the whole of it. */
class RecoveryTest {
  private static final Instant BEGAN = Instant.parse("2026-11-17T14:05:00Z");

  @Test
  void deployed_noticed_taken_and_restored_make_three_parts() {
    var parts =
        new Recovery(at(-3), "payments 2.41.0", BEGAN, BEGAN, at(1), "Ada", at(14), false)
            .parts(at(20), ZoneOffset.UTC);
    assertThat(parts)
        .extracting(p -> p.said() + " " + p.words() + ", " + p.faint())
        .containsExactly(
            "3 min until noticed, payments 2.41.0 14:02 → 14:05",
            "1 min until taken, 14:06 Ada",
            "13 min until restored, 14:06 → 14:19");
  }

  @Test
  void whatever_the_moments_the_parts_add_up_to_the_whole() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 5_000; run++) {
      var noticed = at(random.nextInt(30));
      var restored = random.nextBoolean() ? at(30 + random.nextInt(60)) : null;
      var now = at(120);
      var recovery =
          new Recovery(
              random.nextBoolean() ? at(random.nextInt(90) - 60) : null,
              "it",
              BEGAN,
              noticed,
              random.nextBoolean() ? at(random.nextInt(30)) : null,
              null,
              restored,
              false);
      var parts = recovery.parts(now, ZoneOffset.UTC);
      var sum = parts.stream().map(Recovery.Part::lasts).reduce(Duration.ZERO, Duration::plus);
      boolean over = parts.stream().noneMatch(Recovery.Part::running);
      var end = over && restored != null ? restored : now;
      assertThat(sum)
          .as("seed %d run %d", seed, run)
          .isEqualTo(Duration.between(recovery.start(), end));
      assertThat(parts).allMatch(p -> !p.lasts().isNegative() && p.share() >= 1 && p.share() <= 20);
    }
  }

  private static Instant at(int minute) {
    return BEGAN.plus(Duration.ofMinutes(minute));
  }
}
