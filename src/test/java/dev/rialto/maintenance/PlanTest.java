package dev.rialto.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Planned work begins and ends at its local times, once and again, over changes of clocks. */
class PlanTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Test
  void once_is_once() {
    var plan = plan("2026-11-24T22:00", Duration.ofHours(2), "");
    assertThat(plan.covering(Instant.parse("2026-11-24T20:59:59Z"))).isNull();
    assertThat(plan.covering(Instant.parse("2026-11-24T21:00:00Z"))).isNotNull();
    assertThat(plan.covering(Instant.parse("2026-11-24T23:00:00Z"))).isNull();
    assertThat(plan.boundaryAfter(Instant.parse("2026-11-01T00:00:00Z")))
        .isEqualTo("2026-11-24T21:00:00Z");
    assertThat(plan.boundaryAfter(Instant.parse("2026-11-24T21:00:00Z")))
        .isEqualTo("2026-11-24T23:00:00Z");
    assertThat(plan.boundaryAfter(Instant.parse("2026-11-24T23:00:00Z"))).isNull();
  }

  @Test
  void every_tuesday_night_stays_at_ten_when_clocks_change() {
    var plan = plan("2026-10-06T22:00", Duration.ofHours(1), "FREQ=WEEKLY;BYDAY=TU");
    var next = plan.from(Instant.parse("2026-10-19T00:00:00Z"), 2);
    assertThat(next.get(0).from()).isEqualTo("2026-10-20T20:00:00Z");
    assertThat(next.get(1).from()).isEqualTo("2026-10-27T21:00:00Z");
  }

  @Test
  void a_local_time_that_does_not_exist_is_the_next_one_that_does() {
    // On 28 March 2027 Rome has no 02:30.
    var plan = plan("2027-03-27T02:30", Duration.ofMinutes(30), "FREQ=DAILY;COUNT=3");
    var all = plan.from(Instant.parse("2027-03-01T00:00:00Z"), 5);
    assertThat(all).hasSize(3);
    assertThat(all.get(1).from()).isEqualTo("2027-03-28T01:30:00Z");
    assertThat(all.get(2).from()).isEqualTo("2027-03-29T00:30:00Z");
  }

  @Test
  void boundaries_follow_each_other_without_end_and_agree_with_what_they_cover() {
    var plan = plan("2026-11-17T10:00", Duration.ofMinutes(45), "FREQ=HOURLY;INTERVAL=5");
    var at = Instant.parse("2026-11-17T00:00:00Z");
    boolean under = false;
    for (int i = 0; i < 200; i++) {
      var next = plan.boundaryAfter(at);
      assertThat(next).isNotNull().isAfter(at);
      at = Objects.requireNonNull(next);
      under = !under;
      assertThat(plan.covering(at) != null).isEqualTo(under);
    }
  }

  @Test
  void a_rule_that_is_none_is_told_before_it_is_kept() {
    var starts = LocalDateTime.parse("2026-11-24T22:00");
    assertThat(Plan.wrong("FREQ=WEEKLY;BYDAY=TU", starts)).isEmpty();
    assertThat(Plan.wrong("", starts)).isEmpty();
    assertThat(Plan.wrong("every tuesday", starts)).isPresent();
    assertThat(Plan.wrong("FREQ=SECONDLY", starts)).isPresent();
    assertThat(Plan.wrong("FREQ=WEEKLY;UNTIL=20271231T000000Z", starts)).isPresent();
  }

  private static Plan plan(String starts, Duration lasts, String rrule) {
    return new Plan(LocalDateTime.parse(starts), ROME, lasts, rrule);
  }
}
