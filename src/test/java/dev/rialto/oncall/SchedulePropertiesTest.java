package dev.rialto.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every schedule in every zone; each failure names the seed that repeats it. */
class SchedulePropertiesTest {
  private static final int SCHEDULES = 300;
  private static final int SECONDS_SAMPLED = 60;
  private static final int ZONES_WALKED = 40;
  private static final List<String> MOVING_CLOCKS =
      List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca");

  private final long seed = Long.getLong("rialto.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void shifts_partition_the_interval_and_agree_with_at() {
    for (int i = 0; i < SCHEDULES; i++) {
      var from = randomInstant();
      var schedule = randomSchedule(randomZone(), from);
      var to = from.plusSeconds(1 + random.nextLong(40 * 86_400));
      var shifts = schedule.shifts(from, to);
      var what = "seed %d, round %d, %s".formatted(seed, i, schedule);
      assertThat(shifts.getFirst().from()).as(what).isEqualTo(from);
      assertThat(shifts.getLast().to()).as(what).isEqualTo(to);
      for (int n = 0; n < shifts.size(); n++) {
        var shift = shifts.get(n);
        assertThat(shift.from()).as(what).isBefore(shift.to());
        if (n > 0) assertThat(shift.from()).as(what).isEqualTo(shifts.get(n - 1).to());
        agrees(schedule, shift, shift.from(), what);
        agrees(schedule, shift, shift.to().minusNanos(1), what);
      }
      for (int n = 0; n < SECONDS_SAMPLED; n++) {
        var at = from.plusSeconds(random.nextLong(Duration.between(from, to).toSeconds() + 1));
        shifts.stream().filter(s -> s.covers(at)).forEach(s -> agrees(schedule, s, at, what));
      }
    }
  }

  @Test
  void a_part_of_an_interval_has_the_shifts_of_the_whole() {
    for (int i = 0; i < SCHEDULES; i++) {
      var from = randomInstant();
      var schedule = randomSchedule(randomZone(), from);
      var middle = from.plusSeconds(1 + random.nextLong(20 * 86_400));
      var to = middle.plusSeconds(1 + random.nextLong(20 * 86_400));
      var whole = schedule.shifts(from, to);
      var clipped =
          whole.stream()
              .filter(s -> s.to().isAfter(middle))
              .map(s -> s.from().isBefore(middle) ? startingAt(middle, s) : s)
              .toList();
      assertThat(schedule.shifts(middle, to)).as("seed %d, round %d", seed, i).isEqualTo(clipped);
    }
  }

  @Test
  void changing_a_rotation_never_rewrites_the_past() {
    for (int i = 0; i < SCHEDULES; i++) {
      var from = randomInstant();
      var schedule = randomSchedule(randomZone(), from);
      var now = from.plusSeconds(1 + random.nextLong(30 * 86_400));
      var changed = schedule.with(new Schedule.Version(now, randomRotation(randomZone(), from)));
      assertThat(changed.shifts(from, now))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(schedule.shifts(from, now));
    }
  }

  /** The zones whose clocks are known to move, then others drawn from the whole of tzdb. */
  static Stream<String> zones() {
    var all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    var drawn = new Random(LocalDate.EPOCH.toEpochDay() + all.size());
    return Stream.concat(
        MOVING_CLOCKS.stream(),
        Stream.generate(() -> all.get(drawn.nextInt(all.size()))).limit(ZONES_WALKED));
  }

