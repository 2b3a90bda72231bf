package dev.rialto.stories;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sprint knows what was planned, what came besides, and what that cost; nobody typed it. */
class SprintStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Outages outages = new Outages(house, house.as("ada", "member"));
  private final Visitor ada = house.as("ada", "member");
  private final Visitor mirela = house.as("mirela", "member");

  @BeforeEach
  void checkout_plans_twenty_four_points() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout", "zone", "Europe/Rome"));
    mirela.postJson("/api/v1/teams", Map.of("name", "Catalogue"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "mail"));
    mirela.postJson("/api/v1/services", Map.of("name", "search", "owner", "catalogue"));
    for (int i = 1; i <= 8; i++) item("Part " + i, "feature", 3.0, i < 3 ? "in_progress" : "ready");
    item("Some day", "feature", 8.0, "backlog");
    house.settle();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_incident_is_a_card_charges_the_buffer_and_is_closed_with_it() {
    long sprint = started();
    assertThat(sprint(sprint).at("/sprint/committed").asDouble()).isEqualTo(24);
    assertThat(sprint(sprint).at("/sprint/buffer").asDouble()).isEqualTo(6);
    long incident = outages.declare("Customers cannot pay", 2, "payments");
    house.settle();

    var card = ada.get("/api/v1/items?q=cannot").json().at("/items/0");
    assertThat(card.get("key").asText()).isEqualTo("CHK-10");
    assertThat(card.get("type").asText()).isEqualTo("incident");
    assertThat(card.get("origin").asText()).isEqualTo("incident");
    assertThat(card.get("state").asText()).isEqualTo("in_progress");
    assertThat(card.get("incident_id").asLong()).isEqualTo(incident);
    assertThat(ada.get("/incidents/" + incident + "/card/fragment").body())
        .contains("CHK-10", "In progress");
    var board = ada.get("/teams/checkout/board").body();
    assertThat(
            board.substring(
                board.indexOf("lane-interrupt"), board.indexOf("aria-label=\"payments\"")))
        .contains("Customers cannot pay");
    var charged = sprint(sprint);
    assertThat(charged.get("charged").asDouble()).isEqualTo(2);
    assertThat(charged.at("/charges/0/because").asText()).isEqualTo("severity");
    assertThat(stay(charged, "CHK-10").get("entry").asText()).isEqualTo("interrupt");
    assertThat(board).contains("+2", "INC-" + incident);

    house.fastForward(ofMinutes(19));
    outages.resolve(incident);
    house.settle();
    card = ada.get("/api/v1/items/CHK-10").json().get("item");
    assertThat(card.get("state").asText()).isEqualTo("verified");
    assertThat(card.get("done_at").asText()).isEqualTo("2026-11-17T14:19:00Z");
    assertThat(sprint(sprint).get("charged").asDouble()).isEqualTo(2);

    outages.reopen(incident);
    house.settle();
    assertThat(ada.get("/api/v1/items/CHK-10").json().at("/item/state").asText())
        .isEqualTo("in_progress");
  }

  @Test
  void the_board_shows_how_services_stand_what_made_the_work_more_and_the_way_to_the_next() {
    started();
    assertThat(ada.get("/teams/checkout/board").body())
        .contains("Burn-up: 0 of 24 points done; 24 committed, 0 added, 0 by interrupts")
        .contains("href=\"/teams/checkout/sprints#next\">Plan sprint 2<")
        .contains("href=\"/sprints/1#levers\">Try a lever<")
        .contains("<span class=\"state\" data-state=\"unchecked\">No alert</span>");
    item("It came up", "feature", 2, "ready");
    outages.declare("Customers cannot pay", 2, "payments");
    Fires.alert(house, "payments", "critical");
    house.settle();
    assertThat(ada.get("/teams/checkout/sprint/fragment").body())
        .contains("Burn-up: 0 of 28 points done; 24 committed, 2 added, 2 by interrupts");
    assertThat(ada.get("/teams/checkout/board/cards").body())
        .contains("<span class=\"state\" data-state=\"down\">Critical, 0 s</span>");
    assertThat(ada.get("/board?services=payments,search").body())
        .contains("data-state=\"down\">Critical", "data-state=\"unchecked\">No alert</span>");

    ada.post(
        "/teams/checkout/sprints",
        Map.of("goal", "Next", "starts_on", "2026-12-01", "ends_on", "2026-12-14"));
    assertThat(ada.get("/teams/checkout/board").body()).contains(">Sprint 2, planned<");
  }

  @Test
  void hearing_it_twice_makes_one_card_and_another_team_gets_its_own() {
    long sprint = started();
    long incident = outages.declare("Slow everywhere", 3, "payments");
    outages.tellAgain("incident.declared", incident);
    house.settle();
    outages.tellAgain("incident.mitigated", incident);
    house.settle();
    assertThat(ada.get("/api/v1/items?q=slow").json().get("items")).hasSize(1);
    assertThat(sprint(sprint).get("charged").asDouble()).isEqualTo(1);
    outages.alsoHits(incident, "search");
    house.settle();
    assertThat(ada.get("/api/v1/items?q=slow").json().get("items").findValuesAsText("team"))
        .containsExactlyInAnyOrder("checkout", "catalogue");
    assertThat(ada.get("/incidents/" + incident + "/card/fragment").body())
        .contains("Checkout", "Catalogue");
  }

  @Test
  void what_nobody_owns_is_on_no_board_and_says_so() {
    long incident = outages.declare("Letters wait", 3, "mail");
    house.settle();
    assertThat(ada.get("/incidents/" + incident + "/card/fragment").body()).contains("on no board");
  }

  @Test
  void an_estimate_or_the_hours_people_were_on_it_beat_what_is_usual() {
    // Three sprints of ten person-days with six points each: 0.6 points a person and day.
    for (int i = 0; i < 3; i++) {
      house
          .db()
          .run(
              tx ->
                  tx.handle()
                      .execute(
                          """
                          insert into sprint (team_id, no, goal, starts_on, ends_on, zone, state,
                                              completed, person_days, report, report_hash, closed_at,
                                              created_at, created_by)
                          select id, 100 + (select count(*) from sprint), 'Before', '2026-10-01',
                                 '2026-10-14', 'UTC', 'closed', 6, 10, '{}', 'x', now(), now(), 'rialto'
                            from team where slug = 'checkout'
                          """));
    }
    long sprint = started();
    long incident = outages.declare("Customers cannot pay", 1, "payments");
    house.settle();
    assertThat(sprint(sprint).get("charged").asDouble()).isEqualTo(3);
    assertThat(ada.get("/api/v1/items/CHK-10").json().at("/item/assignee").asText())
        .isEqualTo("Ada");
    house.fastForward(ofHours(5));
    outages.resolve(incident);
    house.settle();
    // 5 person-hours × 0.6 ÷ 6
    assertThat(sprint(sprint).get("charged").asDouble()).isEqualTo(.5);
    assertThat(sprint(sprint).at("/charges/0/because").asText()).isEqualTo("hours");
    int version = ada.get("/api/v1/items/CHK-10").json().at("/item/version").asInt();
    ada.patchJson("/api/v1/items/CHK-10", Map.of("points", 4, "version", version));
    house.settle();
    assertThat(sprint(sprint).get("charged").asDouble()).isEqualTo(4);
    assertThat(sprint(sprint).at("/charges/0/because").asText()).isEqualTo("estimate");
  }

  @Test
  void what_came_and_went_stays_visible_and_the_report_is_frozen() throws Exception {
    long sprint = started();
    house.fastForward(ofDays(1));
    move("CHK-9", "ready");
    house.settle();
    assertThat(stay(sprint(sprint), "CHK-9").get("entry").asText()).isEqualTo("scope_add");
    house.fastForward(ofHours(2));
    move("CHK-9", "backlog");
    move("CHK-1", "verified");
    house.settle();
    assertThat(stay(sprint(sprint), "CHK-9").get("left_as").asText()).isEqualTo("dropped");

    int version = sprint(sprint).at("/sprint/version").asInt();
    var closed = ada.postJson("/api/v1/sprints/" + sprint + "/close", Map.of("version", version));
    assertThat(closed.status()).as(closed.body()).isEqualTo(200);
    var report = ada.get("/api/v1/sprints/" + sprint + "/report");
    var digest =
        MessageDigest.getInstance("SHA-256").digest(report.body().getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo(closed.json().get("report_hash").asText())
        .isEqualTo(report.header("X-Rialto-Hash").replace("sha256=", ""));
    assertThat(report.json().get("completed").asDouble()).isEqualTo(3);
    assertThat(report.json().get("added").asDouble()).isEqualTo(8);

    // Whatever happens to its items later, the report does not change.
    ada.patchJson("/api/v1/items/CHK-1", Map.of("title", "Renamed", "version", 2));
    move("CHK-2", "verified");
    house.settle();
    assertThat(ada.get("/api/v1/sprints/" + sprint + "/report").body()).isEqualTo(report.body());
    var late =
        ada.patchJson("/api/v1/sprints/" + sprint, Map.of("goal", "Other", "version", version + 1));
    assertThat(late.status()).isEqualTo(409);

    // What is unfinished goes on: the next sprint begins with it.
    assertThat(stay(sprint(sprint), "CHK-3").get("left_as").asText()).isEqualTo("carried");
    long next = started();
    var kept = sprint(next);
    assertThat(kept.at("/sprint/no").asInt()).isEqualTo(2);
    assertThat(kept.at("/sprint/committed").asDouble()).isEqualTo(18);
    assertThat(stay(kept, "CHK-3").get("entry").asText()).isEqualTo("committed");
  }

  @Test
  void when_the_buffer_runs_out_somebody_is_asked_and_the_choice_is_recorded() {
    long sprint = started();
    item("Certificates run out", "security", 5.0, "in_progress");
    house.settle();
    var now = sprint(sprint);
    assertThat(now.get("used_percent").asDouble()).isEqualTo(83.3);
    assertThat(now.get("heat").asText()).isEqualTo("red");
    assertThat(ada.get("/teams/checkout/board").body()).contains("is asked for a lever");
    assertThat(ada.get("/sprints/" + sprint).body())
        .contains("Not started, least important first", "value=\"CHK-8\"")
        .contains("data-confirm=\"Cancel sprint 1 for good? Its report is frozen.\"")
        .as("the buffer still holds: nothing has to go")
        .doesNotContain("value=\"CHK-8\" checked");
    item("Backups take all night", "toil", 4.0, "in_progress");
    house.settle();
    assertThat(ada.get("/sprints/" + sprint).body())
        .as("three points over: the least important goes, and it is enough")
        .contains("value=\"CHK-8\" checked")
        .doesNotContain("value=\"CHK-7\" checked");
    int toil = ada.get("/api/v1/items/CHK-11").json().at("/item/version").asInt();
    ada.patchJson("/api/v1/items/CHK-11", Map.of("points", 0, "version", toil));
    house.settle();

    int version = now.at("/sprint/version").asInt();
    var begun = choose(sprint, version, "drop", List.of("CHK-1"));
    assertThat(begun.status()).isEqualTo(422);
    assertThat(choose(sprint, version, "sing", List.of()).status()).isEqualTo(422);
    assertThat(
            mirela
                .postJson(
                    "/api/v1/sprints/" + sprint + "/choices",
                    Map.of("lever", "goal_at_risk", "version", version))
                .status())
        .isEqualTo(403);
    var dropped = choose(sprint, version, "drop", List.of("CHK-8", "CHK-7"));
    assertThat(dropped.status()).as(dropped.body()).isEqualTo(200);
    house.settle();
    var after = sprint(sprint);
    assertThat(stay(after, "CHK-8").get("left_as").asText()).isEqualTo("dropped");
    assertThat(after.at("/choices/0/lever").asText()).isEqualTo("drop");
    assertThat(after.at("/choices/0/used").asInt()).isEqualTo(83);
    assertThat(after.at("/choices/0/by_whom").asText()).contains("Ada");
    assertThat(ada.get("/api/v1/items/CHK-8").json().at("/item/state").asText())
        .isEqualTo("backlog");
    assertThat(ada.get("/teams/checkout/board").body()).doesNotContain("is asked for a lever");

    var cancelled = choose(sprint, after.at("/sprint/version").asInt(), "cancel", List.of());
    assertThat(cancelled.json().get("state").asText()).isEqualTo("cancelled");
    assertThat(ada.get("/api/v1/sprints/" + sprint + "/report").json().get("ended").asText())
        .isEqualTo("cancelled");
  }

  @Test
  void one_sprint_at_a_time_and_mistakes_are_named() {
    started();
    var second = planned("2026-12-01", "2026-12-14").json();
    var refused =
        ada.postJson(
            "/api/v1/sprints/" + second.get("id").asLong() + "/start", Map.of("version", 1));
    assertThat(refused.status()).isEqualTo(409);
    var wrong =
        ada.postJson(
            "/api/v1/sprints",
            Map.of(
                "team", "checkout",
                "goal", "",
                "starts_on", "2026-11-30",
                "ends_on", "2026-11-20",
                "buffer_percent", 95));
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("goal", "ends_on", "buffer_percent");
    assertThat(
            mirela
                .postJson(
                    "/api/v1/sprints",
                    Map.of(
                        "team", "checkout",
                        "goal", "Ours",
                        "starts_on", "2026-11-20",
                        "ends_on", "2026-11-30"))
                .status())
        .isEqualTo(403);
  }

  private Visitor.Answer choose(long sprint, int version, String lever, List<String> items) {
    return ada.postJson(
        "/api/v1/sprints/" + sprint + "/choices",
        Map.of("lever", lever, "items", items, "version", version));
  }

  @Test
  void a_day_is_in_one_sprint_only_and_the_next_begins_after_the_last() {
    started();
    // 30 November is a Monday: the next working day is the Tuesday.
    assertThat(ada.get("/teams/checkout/sprints").body())
        .contains("name=\"starts_on\" type=\"date\" value=\"2026-12-01\"")
        .contains("name=\"ends_on\" type=\"date\" value=\"2026-12-14\"");
    var over = planned("2026-11-30", "2026-12-11");
    assertThat(over.status()).isEqualTo(422);
    assertThat(over.json().at("/errors/0/field").asText()).isEqualTo("starts_on");
    assertThat(over.json().at("/errors/0/message").asText())
        .startsWith("Sprint 1 has days of these already: Tue 17 to Mon 30 Nov.");
    var typed =
        ada.post(
            "/teams/checkout/sprints",
            Map.of("goal", "Next", "starts_on", "2026-11-20", "ends_on", "2026-11-21"));
    assertThat(typed.status()).isEqualTo(422);
    assertThat(typed.body()).contains("Sprint 1 has days of these already", "value=\"2026-11-20\"");

    var second = planned("2026-12-01", "2026-12-11").json();
    long id = second.get("id").asLong();
    assertThat(
            ada.patchJson("/api/v1/sprints/" + id, Map.of("starts_on", "2026-11-30", "version", 1))
                .status())
        .isEqualTo(422);
    assertThat(
            ada.patchJson("/api/v1/sprints/" + id, Map.of("starts_on", "2026-12-02", "version", 1))
                .status())
        .isEqualTo(200);
    // It ends on a Friday, and a weekend is no day to begin.
    assertThat(ada.get("/teams/checkout/sprints").body())
        .contains("name=\"starts_on\" type=\"date\" value=\"2026-12-14\"");
  }

  @Test
  void what_interrupted_before_the_sprint_is_committed_and_not_charged() {
    item("Restart it by hand", "toil", 1, "ready");
    house.settle();
    long sprint = started();
    assertThat(stay(sprint(sprint), "CHK-10").get("entry").asText()).isEqualTo("committed");
    assertThat(sprint(sprint).get("charged").asDouble()).isZero();
    assertThat(ada.get("/sprints/" + sprint).body())
        .contains("an interrupt from before the sprint, not charged");
  }

  @Test
  void plan_leads_to_the_board_of_my_team_and_asks_which_when_there_are_several() {
    assertThat(ada.get("/plan").header("Location")).isEqualTo("/teams/checkout/board");
    ada.postJson("/api/v1/teams", Map.of("name", "Books"));
    started();
    var plan = ada.get("/plan").body();
    assertThat(plan).contains("Which of your boards?", "Sprint 1: ").doesNotContain("Catalogue");
    assertThat(plan.indexOf("/teams/checkout/board"))
        .as("who is in a sprint stands first")
        .isPositive()
        .isLessThan(plan.indexOf("/teams/books/board"));
    assertThat(ada.get("/teams/checkout/board").body())
        .contains("href=\"/teams/books/board\"", "href=\"/board\">Any services<");
    assertThat(ada.get("/teams/checkout").body())
        .contains("href=\"/teams/checkout/board\">Board<")
        .contains("href=\"/teams/checkout/backlog\">Backlog<")
        .contains("href=\"/teams/checkout/sprints\">Sprints<");
  }

  private JsonNode planned() {
    var made = planned("2026-11-17", "2026-11-30");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  private Visitor.Answer planned(String first, String last) {
    return ada.postJson(
        "/api/v1/sprints",
        Map.of(
            "team",
            "checkout",
            "goal",
            "A customer pays in two taps",
            "starts_on",
            first,
            "ends_on",
            last));
  }

  private long started() {
    var made = planned();
    long id = made.get("id").asLong();
    var started = ada.postJson("/api/v1/sprints/" + id + "/start", Map.of("version", 1));
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    return id;
  }

  private JsonNode sprint(long id) {
    return ada.get("/api/v1/sprints/" + id).json();
  }

  private static JsonNode stay(JsonNode sprint, String key) {
    for (var stay : sprint.get("stays")) {
      if (stay.get("key").asText().equals(key)) {
        return stay;
      }
    }
    throw new AssertionError(key + " is not in " + sprint.get("stays"));
  }

  private void move(String key, String state) {
    int version = ada.get("/api/v1/items/" + key).json().at("/item/version").asInt();
    var moved =
        ada.postJson("/api/v1/items/" + key + "/move", Map.of("state", state, "version", version));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
  }

  private void item(String title, String type, double points, String state) {
    var draft = new HashMap<String, Object>();
    draft.put("team", "checkout");
    draft.put("service", "payments");
    draft.put("title", title);
    draft.put("type", type);
    draft.put("points", points);
    draft.put("state", state);
    var made = ada.postJson("/api/v1/items", draft);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }
}
