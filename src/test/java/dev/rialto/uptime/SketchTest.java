package dev.rialto.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles of merged hours are those of all tries together, within 2 %. */
class SketchTest {
  @Test
  void merged_or_not_every_percentile_is_within_two_per_cent() {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      int n = 1 + random.nextInt(3_000);
      var all = new double[n];
      var hours = new Sketch[1 + random.nextInt(10)];
      Arrays.setAll(hours, i -> new Sketch());
      for (int i = 0; i < n; i++) {
        all[i] = Math.max(1, Math.floor(Math.exp(random.nextGaussian() * 2 + 10)));
        hours[random.nextInt(hours.length)].add(Duration.ofNanos((long) all[i] * 1_000));
      }
      var merged = new Sketch();
      for (var hour : hours) {
        merged.merge(Sketch.of(hour.bytes()));
      }
      Arrays.sort(all);
      assertThat(merged.count()).isEqualTo(n);
      for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
        double exact = all[(int) Math.ceil(share * n) - 1];
        assertThat(merged.quantile(share).toNanos() / 1e3)
            .as("seed %d, share %s", seed, share)
            .isCloseTo(exact, within(exact * 0.02 + 0.5));
      }
    }
  }

  @Test
  void nothing_measured_is_nothing() {
    assertThat(new Sketch().quantile(0.5)).isEqualTo(Duration.ZERO);
    assertThat(Sketch.of(new byte[0]).count()).isZero();
  }
}
