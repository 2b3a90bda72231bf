package dev.rialto.oncall;

import static dev.rialto.oncall.RotationTest.berlin;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Overrides, gaps and the past that stays as it was. */
class ScheduleTest {
  private static final long ADA = 1;
  private static final long GRACE = 2;
  private static final long NOOR = 3;
  private static final Rotation WEEKLY =
      Rotation.weekly(
          ZoneId.of("Europe/Berlin"),
          LocalTime.of(9, 0),
          WEDNESDAY,
          LocalDate.parse("2026-11-18"),
          List.of(ADA, GRACE));
  private static final Instant FROM = berlin("2026-11-18T09:00");
  private static final Instant TO = berlin("2026-12-02T09:00");

  @Test
  void an_override_wins_over_the_rotation_and_gives_the_turn_back() {
    var schedule =
        schedule(override(7, "2026-11-19T18:00", "2026-11-19T22:00", NOOR, null), Map.of());
    assertThat(schedule.shifts(FROM, TO))
        .containsExactly(
            new Shift(FROM, berlin("2026-11-19T18:00"), ADA, null, null),
            new Shift(berlin("2026-11-19T18:00"), berlin("2026-11-19T22:00"), NOOR, 7L, null),
            new Shift(berlin("2026-11-19T22:00"), berlin("2026-11-25T09:00"), ADA, null, null),
            new Shift(berlin("2026-11-25T09:00"), TO, GRACE, null, null));
    assertThat(schedule.rotationAlone(FROM, TO)).hasSize(2);
  }

  @Test
  void an_override_for_one_person_leaves_the_others_their_turns() {
    var schedule =
        schedule(override(7, "2026-11-20T00:00", "2026-11-30T00:00", NOOR, ADA), Map.of());
    assertThat(schedule.at(berlin("2026-11-24T12:00"))).isEqualTo(OptionalLong.of(NOOR));
    assertThat(schedule.at(berlin("2026-11-26T12:00"))).isEqualTo(OptionalLong.of(GRACE));
  }

  @Test
  void the_later_of_two_overrides_wins() {
    var schedule =
        schedule(override(7, "2026-11-20T00:00", "2026-11-22T00:00", NOOR, null), Map.of())
            .with(override(8, "2026-11-20T12:00", "2026-11-20T13:00", GRACE, null));
    assertThat(schedule.at(berlin("2026-11-20T12:30"))).isEqualTo(OptionalLong.of(GRACE));
    assertThat(schedule.at(berlin("2026-11-20T13:00"))).isEqualTo(OptionalLong.of(NOOR));
  }

  @Test
  void who_has_left_leaves_a_gap_with_their_name_and_moves_nobody_elses_dates() {
    var left = berlin("2026-11-22T12:00");
    var schedule = new Schedule(List.of(version(WEEKLY)), List.of(), Map.of(ADA, left));
    assertThat(schedule.shifts(FROM, TO))
        .containsExactly(
            new Shift(FROM, left, ADA, null, null),
            new Shift(left, berlin("2026-11-25T09:00"), null, null, ADA),
            new Shift(berlin("2026-11-25T09:00"), TO, GRACE, null, null));
    var coverage = Coverage.of(schedule.shifts(FROM, TO));
    assertThat(coverage.covered()).isEqualTo(Duration.ofHours(336 - 69));
    assertThat(coverage.percent()).isEqualTo(79.4);
  }

  @Test
  void a_gap_is_filled_by_whoever_takes_it() {
    var schedule =
        new Schedule(List.of(version(WEEKLY)), List.of(), Map.of(ADA, FROM))
            .with(override(9, "2026-11-18T09:00", "2026-11-25T09:00", NOOR, ADA));
    assertThat(Coverage.of(schedule.shifts(FROM, TO)).isComplete()).isTrue();
  }

  @Test
  void an_override_by_somebody_who_has_left_is_void() {
    var schedule =
        schedule(
            override(7, "2026-11-19T00:00", "2026-11-20T00:00", NOOR, null), Map.of(NOOR, FROM));
    assertThat(schedule.at(berlin("2026-11-19T12:00"))).isEqualTo(OptionalLong.of(ADA));
  }

  @Test
  void a_changed_rotation_leaves_the_past_as_it_was() {
    var before = schedule(null, Map.of());
    var change = berlin("2026-11-27T15:00");
    var after = before.with(new Schedule.Version(change, WEEKLY.order(List.of(NOOR))));
    assertThat(after.shifts(FROM, change)).isEqualTo(before.shifts(FROM, change));
    assertThat(after.at(change)).isEqualTo(OptionalLong.of(NOOR));
  }

  @Test
  void a_new_version_drops_what_was_planned_for_later_and_nothing_else() {
    var planned = new Schedule.Version(berlin("2027-01-06T09:00"), WEEKLY.order(List.of(GRACE)));
    var now = new Schedule.Version(berlin("2026-12-01T00:00"), WEEKLY.order(List.of(NOOR)));
    assertThat(schedule(null, Map.of()).with(planned).with(now).versions())
        .containsExactly(version(WEEKLY), now);
  }

  @Test
  void without_a_rotation_nobody_is_on_call_and_the_gap_says_so() {
    var empty = new Schedule(List.of(), List.of(), Map.of());
    assertThat(empty.at(FROM)).isEmpty();
    assertThat(empty.shifts(FROM, TO)).containsExactly(new Shift(FROM, TO, null, null, null));
    assertThat(Coverage.of(empty.shifts(FROM, TO)).percent()).isZero();
  }

  @Test
  void one_person_alone_has_one_long_shift() {
    var alone = new Schedule(List.of(version(WEEKLY.order(List.of(ADA)))), List.of(), Map.of());
    assertThat(alone.shifts(FROM, TO)).containsExactly(new Shift(FROM, TO, ADA, null, null));
  }

  @Test
  void a_gap_of_one_second_is_never_a_hundred_percent() {
    var schedule =
        new Schedule(List.of(version(WEEKLY)), List.of(), Map.of(GRACE, TO.minusSeconds(1)));
    assertThat(Coverage.of(schedule.shifts(FROM, TO)).percent()).isEqualTo(99.9);
  }

  private static Schedule schedule(@Nullable ShiftOverride override, Map<Long, Instant> gone) {
    return new Schedule(
        List.of(version(WEEKLY)), override == null ? List.of() : List.of(override), gone);
  }

  private static Schedule.Version version(Rotation rotation) {
    return new Schedule.Version(FROM, rotation);
  }

  private static ShiftOverride override(
      long id, String from, String to, long person, @Nullable Long replaces) {
    return new ShiftOverride(id, berlin(from), berlin(to), person, replaces);
  }
}
