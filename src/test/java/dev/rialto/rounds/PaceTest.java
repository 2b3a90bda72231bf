package dev.rialto.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.uptime.Grid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every check at its slot, once, whatever happens to the clock. */
class PaceTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  private final Pace pace = new Pace();
  private Instant wall = START;
  private long nanos = 42;

  @Test
  void each_of_many_is_due_once_an_interval_and_never_early() {
    pace.walk(grids(100), wall);
    var times = new HashMap<Long, Integer>();
    for (int tick = 0; tick < 6_000; tick++) {
      pass(Duration.ofMillis(10));
      for (var slot : pace.due(wall, nanos)) {
        times.merge(slot.checkId(), 1, Integer::sum);
        assertThat(slot.at()).isBeforeOrEqualTo(wall).isAfter(wall.minusMillis(11));
      }
    }
    assertThat(times).hasSize(100);
    assertThat(times.values()).containsOnly(3);
  }

  @Test
  void a_clock_set_forward_runs_no_slots_that_never_were() {
    pace.walk(grids(100), wall);
    pass(Duration.ofSeconds(1));
    pace.due(wall, nanos);
    wall = wall.plus(Duration.ofHours(1));
    pass(Duration.ofMillis(10));
    assertThat(pace.due(wall, nanos)).isEmpty();
    assertThat(dueWithin(INTERVAL)).isEqualTo(100);
  }

  @Test
  void a_clock_set_back_lets_nobody_wait_for_an_hour() {
    pace.walk(grids(100), wall);
    pass(Duration.ofSeconds(1));
    pace.due(wall, nanos);
    wall = wall.minus(Duration.ofHours(1));
    assertThat(dueWithin(INTERVAL)).isEqualTo(100);
  }

  @Test
  void a_machine_that_slept_runs_each_check_once_at_its_newest_slot() {
    pace.walk(grids(10), wall);
    pass(Duration.ofMinutes(5));
    var due = pace.due(wall, nanos);
    assertThat(due).hasSize(10);
    assertThat(due).allMatch(slot -> slot.at().isAfter(wall.minus(INTERVAL)));
  }

  @Test
  void other_checks_keep_their_places_when_one_comes_or_goes() {
    pace.walk(grids(10), wall);
    var first = pace.next();
    pace.walk(grids(11), wall.plusSeconds(1));
    assertThat(pace.next()).isNotNull();
    assertThat(first).isNotNull();
    pace.walk(Map.of(), wall);
    assertThat(pace.next()).isNull();
  }

  @Test
  void after_a_start_everything_is_looked_at_soon_and_evenly() {
    pace.walk(grids(1_000), wall);
    pace.startWithin(Duration.ofSeconds(15), wall);
    var began = new HashMap<Long, Integer>();
    int most = 0;
    for (int tick = 0; tick <= 150; tick++) {
      pass(Duration.ofMillis(100));
      var due = pace.due(wall, nanos);
      most = Math.max(most, due.size());
      due.forEach(slot -> began.merge(slot.checkId(), 1, Integer::sum));
    }
    assertThat(began).hasSize(1_000);
    assertThat(most).isLessThan(30);
    // From then on each is on its grid, an interval apart.
    assertThat(dueWithin(INTERVAL)).isBetween(1_000, 1_010);
  }

  @Test
  void a_check_somebody_waits_for_is_due_now_and_then_at_its_slots() {
    pace.walk(grids(1), wall);
    pace.soon(1, wall);
    assertThat(pace.due(wall, nanos)).hasSize(1);
    assertThat(pace.next()).isEqualTo(Grid.of(1, INTERVAL).after(wall));
  }

  private int dueWithin(Duration time) {
    int due = 0;
    for (long ms = 0; ms <= time.toMillis(); ms += 10) {
      pass(Duration.ofMillis(10));
      due += pace.due(wall, nanos).size();
    }
    return due;
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  private static Map<Long, Grid> grids(int many) {
    var grids = new HashMap<Long, Grid>();
    for (long id = 1; id <= many; id++) {
      grids.put(id, Grid.of(id, INTERVAL));
    }
    return grids;
  }
}
