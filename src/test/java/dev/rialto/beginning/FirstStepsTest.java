package dev.rialto.beginning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.beginning.Facts.Made;
import dev.rialto.beginning.Facts.Practised;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first steps, from facts alone. */
class FirstStepsTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:08:00Z");
  private static final Made SOMETHING = new Made(7, "it", "It");
  private static final Facts NOTHING = facts(Set.of());

  @Test
  void an_empty_house_begins_with_how_one_is_reached() {
    var steps = new FirstSteps(NOTHING, Set.of(), false);
    assertThat(steps.done()).isZero();
    assertThat(steps.current()).isEqualTo(Step.REACH);
    assertThat(steps.title()).isEqualTo("A quarter of an hour until a page reaches you");
    assertThat(steps.onHome()).isTrue();
    assertThat(new FirstSteps(NOTHING, Set.of(), true).onHome()).isFalse();
  }

  @Test
  void a_page_that_nobody_answered_is_not_done() {
    var rang = new Practised(3, NOW, null, null, true);
    var steps =
        new FirstSteps(new Facts(null, null, false, null, null, null, null, rang), Set.of(), false);
    assertThat(steps.done(Step.PAGE)).isFalse();
    var answered = new Practised(3, NOW, NOW.plusSeconds(12), "Ada", false);
    assertThat(answered.took()).hasSeconds(12);
  }

  @Test
  void a_schedule_by_which_nobody_is_on_call_is_not_done() {
    var steps =
        new FirstSteps(
            new Facts(null, SOMETHING, true, null, null, 4L, null, null), Set.of(), false);
    assertThat(steps.done(Step.SCHEDULE)).isFalse();
    assertThat(steps.done(Step.TEAM)).isTrue();
  }

  /** Whatever is done and set aside: the next is neither, and nothing is next only at the end. */
  @Test
  void the_next_step_is_never_one_that_is_done_or_set_aside() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var done = some(random);
      var aside = some(random);
      var steps = new FirstSteps(facts(done), aside, random.nextBoolean());
      var left = EnumSet.allOf(Step.class);
      left.removeAll(done);
      left.removeAll(aside);
      assertThat(steps.current())
          .as("seed %d: done %s, aside %s", seed, done, aside)
          .isEqualTo(left.stream().findFirst().orElse(null));
      assertThat(steps.done()).isEqualTo(done.size());
      assertThat(steps.complete()).isEqualTo(done.size() == Step.values().length);
      for (var step : Step.values()) {
        assertThat(steps.isAside(step)).isEqualTo(aside.contains(step) && !done.contains(step));
      }
    }
  }

  private static Set<Step> some(Random random) {
    var some = EnumSet.noneOf(Step.class);
    for (var step : Step.values()) {
      if (random.nextBoolean()) some.add(step);
    }
    return some;
  }

  private static Facts facts(Set<Step> done) {
    return new Facts(
        done.contains(Step.REACH) ? "Phone" : null,
        done.contains(Step.TEAM) ? SOMETHING : null,
        true,
        done.contains(Step.SERVICE) ? SOMETHING : null,
        done.contains(Step.CHECK) ? SOMETHING : null,
        null,
        done.contains(Step.SCHEDULE) ? "Ada" : null,
        done.contains(Step.PAGE) ? new Practised(3, NOW, NOW, "Ada", false) : null);
  }
}
