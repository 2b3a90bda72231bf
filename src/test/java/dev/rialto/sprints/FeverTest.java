package dev.rialto.sprints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.sprints.Fever.Heat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a buffer is in hand, to be watched, or wants a decision. */
class FeverTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Test
  void the_drawn_example() {
    var fever = new Fever(4, 6, .45);
    assertThat(Math.round(fever.used())).isEqualTo(67);
    assertThat(fever.amberFrom()).isEqualTo(55);
    assertThat(fever.redFrom()).isEqualTo(75);
    assertThat(fever.heat()).isEqualTo(Heat.AMBER);
    assertThat(fever.asksForLever()).isFalse();
  }

  @Test
  void the_lines_move_with_the_days() {
    assertThat(new Fever(1, 10, 0).heat()).isEqualTo(Heat.GREEN);
    assertThat(new Fever(2, 10, 0).heat()).isEqualTo(Heat.AMBER);
    assertThat(new Fever(3.1, 10, 0).heat()).isEqualTo(Heat.RED);
    assertThat(new Fever(7.9, 10, .6).heat()).isEqualTo(Heat.AMBER);
    assertThat(new Fever(8.1, 10, .6).heat()).isEqualTo(Heat.RED);
    assertThat(new Fever(9, 10, .85).heat()).isEqualTo(Heat.GREEN);
    assertThat(new Fever(10.1, 10, 1).heat()).isEqualTo(Heat.RED);
  }

  @Test
  void a_charge_against_no_buffer_has_used_it_up() {
    assertThat(new Fever(0, 0, .5).used()).isZero();
    assertThat(new Fever(.5, 0, .5).heat()).isEqualTo(Heat.RED);
    assertThat(new Fever(.5, 0, .5).asksForLever()).isTrue();
  }

  @Test
  void more_used_is_never_calmer_and_a_later_day_never_hotter() {
    long seed = System.nanoTime();
    var dice = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double buffer = 1 + dice.nextInt(20);
      double used = dice.nextDouble() * buffer * 1.4;
      double elapsed = dice.nextDouble();
      var fever = new Fever(used, buffer, elapsed);
      var hotter = new Fever(used + dice.nextDouble(), buffer, elapsed);
      var later = new Fever(used, buffer, Math.min(1, elapsed + dice.nextDouble() * .3));
      var said = "seed " + seed + ": " + fever;
      assertThat(hotter.heat()).as(said).isGreaterThanOrEqualTo(fever.heat());
      assertThat(later.heat()).as(said).isLessThanOrEqualTo(fever.heat());
      assertThat(fever.redFrom()).as(said).isBetween(fever.amberFrom(), 100.0);
      if (fever.used() <= Math.min(100, fever.days() + 10)) {
        assertThat(fever.heat()).as(said).isEqualTo(Heat.GREEN);
      }
      if (fever.used() > 100) {
        assertThat(fever.heat()).as(said).isEqualTo(Heat.RED);
      }
    }
  }

  @Test
  void a_charge_is_an_estimate_or_hours_or_what_is_usual() {
    assertThat(Charge.of(2.0, 12, .6, 1)).isEqualTo(new Charge(2, "estimate"));
    assertThat(Charge.of(null, 10, .6, 1)).isEqualTo(new Charge(1, "hours"));
    assertThat(Charge.of(null, 10, null, 1)).isEqualTo(new Charge(3, "severity"));
    assertThat(Charge.of(null, 0, .6, 3)).isEqualTo(new Charge(1, "severity"));
    assertThat(Charge.of(null, 0, .6, 5)).isEqualTo(new Charge(.5, "severity"));
    assertThat(Charge.of(0.0, 9, .6, 1)).isEqualTo(new Charge(0, "estimate"));
  }

  @Test
  void days_are_working_days_in_the_teams_zone() {
    var days = new Days(LocalDate.parse("2026-11-11"), LocalDate.parse("2026-11-24"), ROME);
    assertThat(days.working()).isEqualTo(10);
    assertThat(days.says()).isEqualTo("Wed 11 to Tue 24 Nov");
    assertThat(days.elapsed(Instant.parse("2026-11-10T22:59:00Z"))).isZero();
    // Tuesday 17 November, noon in Rome: four days are over and half of the fifth.
    assertThat(days.elapsed(Instant.parse("2026-11-17T11:00:00Z"))).isEqualTo(.45);
    assertThat(days.left(Instant.parse("2026-11-18T11:00:00Z"))).isEqualTo(5);
    // A weekend passes without any of it.
    assertThat(days.elapsed(Instant.parse("2026-11-14T11:00:00Z")))
        .isEqualTo(days.elapsed(Instant.parse("2026-11-15T20:00:00Z")));
    assertThat(days.elapsed(Instant.parse("2026-11-24T23:30:00Z"))).isEqualTo(1);
    assertThat(days.left(Instant.parse("2026-11-24T23:30:00Z"))).isZero();
  }

  @Test
  void a_sprint_of_one_weekend_counts_its_own_days() {
    var days = new Days(LocalDate.parse("2026-11-14"), LocalDate.parse("2026-11-15"), ROME);
    assertThat(days.working()).isEqualTo(2);
    assertThat(days.elapsed(Instant.parse("2026-11-14T23:00:00Z"))).isEqualTo(.5);
  }
}
