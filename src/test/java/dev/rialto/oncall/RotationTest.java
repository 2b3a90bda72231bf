package dev.rialto.oncall;

import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-overs by the wall clock, on the days when the wall clock itself moves. */
class RotationTest {
  private static final long ADA = 1;
  private static final long GRACE = 2;
  private static final long NOOR = 3;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void ada_hands_over_to_grace_on_wednesday_at_nine_by_the_wall_clock() {
    var rotation = weekly("2026-11-18", ADA, GRACE, NOOR);
    assertThat(rotation.turnOf(berlin("2026-11-18T09:00"))).isEqualTo(ADA);
    assertThat(rotation.turnOf(berlin("2026-11-25T08:59:59"))).isEqualTo(ADA);
    assertThat(rotation.turnOf(berlin("2026-11-25T09:00"))).isEqualTo(GRACE);
    assertThat(rotation.turnOf(berlin("2026-12-09T08:59:59"))).isEqualTo(NOOR);
    assertThat(rotation.turnOf(berlin("2026-12-09T09:00"))).isEqualTo(ADA);
  }

  @Test
  void nine_stays_nine_when_the_clocks_change() {
    var rotation = weekly("2026-10-21", ADA, GRACE);
    assertThat(rotation.handovers(berlin("2026-10-22T00:00"), berlin("2026-11-05T00:00")))
        .containsExactly(
            Instant.parse("2026-10-28T08:00:00Z"), Instant.parse("2026-11-04T08:00:00Z"));
    assertThat(rotation.begins()).isEqualTo(Instant.parse("2026-10-21T07:00:00Z"));
  }

  @Test
  void a_first_day_that_is_no_wednesday_waits_for_the_next_one() {
    assertThat(weekly("2026-11-19", ADA).begins()).isEqualTo(berlin("2026-11-25T09:00"));
    assertThat(weekly("2026-11-19", ADA).turnOf(berlin("2026-11-25T08:59:59"))).isNull();
  }

  @Test
  void turns_can_last_two_weeks() {
    var rotation = weekly("2026-11-18", ADA, GRACE).every(2);
    assertThat(rotation.turnOf(berlin("2026-12-02T08:59:59"))).isEqualTo(ADA);
    assertThat(rotation.turnOf(berlin("2026-12-02T09:00"))).isEqualTo(GRACE);
  }

  /** Spring: the skipped time is the instant of the jump. Autumn: the first of the two. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,       2026-03-29T02:30, 2026-03-29T01:00:00Z",
    "Europe/Berlin,       2026-03-29T02:00, 2026-03-29T01:00:00Z",
    "Europe/Berlin,       2026-03-29T03:00, 2026-03-29T01:00:00Z",
    "Europe/Berlin,       2026-03-29T01:59, 2026-03-29T00:59:00Z",
    "Europe/Berlin,       2026-10-25T02:30, 2026-10-25T00:30:00Z",
    "Europe/Berlin,       2026-10-25T03:00, 2026-10-25T02:00:00Z",
    "America/New_York,    2026-03-08T02:30, 2026-03-08T07:00:00Z",
    "America/New_York,    2026-11-01T01:30, 2026-11-01T05:30:00Z",
    "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 2026-04-05T01:45, 2026-04-04T14:45:00Z",
    "Africa/Casablanca,   2026-02-15T02:30, 2026-02-15T01:30:00Z",
    "Africa/Casablanca,   2026-03-22T02:30, 2026-03-22T02:00:00Z",
    "Pacific/Apia,        2011-12-30T12:00, 2011-12-30T10:00:00Z"
  })
  void a_handover_is_the_first_instant_at_which_the_wall_clock_shows_it(
      String zone, String wall, String instant) {
    assertThat(Rotation.firstTime(LocalDateTime.parse(wall), ZoneId.of(zone)))
        .isEqualTo(Instant.parse(instant));
  }

  @Test
  void on_the_spring_night_the_turn_still_lasts_until_the_next_days_handover() {
    var rotation =
        Rotation.daily(
            BERLIN, LocalTime.of(2, 30), LocalDate.parse("2026-03-27"), List.of(ADA, GRACE));
    var nights = rotation.handovers(berlin("2026-03-28T00:00"), berlin("2026-03-31T00:00"));
    assertThat(nights)
        .containsExactly(
            berlin("2026-03-28T02:30"), berlin("2026-03-29T03:00"), berlin("2026-03-30T02:30"));
    assertThat(rotation.turnOf(nights.get(1).minusSeconds(1))).isEqualTo(GRACE);
    assertThat(rotation.turnOf(nights.get(1))).isEqualTo(ADA);
  }

  @Test
  void a_day_the_calendar_skips_has_no_turn_of_its_own() {
    var apia = ZoneId.of("Pacific/Apia");
    var rotation =
        Rotation.daily(
            apia, LocalTime.MIDNIGHT, LocalDate.parse("2011-12-28"), List.of(ADA, GRACE, NOOR));
    var jump = Instant.parse("2011-12-30T10:00:00Z");
    assertThat(rotation.turnOf(jump.minusSeconds(1))).isEqualTo(GRACE);
    assertThat(rotation.turnOf(jump)).isEqualTo(ADA);
  }

  private static Rotation weekly(String firstDay, Long... order) {
    DayOfWeek handover = WEDNESDAY;
    return Rotation.weekly(
        BERLIN, LocalTime.of(9, 0), handover, LocalDate.parse(firstDay), List.of(order));
  }

  static Instant berlin(String wall) {
    return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
  }
}
