package dev.rialto.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** When a job that reports by itself is late, by period and by crontab, over changes of clocks. */
class RhythmTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Test
  void a_period_and_its_grace_run_from_the_last_word() {
    var hourly = Rhythm.every(Duration.ofHours(1), Duration.ofMinutes(10));
    assertThat(hourly.lateAfter(Instant.parse("2026-11-17T14:00:00Z")))
        .isEqualTo("2026-11-17T15:10:00Z");
  }

  @Test
  void a_nightly_job_is_expected_at_its_local_time_before_and_after_clocks_change() {
    var nightly = new Rhythm(null, "30 4 * * *", ROME, Duration.ofMinutes(30));
    assertThat(nightly.lateAfter(Instant.parse("2026-10-23T02:30:05Z")))
        .isEqualTo("2026-10-24T03:00:00Z");
    // In the night to the 25th of October 2026 Rome goes from +2 to +1.
    assertThat(nightly.lateAfter(Instant.parse("2026-10-24T02:30:05Z")))
        .isEqualTo("2026-10-25T04:00:00Z");
  }

  @Test
  void a_schedule_that_is_none_or_never_comes_is_told_before_it_is_kept() {
    assertThat(Rhythm.wrong("30 4 * * 1-5")).isEmpty();
    assertThat(Rhythm.wrong("tomorrow")).isPresent();
    assertThat(Rhythm.wrong("99 4 * * *")).isPresent();
    assertThat(Rhythm.wrong("0 0 30 2 *")).isPresent();
  }
}