  /**
   * A model that never asks for an offset: it watches the wall clock minute by minute through a
   * change of the clocks and keeps the latest time it has shown. A turn begins when that passes the
   * hand-over.
   */
  @ParameterizedTest
  @MethodSource("zones")
  void watching_the_wall_clock_minute_by_minute_gives_the_same_people(String id) {
    var zone = ZoneId.of(id);
    for (var moves : clockMoves(zone)) {
      var start = moves.minus(6, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
      var rotation = randomRotation(zone, start.minus(40, ChronoUnit.DAYS));
      var schedule =
          new Schedule(List.of(new Schedule.Version(Instant.MIN, rotation)), List.of(), Map.of());
      var latest = LocalDateTime.MIN;
      for (int minute = 0; minute < 12 * 24 * 60; minute++) {
        var at = start.plusSeconds(60L * minute);
        var wall = at.atZone(zone).toLocalDateTime();
        if (wall.isAfter(latest)) latest = wall;
        assertThat(schedule.at(at))
            .as("seed %d, %s, %s, %s", seed, id, at, rotation)
            .isEqualTo(byWallClock(rotation, latest));
      }
    }
  }

  @Test
  void handovers_keep_their_order_in_every_zone_of_the_database() {
    for (var id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
      var zone = ZoneId.of(id);
      var from = randomInstant();
      var rotation =
          Rotation.daily(zone, randomTime(), LocalDate.ofInstant(from, zone), List.of(1L, 2L, 3L));
      var handovers = rotation.handovers(from, from.plus(400, ChronoUnit.DAYS));
      assertThat(handovers).as("seed %d, %s", seed, id).isSorted().hasSizeBetween(398, 401);
      for (var handover : handovers) {
        var before = handover.minusNanos(1);
        if (handover.isAfter(rotation.begins()))
          assertThat(rotation.turnOf(before))
              .as("seed %d, %s, %s", seed, id, handover)
              .isNotEqualTo(rotation.turnOf(handover));
      }
    }
  }

  private static OptionalLong byWallClock(Rotation rotation, LocalDateTime latest) {
    var day = rotation.firstDay();
    var weekday = rotation.weekday();
    if (weekday != null) day = day.with(TemporalAdjusters.nextOrSame(weekday));
    var first = day.atTime(rotation.handover());
    if (latest.isBefore(first)) return OptionalLong.empty();
    long days = ChronoUnit.DAYS.between(first, latest);
    long turn = days / (rotation.every() * (weekday == null ? 1 : 7));
    return OptionalLong.of(rotation.order().get((int) (turn % rotation.order().size())));
  }

  /** Two changes of the clocks at random, or any day where the clocks never change. */
  private List<Instant> clockMoves(ZoneId zone) {
    var moves = new ArrayList<Instant>();
    var at = Instant.parse("2025-06-01T00:00:00Z").plusSeconds(random.nextLong(200_000_000));
    for (int i = 0; i < 2; i++) {
      var next = zone.getRules().nextTransition(at);
      at = next == null ? at.plus(30, ChronoUnit.DAYS) : next.getInstant();
      moves.add(at);
    }
    return moves;
  }

  private static void agrees(Schedule schedule, Shift shift, Instant at, String what) {
    var person = schedule.at(at);
    Long expected = shift.personId();
    assertThat(person.isPresent() ? (Long) person.getAsLong() : null)
        .as("%s at %s", what, at)
        .isEqualTo(expected);
  }

  private static Shift startingAt(Instant from, Shift shift) {
    return new Shift(from, shift.to(), shift.personId(), shift.overrideId(), shift.missing());
  }

  private Schedule randomSchedule(ZoneId zone, Instant around) {
    var versions = new ArrayList<Schedule.Version>();
    for (int i = random.nextInt(4); i > 0; i--)
      versions.add(new Schedule.Version(near(around), randomRotation(zone, around)));
    var overrides = new ArrayList<ShiftOverride>();
    for (int i = random.nextInt(6); i > 0; i--) {
      var from = near(around);
      overrides.add(
          new ShiftOverride(
              i, from, from.plusSeconds(1 + random.nextInt(500_000)), person(), maybePerson()));
    }
    var gone = new HashMap<Long, Instant>();
    if (random.nextInt(3) == 0) gone.put(person(), near(around));
    return new Schedule(versions, overrides, gone);
  }

  private Rotation randomRotation(ZoneId zone, Instant around) {
    var people = LongStream.rangeClosed(1, 1 + random.nextInt(5)).boxed().toList();
    return new Rotation(
        zone,
        randomTime(),
        random.nextBoolean() ? DayOfWeek.of(1 + random.nextInt(7)) : null,
        LocalDate.ofInstant(around, zone).plusDays(random.nextInt(10)),
        1 + random.nextInt(3),
        people);
  }

  private LocalTime randomTime() {
    // Half of them in the hours in which clocks are changed.
    return LocalTime.of(random.nextInt(random.nextBoolean() ? 4 : 24), random.nextInt(60));
  }

  private ZoneId randomZone() {
    var all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    return ZoneId.of(all.get(random.nextInt(all.size())));
  }

  private Instant randomInstant() {
    return Instant.parse("1975-01-01T00:00:00Z").plusSeconds(random.nextLong(3_000_000_000L));
  }

  private Instant near(Instant around) {
    return around.plusSeconds(random.nextLong(-20 * 86_400, 40 * 86_400));
  }

  private long person() {
    return 1L + random.nextInt(5);
  }

  private @Nullable Long maybePerson() {
    return random.nextBoolean() ? Objects.requireNonNull((Long) person()) : null;
  }
}
