package dev.rialto.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which way an incident may go, and who holds what when roles change hands. */
class CourseTest {
  @Test
  void every_state_leads_somewhere_and_only_what_is_over_is_closed() {
    assertThat(new Course(State.OPEN).ahead()).containsExactly(Step.MITIGATE, Step.RESOLVE);
    assertThat(new Course(State.MITIGATED).ahead()).containsExactly(Step.RESOLVE, Step.REOPEN);
    assertThat(new Course(State.RESOLVED).ahead()).containsExactly(Step.CLOSE, Step.REOPEN);
    assertThat(new Course(State.CLOSED).ahead()).containsExactly(Step.REOPEN);
  }

  @Test
  void said_twice_a_step_changes_nothing_and_a_refusal_says_what_to_do() {
    for (var state : State.values()) {
      for (var step : Step.values()) {
        switch (new Course(state).take(step)) {
          case Course.Outcome.Stays stays -> assertThat(step.to()).isEqualTo(state);
          case Course.Outcome.Moves moves -> {
            assertThat(moves.to()).isEqualTo(step.to()).isNotEqualTo(state);
            assertThat(new Course(moves.to()).take(step)).isInstanceOf(Course.Outcome.Stays.class);
          }
          case Course.Outcome.Refused refused ->
              assertThat(refused.because()).matches(".*(reopen it|Resolve it first).*");
        }
      }
    }
  }

  @Test
  void however_roles_change_hands_a_single_one_has_one_holder_and_somebody_leads() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      var held = new ArrayList<Tenure>();
      long next = 1;
      held.add(tenure(next++, 1, IncidentRole.COMMANDER));
      for (int turn = 0; turn < 40; turn++) {
        var role = IncidentRole.values()[random.nextInt(IncidentRole.values().length)];
        long person = 1L + random.nextInt(5);
        var roster = new Roster(List.copyOf(held));
        var change = random.nextBoolean() ? roster.give(role, person) : roster.leave(role, person);
        switch (change) {
          case Roster.Change.Begins begins -> {
            held.removeAll(begins.ends());
            held.add(tenure(next++, person, role));
          }
          case Roster.Change.Ends ends -> held.remove(ends.tenure());
          case Roster.Change.Refused refused -> assertThat(role).isEqualTo(IncidentRole.COMMANDER);
          case Roster.Change.Nothing nothing -> {}
        }
        for (var single : IncidentRole.values()) {
          long holders = held.stream().filter(t -> t.role() == single).count();
          if (single.isSingle()) {
            assertThat(holders).as("seed %d", seed).isLessThanOrEqualTo(1);
          }
        }
        assertThat(held).as("seed %d", seed).anyMatch(t -> t.role() == IncidentRole.COMMANDER);
        assertThat(held.stream().map(t -> t.role() + ":" + t.personId()).distinct())
            .as("seed %d", seed)
            .hasSize(held.size());
      }
    }
  }

  @Test
  void a_title_says_what_customers_cannot_do() {
    assertThat(proposal("Customers can pay", 1).title()).isEqualTo("Customers cannot pay");
    assertThat(proposal("Search", 1).title()).isEqualTo("Search: High error rate");
    assertThat(proposal("", 1).title()).isEqualTo("payments: High error rate");
    assertThat(proposal("", 1).severity()).isEqualTo(Severity.CANNOT);
    assertThat(proposal("", 3).severity()).isEqualTo(Severity.HINDERED);
    assertThat(new Proposal("x".repeat(400), "info", "", 3, "").title()).hasSize(200);
  }

  private static Proposal proposal(String capability, int tier) {
    return new Proposal("High error rate", "critical", "payments", tier, capability);
  }

  private static Tenure tenure(long id, long person, IncidentRole role) {
    return new Tenure(id, person, "P" + person, role, Instant.EPOCH, null);
  }
}
