package dev.rialto.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @Test
  void every_time_is_read_as_the_jdk_reads_it() {
    long seed = System.nanoTime();
    System.out.println("TimestampsTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var time =
          Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
      var cut = time.truncatedTo(random.nextBoolean() ? ChronoUnit.MILLIS : ChronoUnit.NANOS);
      var zone = ZoneOffset.ofHoursMinutes(random.nextInt(14), 30);
      var expected = cut.truncatedTo(ChronoUnit.MICROS);
      assertThat(Timestamps.parse(cut.toString())).as("seed %s", seed).isEqualTo(expected);
      assertThat(Timestamps.parse(OffsetDateTime.ofInstant(cut, zone).toString()))
          .as("seed %s", seed)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T14:60:00Z",
        "2026-11-20 14:05:00",
        "1512-11-20T14:05:00Z",
        "+99999-11-20T14:05:00Z",
        "now"
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
