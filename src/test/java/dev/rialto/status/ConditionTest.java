package dev.rialto.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.platform.Problem;
import dev.rialto.uptime.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What customers are told, from what checks see and from what was said in public. */
class ConditionTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:16:00Z");

  private static PublicIncident incident(int severity, String state, long... components) {
    var ids = java.util.Arrays.stream(components).boxed().toList();
    return new PublicIncident(
        7,
        severity,
        state,
        NOW.minusSeconds(600),
        null,
        NOW.plusSeconds(900),
        ids,
        ids.stream().map(id -> "thing " + id).toList(),
        List.of(new PublicIncident.Update(1, NOW, state, "We are on it.")));
  }

  private static Condition of(
      @Nullable State checks, boolean planned, PublicIncident... incidents) {
    return Condition.of(checks, List.of(incidents), planned);
  }

  @Test
  void checks_say_what_customers_see() {
    assertThat(of(State.UP, false)).isEqualTo(Condition.WORKS);
    assertThat(of(State.DEGRADED, false)).isEqualTo(Condition.PARTLY);
    assertThat(of(State.DOWN, false)).isEqualTo(Condition.NOT);
    assertThat(of(State.UNKNOWN, false)).isEqualTo(Condition.UNKNOWN);
    assertThat(of(State.MAINTENANCE, false)).isEqualTo(Condition.PLANNED);
    assertThat(of(null, false)).isEqualTo(Condition.WORKS);
    assertThat(of(null, true)).isEqualTo(Condition.PLANNED);
    assertThat(of(State.DOWN, true)).isEqualTo(Condition.NOT);
  }

  @Test
  void a_public_word_says_more_than_a_green_check() {
    assertThat(of(State.UP, false, incident(1, "open", 1))).isEqualTo(Condition.NOT);
    assertThat(of(State.UP, false, incident(2, "open", 1))).isEqualTo(Condition.PARTLY);
    assertThat(of(State.UP, false, incident(1, "mitigated", 1))).isEqualTo(Condition.PARTLY);
    assertThat(of(State.UP, false, incident(4, "open", 1))).isEqualTo(Condition.WORKS);
    assertThat(of(State.UP, false, incident(1, "resolved", 1))).isEqualTo(Condition.WORKS);
    assertThat(of(State.DOWN, false, incident(3, "open", 1))).isEqualTo(Condition.NOT);
  }

  /** More trouble never makes the page greener. */
  @Test
  void whatever_is_added_it_never_gets_better() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var states = State.values();
    for (int round = 0; round < 1_000; round++) {
      var state = random.nextInt(6) == 5 ? null : states[random.nextInt(states.length)];
      var first = incident(1 + random.nextInt(5), random.nextBoolean() ? "open" : "mitigated", 1);
      var more = incident(1 + random.nextInt(5), random.nextBoolean() ? "open" : "resolved", 1);
      var alone = of(state, false, first);
      assertThat(of(state, false, first, more)).as("seed " + seed).isLessThanOrEqualTo(alone);
      assertThat(alone).as("seed " + seed).isLessThanOrEqualTo(of(state, false));
    }
  }

  private static Overview.Shown shown(long id, Condition condition) {
    return new Overview.Shown(
        new Component(id, "Thing " + id, "", "capability", "c" + id, 1, 1), condition, null, null);
  }

  private static Overview overview(List<Overview.Shown> shown, PublicIncident... incidents) {
    return new Overview(
        new StatusSettings(true, "Status", "", 1), shown, List.of(incidents), List.of(), NOW);
  }

  @Test
  void the_headline_answers_whether_it_is_them() {
    assertThat(overview(List.of()).headline()).isEqualTo("Nothing is shown here yet");
    var fine = shown(1, Condition.WORKS);
    assertThat(overview(List.of(fine, shown(2, Condition.WORKS))).headline())
        .isEqualTo("Everything works");
    assertThat(overview(List.of(fine, shown(2, Condition.NOT))).headline())
        .isEqualTo("“Thing 2” does not work at the moment");
    assertThat(
            overview(List.of(fine, shown(2, Condition.PARTLY), shown(3, Condition.PARTLY)))
                .headline())
        .isEqualTo("2 of 3 work only partly at the moment");
    assertThat(overview(List.of(shown(1, Condition.PLANNED))).headline())
        .isEqualTo("“Thing 1” is being worked on, as planned");
    var nameless = overview(List.of(fine), incident(1, "open"));
    assertThat(nameless.headline()).isEqualTo("Something does not work as it should");
    assertThat(nameless.condition()).isEqualTo(Condition.NOT);
    assertThat(nameless.lastWord().orElseThrow().text()).isEqualTo("We are on it.");
    assertThat(nameless.nextWord()).contains(NOW.plusSeconds(900));
  }

  @Test
  void whoever_asks_too_often_is_told_when_to_come_again() {
    var throttle = new Throttle(3, Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) throttle.pass("a", NOW);
    throttle.pass("b", NOW);
    assertThatThrownBy(() -> throttle.pass("a", NOW.plusSeconds(20)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(429);
              assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(40));
            });
    throttle.pass("a", NOW.plusSeconds(60));
  }

  @Test
  void an_address_is_shown_so_that_only_its_owner_recognises_it() {
    assertThat(Subscriptions.shown("email", "ada.lovelace@example.org"))
        .isEqualTo("a…@example.org");
    assertThat(Subscriptions.shown("webhook", "https://hooks.example.org/T0/s3cret?x=1"))
        .isEqualTo("https://hooks.example.org/…");
  }
}
