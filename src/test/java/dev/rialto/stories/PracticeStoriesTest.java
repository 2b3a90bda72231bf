package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page asked for to see that it arrives: the real road, marked, and over when it is answered. */
class PracticeStoriesTest {
  private static final String PRACTICE = "/api/v1/services/payments/practice";

  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private final Visitor grace = house.as("grace", "member");

  @BeforeEach
  void ada_is_on_call_and_grace_behind_her() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.putJson(
        "/api/v1/teams/checkout/members/" + Cast.id(house, "grace"), Map.of("role", "member"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    house.givePhone("ada", "ada");
    house.givePhone("grace", "grace");
    assertThat(ada.post("/first-steps/schedule", Map.of()).status()).isEqualTo(303);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void it_takes_the_real_road_is_marked_and_in_no_figure() {
    assertThat(ada.get(PRACTICE).status()).isEqualTo(404);
    var begun = ada.postJson(PRACTICE, Map.of());
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    assertThat(begun.json().get("alert").asText()).isEqualTo("A-1");
    assertThat(begun.json().get("state").asText()).isEqualTo("ringing");
    assertThat(grace.postJson(PRACTICE, Map.of()).json().get("alert").asText())
        .as("while one runs, that one is it")
        .isEqualTo("A-1");
    house.settle();
    house.phone("ada").rang("payments: Practice, nothing is wrong");
    house.phone("grace").isSilent();
    assertThat(ada.get("/alerts/1/pages").body())
        .as("a schedule nobody named goes by its team")
        .contains("on call for Checkout");

    assertThat(ada.get("/alerts").body()).contains(">practice<");
    assertThat(ada.get("/alerts/1").body())
        .contains("Nothing is wrong")
        .doesNotContain("/incidents/new");
    assertThat(ada.get("/run").body()).contains("No alert is open");
    assertThat(ada.get("/services/payments").body()).contains("practice");
    assertThat(ada.get("/home/services").body()).doesNotContain("data-state=\"down\"");

    ada.postJson("/api/v1/alerts/1/acknowledgement", Map.of());
    house.settle();
    house.phone("ada").rang("[resolved]");
    var answered = ada.get(PRACTICE).json();
    assertThat(answered.get("state").asText()).isEqualTo("answered");
    assertThat(answered.get("answered_by").asText()).isEqualTo("Ada");
    assertThat(ada.get("/api/v1/alerts/1").json().get("state").asText()).isEqualTo("resolved");

    house.fastForward(ofMinutes(1));
    assertThat(ada.postJson(PRACTICE, Map.of()).json().get("alert").asText()).isEqualTo("A-2");
    house.settle();
    house.phone("ada").rang("payments: Practice");
  }

  @Test
  void nobody_behind_the_first_is_woken_by_one_that_is_not_answered() {
    ada.postJson(PRACTICE, Map.of());
    house.fastForward(ofMinutes(30));
    house.phone("ada").rang("payments: Practice");
    house.phone("grace").isSilent();
    assertThat(ada.get(PRACTICE).json().get("state").asText()).isEqualTo("unanswered");
    assertThat(ada.get("/first-steps?step=page").body()).contains("Nobody answered");
  }

  @Test
  void a_problem_that_is_real_beside_it_is_counted() {
    ada.postJson(PRACTICE, Map.of());
    Fires.alert(house, "payments", "critical");
    house.settle();
    assertThat(ada.get("/run").body()).contains("1 critical alert is open");
  }

  @Test
  void only_the_team_pages_itself_and_only_what_somebody_owns() {
    var vera = house.as("vera", "member");
    assertThat(vera.postJson(PRACTICE, Map.of()).status()).isEqualTo(403);
    ada.postJson("/api/v1/services", Map.of("name", "orphan"));
    var refused = ada.postJson("/api/v1/services/orphan/practice", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Give it an owner first");
    assertThat(ada.postJson("/api/v1/services/nothing/practice", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void the_steps_are_each_persons_own() {
    var steps = ada.get("/api/v1/first-steps").json();
    assertThat(steps.get("done").asInt()).isEqualTo(4);
    assertThat(steps.at("/steps/3/step").asText()).isEqualTo("check");
    assertThat(steps.at("/steps/3/done").asBoolean()).isFalse();
    ada.post("/first-steps/aside/check", Map.of());
    ada.post("/first-steps/hidden", Map.of());
    steps = ada.get("/api/v1/first-steps").json();
    assertThat(steps.at("/steps/3/aside").asBoolean()).isTrue();
    assertThat(steps.get("hidden").asBoolean()).isTrue();
    assertThat(grace.get("/api/v1/first-steps").json().get("hidden").asBoolean()).isFalse();
    assertThat(ada.get("/").body()).doesNotContain("First steps");
    ada.post("/first-steps/aside/check/removal", Map.of());
    ada.post("/first-steps/hidden/removal", Map.of());
    assertThat(ada.get("/").body()).contains("First steps");
    assertThat(ada.post("/first-steps/aside/nothing", Map.of()).status()).isEqualTo(404);
    assertThat(house.as("vera", "viewer").get("/first-steps").status()).isEqualTo(403);
  }

  @Test
  void what_a_step_refuses_comes_back_as_it_was_typed() {
    var team = grace.post("/first-steps/team", Map.of("name", "Search", "zone", "Mars/North"));
    assertThat(team.status()).isEqualTo(422);
    assertThat(team.body()).contains("Mars/North").contains("No such time zone");
    var method =
        grace.post("/first-steps/contact-methods", Map.of("kind", "ntfy", "address", "nonsense"));
    assertThat(method.status()).isEqualTo(422);
    assertThat(method.body()).contains("nonsense");
    var check = ada.post("/first-steps/check", Map.of("name", "It works", "address", "nonsense"));
    assertThat(check.status()).isEqualTo(422);
    assertThat(check.body()).contains("value=\"nonsense\"").contains("is-invalid");
    var again = ada.post("/first-steps/schedule", Map.of());
    assertThat(again.status()).isEqualTo(422);
  }
}
