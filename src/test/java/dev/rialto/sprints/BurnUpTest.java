package dev.rialto.sprints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What made the work of a sprint more, and how far it has come. */
class BurnUpTest {
  private static final Instant FIRST = Instant.parse("2026-11-11T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-11-25T00:00:00Z");

  private static Instant day(double day) {
    return FIRST.plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
  }

  private static BurnUp.Work work(String entry, double points, double from, @Nullable Double done) {
    return new BurnUp.Work(entry, points, day(from), null, null, done == null ? null : day(done));
  }

  private static BurnUp at(double day, List<BurnUp.Work> works) {
    return new BurnUp(works, FIRST, LAST, day(day), ZoneId.of("UTC"));
  }

  @Test
  void the_drawn_example_names_its_causes() {
    var burn =
        at(
            6,
            List.of(
                work("committed", 11, 0, 5.0),
                work("committed", 12, 0, null),
                work("scope_add", 1, 3, null),
                work("interrupt", 1, 4, null)));
    assertThat(burn.scope()).isEqualTo("25");
    assertThat(burn.done()).isEqualTo("11");
    assertThat(burn.causes())
        .extracting(BurnUp.Cause::said)
        .containsExactly("23 committed", "1 added", "1 by interrupts");
    assertThat(burn.label())
        .isEqualTo("Burn-up: 11 of 25 points done; 23 committed, 1 added, 1 by interrupts");
    assertThat(burn.firstDay()).isEqualTo("Wed 11");
    assertThat(burn.lastDay()).isEqualTo("Tue 24");
    assertThat(burn.scopeLine()).startsWith("M0.0 5.0").contains("H214.3V2.5", "H285.7V0.0");
  }

  @Test
  void what_is_dropped_leaves_and_what_was_finished_stays() {
    var dropped = new BurnUp.Work("committed", 5, day(0), day(2), "dropped", null);
    var done = new BurnUp.Work("committed", 3, day(0), day(14), "done", day(1));
    assertThat(at(1, List.of(dropped, done)).scope()).isEqualTo("8");
    assertThat(at(3, List.of(dropped, done)).scope()).isEqualTo("3");
    assertThat(at(14, List.of(dropped, done)).done()).isEqualTo("3");
  }

  @Test
  void an_empty_sprint_and_one_that_has_not_begun_are_drawn_too() {
    assertThat(at(3, List.of()).scopeLine()).isEqualTo("M0.0 62.0H214.3V62.0");
    assertThat(at(-2, List.of(work("committed", 3, -3, null))).scope()).isEqualTo("3");
    assertThat(at(-2, List.of()).isToday()).isFalse();
  }

  /** No more is done than there was, the bands lie on each other, and the picture holds them. */
  @Test
  void whatever_comes_and_goes_stays_in_the_picture() {
    for (long seed = 1; seed <= 300; seed++) {
      var random = new Random(seed);
      var works = new ArrayList<BurnUp.Work>();
      for (int i = 0; i < random.nextInt(12); i++) {
        double from = random.nextDouble() * 14;
        works.add(
            new BurnUp.Work(
                List.of("committed", "scope_add", "interrupt").get(random.nextInt(3)),
                random.nextInt(8),
                day(from),
                random.nextBoolean() ? null : day(from + random.nextDouble() * 3),
                random.nextBoolean() ? "dropped" : "done",
                random.nextBoolean() ? null : day(from + random.nextDouble())));
      }
      var burn = at(random.nextDouble() * 16 - 1, works);
      assertThat(Double.parseDouble(burn.done()))
          .as("seed " + seed)
          .isLessThanOrEqualTo(Double.parseDouble(burn.scope()) + 1e-6);
      for (var path :
          List.of(burn.scopeLine(), burn.doneLine(), burn.plannedArea(), burn.committedArea())) {
        for (var y : path.replaceAll("[MHZL]", " ").split("V")) {
          var number = y.strip().split(" ")[0];
          if (!number.isEmpty()) {
            assertThat(Double.parseDouble(number))
                .as("seed %d of %s", seed, path)
                .isBetween(0.0, 1_000.0);
          }
        }
      }
    }
  }
}
