package dev.rialto.paging;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.paging.Climb.Called;
import dev.rialto.paging.Climb.Outcome;
import dev.rialto.paging.Climb.Roll;
import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EscalationTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
  private static final Level ADA = new Level(new Target.OnePerson(1), ofMinutes(5));
  private static final Level GRACE = new Level(new Target.OnePerson(2), ofMinutes(10));
  private static final Level TEAM = new Level(new Target.WholeTeam(), ofMinutes(15));

  private final long seed = Long.getLong("rialto.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void each_level_rings_when_the_one_before_has_had_its_time() {
    var calls = new Escalation(List.of(ADA, GRACE, TEAM), 0).calls(START);
    assertThat(calls)
        .extracting(Escalation.Call::at)
        .containsExactly(START, START.plus(ofMinutes(5)), START.plus(ofMinutes(15)));
    assertThat(calls)
        .extracting(Escalation.Call::target)
        .containsExactly(ADA.target(), GRACE.target(), TEAM.target());
  }

  @Test
  void a_repeat_begins_after_the_patience_of_the_last_level() {
    var calls = new Escalation(List.of(ADA, GRACE), 1).calls(START);
    assertThat(calls).hasSize(4);
    assertThat(calls.get(2).at()).isEqualTo(START.plus(ofMinutes(15)));
    assertThat(calls.get(2).level()).isZero();
    assertThat(calls.get(2).round()).isOne();
  }

  @Test
  void a_team_without_a_policy_rings_whoever_is_on_call_and_then_everybody() {
    assertThat(Escalation.usual(List.of(7L, 8L)).levels())
        .extracting(Level::target)
        .containsExactly(new Target.OnCall(7), new Target.OnCall(8), new Target.WholeTeam());
    assertThat(Escalation.usual(List.of()).levels())
        .extracting(Level::target)
        .containsExactly(new Target.WholeTeam());
  }

  @Test
  void a_plan_comes_back_from_the_database_as_it_went_in() {
    for (int i = 0; i < 300; i++) {
      var plan = randomPlan();
      assertThat(PlanJson.read(PlanJson.write(plan.levels()), plan.repeats()))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(plan);
    }
  }

  @Test
  void a_level_with_nobody_is_passed_over_at_once_with_its_reason() {
    var climb =
        Climb.from(
            new Escalation(List.of(ADA, GRACE), 1), 0, level -> level == 0 ? gap() : someone(2));
    assertThat(climb.outcome()).isEqualTo(new Outcome.Rings(1, someone(2)));
    assertThat(climb.passed())
        .containsExactly(new Climb.Passed(0, 0, new Roll(List.of(), "Nobody is on call")));
  }

  @Test
  void a_person_without_a_way_to_be_reached_does_not_stop_the_climb() {
    var deaf =
        new Roll(List.of(new Called(1, "Ada", "on call", false)), "Ada has no verified method");
    var climb =
        Climb.from(new Escalation(List.of(ADA, GRACE), 0), 0, l -> l == 0 ? deaf : someone(2));
    assertThat(climb.outcome()).isEqualTo(new Outcome.Rings(1, someone(2)));
    assertThat(climb.passed().getFirst().roll().people()).hasSize(1);
  }

  @Test
  void a_whole_round_with_nobody_is_nobody_at_all() {
    var climb = Climb.from(new Escalation(List.of(ADA, GRACE), 2), 1, level -> gap());
    assertThat(climb.outcome()).isEqualTo(new Outcome.NobodyAtAll(3));
  }

  @Test
  void after_the_last_repeat_nothing_is_left() {
    var climb = Climb.from(new Escalation(List.of(ADA, GRACE), 1), 4, level -> someone(1));
    assertThat(climb.outcome()).isEqualTo(new Outcome.Exhausted());
    assertThat(climb.passed()).isEmpty();
  }

  /** What the climb does step by step is what the plan says in advance, less the levels passed. */
  @Test
  void climbing_rings_exactly_the_calls_of_the_plan_that_somebody_hears() {
    for (int i = 0; i < 500; i++) {
      var what = "seed %d, round %d".formatted(seed, i);
      var plan = randomPlan();
      var heard =
          IntStream.range(0, plan.levels().size()).mapToObj(l -> random.nextBoolean()).toList();
      var rung = new ArrayList<Integer>();
      int step = 0;
      for (int guard = 0; guard <= plan.steps(); guard++) {
        var climb = Climb.from(plan, step, l -> heard.get(l) ? someone(l) : gap());
        if (climb.outcome() instanceof Outcome.Rings rings) {
          rung.add(rings.step());
          step = rings.step() + 1;
        } else if (climb.outcome() instanceof Outcome.NobodyAtAll nobody) {
          assertThat(heard).as(what).doesNotContain(true);
          step = nobody.nextStep();
        } else {
          step = plan.steps();
        }
      }
      var expected =
          plan.calls(START).stream()
              .filter(call -> heard.get(call.level()))
              .map(Escalation.Call::step)
              .toList();
      assertThat(rung).as(what).isEqualTo(expected);
    }
  }

  private Escalation randomPlan() {
    var levels =
        IntStream.range(0, 1 + random.nextInt(5))
            .mapToObj(i -> new Level(randomTarget(), ofSeconds(30 + random.nextInt(3000))))
            .toList();
    return new Escalation(levels, random.nextInt(4));
  }

  private Target randomTarget() {
    return switch (random.nextInt(3)) {
      case 0 -> new Target.OnCall(random.nextInt(1, 1000));
      case 1 -> new Target.OnePerson(random.nextInt(1, 1000));
      default -> new Target.WholeTeam();
    };
  }

  private static Roll someone(long person) {
    return new Roll(List.of(new Called(person, "Grace", "on call", true)), "");
  }

  private static Roll gap() {
    return new Roll(List.of(), "Nobody is on call");
  }
}
