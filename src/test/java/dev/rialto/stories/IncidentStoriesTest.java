package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An incident is declared with one press, leads to one record, and ends when people say so. */
class IncidentStoriesTest {
  private static final String API = "/api/v1/incidents";

  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "member");
  private final Visitor grace = house.as("grace", "member");
  private Visitor prometheus = house.visitor();

  @BeforeEach
  void payments_is_owned_by_checkout_and_ada_is_rung() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    house.givePhone("ada", "ada");
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name", "payments", "owner", "checkout", "tier", 1, "capability", "Customers can pay"));
    ada.postJson("/api/v1/services", Map.of("name", "receipts", "owner", "checkout"));
    ada.putJson("/api/v1/services/receipts/dependencies/payments", Map.of("kind", "hard"));
    ada.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
    var admin = house.as("root", "admin");
    var source =
        admin.postJson("/api/v1/sources", Map.of("name", "Prometheus", "format", "prometheus"));
    prometheus = house.visitor().withToken(source.json().get("token").asText());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void one_press_on_an_alert_declares_it_with_words_that_customers_would_use() {
    fires("HighErrorRate", "payments");
    assertThat(ada.get("/alerts/1/incident").body()).contains("Declare incident<");
    house.fastForward(ofMinutes(1));
    var pressed = ada.post("/incidents", Map.of("alerts", "1", "quick", "yes"));
    assertThat(pressed.status()).isEqualTo(303);
    assertThat(pressed.header("Location")).isEqualTo("/incidents/1");

    var incident = incident(1);
    assertThat(incident.get("title").asText()).isEqualTo("Customers cannot pay");
    assertThat(incident.get("severity").asInt()).isEqualTo(1);
    assertThat(incident.get("severity_means").asText()).isEqualTo("customers cannot use it");
    assertThat(incident.get("state").asText()).isEqualTo("open");
    assertThat(incident.get("leader").asText()).isEqualTo("Ada");
    assertThat(incident.at("/services/0/slug").asText()).isEqualTo("payments");
    assertThat(incident.at("/alerts/0/id").asLong()).isEqualTo(1);
    assertThat(Instant.parse(incident.get("began_at").asText())).isEqualTo(TestHouse.START);

    assertThat(ada.get("/alerts/1/incident").body())
        .contains("INC-1")
        .doesNotContain("Declare incident<");
    assertThat(ada.get("/incidents/open-fragment").body()).contains("Customers cannot pay", "Ada");
    assertThat(ada.get("/services/payments/incidents").body()).contains("INC-1");
    assertThat(ada.get("/capabilities/customers-can-pay/incidents").body()).contains("INC-1");
    assertThat(ada.get("/capabilities/customers-find-things/incidents").body())
        .contains("No incident is declared");
    assertThat(ada.get("/services/receipts/incidents").body()).doesNotContain("INC-1");
    assertThat(ada.get("/incidents/1").body())
        .contains("Severity 1</span> customers cannot use it", "receipts", "Ada");
    assertThat(journal("incident.declared")).hasSize(1);
  }

  @Test
  void two_who_press_at_once_make_one_incident() throws Exception {
    fires("HighErrorRate", "payments");
    var answers = new ArrayList<Future<Integer>>();
    try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var visitor : List.of(ada, grace, ada, grace)) {
        answers.add(at.submit(() -> declare(visitor, "Down", 1, List.of(1)).status()));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(ada.get(API).json().get("items")).hasSize(1);
    var again = ada.post("/incidents", Map.of("alerts", "1", "title", "Mine", "severity", "2"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("belongs to INC-1", "value=\"Mine\"");
  }

  @Test
  void it_goes_from_open_to_closed_and_back_and_says_why_not() {
    declare(ada, "Customers cannot pay", 1, List.of());
    house.fastForward(ofMinutes(10));
    assertThat(step("closing", Map.of()).status()).isEqualTo(409);
    assertThat(step("mitigation", Map.of()).json().get("state").asText()).isEqualTo("mitigated");
    assertThat(step("mitigation", Map.of()).status()).isEqualTo(200);
    house.fastForward(ofMinutes(10));
    var early = step("resolution", Map.of("at", TestHouse.START.minusSeconds(60).toString()));
    assertThat(early.status()).isEqualTo(422);
    var resolved = step("resolution", Map.of("at", TestHouse.START.plusSeconds(660).toString()));
    assertThat(resolved.json().get("resolved_at").asText()).isEqualTo("2026-11-17T14:11:00Z");
    assertThat(resolved.json().get("mitigated_at").asText()).isEqualTo("2026-11-17T14:10:00Z");
    assertThat(step("mitigation", Map.of()).status()).isEqualTo(409);
    assertThat(step("closing", Map.of()).json().get("leader").isNull()).isTrue();
    var refused = grace.post("/incidents/1/roles", Map.of("role", "scribe"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("INC-1 is closed");

    var back = grace.postJson(API + "/1/reopening", Map.of());
    assertThat(back.json().get("state").asText()).isEqualTo("open");
    assertThat(back.json().get("leader").asText()).isEqualTo("Grace");
    assertThat(back.json().get("resolved_at").isNull()).isTrue();
    assertThat(kinds())
        .containsExactly(
            "incident.declared",
            "incident.mitigated",
            "incident.resolved",
            "incident.closed",
            "incident.reopened");
  }

  @Test
  void roles_are_taken_handed_over_and_kept_with_their_turns() {
    declare(ada, "Customers cannot pay", 1, List.of());
    house.fastForward(ofMinutes(5));
    var refused = ada.delete(API + "/1/roles/commander");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asText()).contains("Somebody has to lead");

    grace.post("/incidents/1/roles", Map.of("role", "commander"));
    ada.postJson(API + "/1/roles", Map.of("role", "expert"));
    grace.post("/incidents/1/roles", Map.of("role", "expert", "person", "Grace"));
    ada.postJson(
        API + "/1/roles", Map.of("role", "communications", "person", Cast.id(house, "grace")));
    house.fastForward(ofMinutes(5));
    ada.delete(API + "/1/roles/expert");
    var turns = ada.get(API + "/1/roles").json().get("items");
    assertThat(turns)
        .extracting(
            t -> t.get("role").asText() + " " + t.get("name").asText() + " " + t.get("to").isNull())
        .containsExactlyInAnyOrder(
            "commander Grace true",
            "communications Grace true",
            "expert Grace true",
            "commander Ada false",
            "expert Ada false");
    assertThat(incident(1).get("leader").asText()).isEqualTo("Grace");
    assertThat(ada.postJson(API + "/1/roles", Map.of("role", "king")).status()).isEqualTo(422);
    assertThat(ada.post("/incidents/1/roles", Map.of("role", "scribe", "person", "Nobody")).body())
        .contains("Nobody here is called that");
    assertThat(ada.get("/incidents/1").body())
        .contains("Grace", "Who held one before", "Take Grace off as expert");
    assertThat(grace.get("/incidents/1").body())
        .contains("Step down as expert")
        .doesNotContain("Take Grace off");
    assertThat(said())
        .contains("took the role commander over from Ada", "gave the role communications to");
  }

  @Test
  void the_record_writes_itself_and_every_line_opens_its_data() {
    Deploys.finished(house, "payments", "2.40.3", TestHouse.START.minus(Duration.ofHours(20)));
    Deploys.finished(house, "payments", "2.41.0", TestHouse.START.minusSeconds(180));
    fires("HighErrorRate", "payments");
    house.phone("ada").rang("payments");
    house.fastForward(ofMinutes(1));
    ada.postJson("/api/v1/alerts/1/acknowledgement", Map.of());
    house.fastForward(ofMinutes(1));
    declare(ada, "Customers cannot pay", 1, List.of(1));
    house.fastForward(ofMinutes(8));
    note(ada, "The pool is exhausted", "record", TestHouse.START.plusSeconds(240));
    note(ada, "Payments by card fail. Your basket is kept.", "public", null);
    Deploys.rolledBack(house, "payments", "2.40.3", TestHouse.START.plusSeconds(630));
    house.fastForward(ofMinutes(2));
    over("HighErrorRate", "payments");

    var lines = ada.get(API + "/1/timeline").json().get("items");
    var said = new ArrayList<String>();
    lines.forEach(
        l ->
            said.add(
                l.get("at").asText().substring(11, 16)
                    + " "
                    + l.get("said").asText()
                    + (l.get("about").isNull() ? "" : " " + l.get("about").asText())));
    assertThat(said)
        .containsExactly(
            "14:12 Over: alert A-1, HighErrorRate on payments",
            "14:10 Rolled back to Prod: payments 2.40.3",
            "14:10 told customers, for the status page",
            "14:04 ",
            "14:02 declared severity 1",
            "14:01 acknowledged A-1",
            "14:00 Rang for A-1: Ada",
            "14:00 Alert A-1, critical: HighErrorRate on payments",
            "13:57 Deployed to Prod: payments 2.41.0");
    assertThat(lines.get(3).get("quote").asText()).isEqualTo("The pool is exhausted");
    assertThat(lines.get(3).get("detail").asText()).isEqualTo("written down 6 min later");
    for (var line : lines) {
      var data = line.get("data").asText();
      assertThat(ada.get(data).status()).as(data).isEqualTo(200);
    }
    assertThat(ada.get("/incidents/1?show=people").body())
        .contains("The pool is exhausted")
        .doesNotContain("Rang for");
    assertThat(ada.get("/incidents/1/timeline?show=system").body())
        .contains("Rang for")
        .doesNotContain("The pool is exhausted");
    // The same once more: nothing is copied, so nothing can be told twice.
    assertThat(ada.get(API + "/1/timeline").json().get("items")).hasSize(lines.size());
  }

  @Test
  void that_all_its_alerts_are_over_is_proposed_and_never_taken_for_the_end() {
    fires("HighErrorRate", "payments");
    declare(ada, "Customers cannot pay", 1, List.of(1));
    assertThat(ada.get("/incidents/1/head").body()).doesNotContain("Are customers well?");
    house.fastForward(ofMinutes(14));
    over("HighErrorRate", "payments");
    house.fastForward(ofMinutes(3));
    assertThat(incident(1).get("state").asText()).isEqualTo("open");
    assertThat(ada.get("/incidents/1").body())
        .contains("Are customers well?", "Resolve as of", ">Resolve now<");
    var pressed =
        ada.post(
            "/incidents/1/resolution",
            Map.of("at", TestHouse.START.plus(ofMinutes(14)).toString()));
    assertThat(pressed.status()).isEqualTo(303);
    var over = incident(1);
    assertThat(over.get("state").asText()).isEqualTo("resolved");
    assertThat(over.get("resolved_at").asText()).isEqualTo("2026-11-17T14:14:00Z");
  }

  @Test
  void an_alert_of_the_same_service_is_offered_and_a_person_adds_it() {
    fires("HighErrorRate", "payments");
    declare(ada, "Customers cannot pay", 1, List.of(1));
    house.fastForward(ofMinutes(2));
    fires("QueueFull", "payments");
    fires("DiskFull", "receipts");
    assertThat(ada.get("/incidents/1").body())
        .contains("Does it belong here?", "QueueFull")
        .doesNotContain("DiskFull");
    assertThat(ada.get("/alerts/2/incident").body()).contains("Join INC-1");
    assertThat(incident(1).get("alerts")).hasSize(1);
    ada.post("/incidents/1/alerts", Map.of("alert", "2"));
    assertThat(incident(1).get("alerts")).hasSize(2);
    assertThat(ada.get("/incidents/1").body()).doesNotContain("Does it belong here?");
    ada.postJson(API + "/1/alerts", Map.of("alert", 3));
    assertThat(incident(1).get("services")).hasSize(2);
    ada.delete(API + "/1/alerts/3");
    ada.delete(API + "/1/services/receipts");
    assertThat(incident(1).get("services")).hasSize(1);
    assertThat(ada.postJson(API + "/1/alerts", Map.of("alert", 99)).status()).isEqualTo(422);
    assertThat(ada.postJson(API + "/1/services", Map.of("service", "none")).status())
        .isEqualTo(422);
  }

  @Test
  void people_are_owed_a_word_every_so_often_and_silence_is_said_aloud_once() {
    declare(ada, "Customers cannot pay", 1, List.of());
    assertThat(incident(1).get("update_due_at").asText()).isEqualTo("2026-11-17T14:30:00Z");
    house.fastForward(ofMinutes(20));
    note(ada, "We look at the pool", "inside", null);
    assertThat(incident(1).get("update_due_at").asText()).isEqualTo("2026-11-17T14:50:00Z");
    house.fastForward(ofMinutes(29));
    assertThat(ada.get("/incidents/badge").body()).doesNotContain("owes a word");
    house.fastForward(ofMinutes(2));
    assertThat(ada.get("/incidents/badge").body()).contains("owes a word");
    assertThat(grace.get("/incidents/badge").body())
        .doesNotContain("owes a word")
        .contains("1 incident");
    assertThat(ada.get("/incidents/1").body())
        .as("what is owed is what one is about to write")
        .contains("People wait for a word", "<option value=\"inside\" selected>");
    house
        .phone("ada")
        .rang("INC-1 owes people a word")
        .says("Customers cannot pay", "every 30 min", "since 17 Nov, 14:50 UTC");
    house.fastForward(ofMinutes(28));
    house.phone("ada").isSilent();
    house.fastForward(ofMinutes(2));
    house.phone("ada").rang("INC-1 owes people a word");
    house.phone("ada").isSilent();
    assertThat(journal("incident.update_overdue")).as("said aloud once").hasSize(1);
    assertThat(journal("incident.reminded")).hasSize(2);
    assertThat(ada.get("/notifications").body()).contains("INC-1 owes people a word");
    house.givePhone("grace", "grace");

    grace.post("/incidents/1/roles", Map.of("role", "communications"));
    house.fastForward(ofMinutes(30));
    house.phone("grace").rang("INC-1 owes people a word");
    house.phone("ada").isSilent();
    assertThat(grace.get("/incidents/badge").body()).contains("owes a word");
    assertThat(ada.get("/incidents/badge").body()).doesNotContain("owes a word");
    note(grace, "It is the pool; we roll back", "public", null);
    assertThat(grace.get("/incidents/badge").body()).doesNotContain("owes a word");
    ada.patchJson(API + "/1", Map.of("version", 1, "severity", 5));
    assertThat(incident(1).get("update_due_at").isNull()).isTrue();
    assertThat(ada.get("/incidents/1/findings").body())
        .contains("It is the pool; we roll back", "For the status page", "To everybody here");
  }

  @Test
  void a_reminder_goes_by_the_next_channel_and_stays_when_the_word_was_given_meanwhile() {
    house.givePhone("ada", "spare");
    declare(ada, "Customers cannot pay", 1, List.of());
    house.phone("ada").answers(503);
    house.fastForward(ofMinutes(31));
    assertThat(house.phone("ada").refused()).isGreaterThan(0);
    house.phone("spare").rang("INC-1 owes people a word");

    house.phone("spare").answers(503);
    house.fastForward(ofMinutes(29).plusSeconds(5));
    note(ada, "We look at the pool", "inside", null);
    house.phone("ada").answers(200);
    house.phone("spare").answers(200);
    house.fastForward(ofMinutes(20));
    house.phone("ada").isSilent();
    house.phone("spare").isSilent();
    assertThat(ada.get("/notifications").body()).contains("not needed");
  }

  @Test
  void whoever_never_answers_is_not_reminded_for_ever() {
    declare(ada, "Customers cannot pay", 1, List.of());
    house.fastForward(Duration.ofHours(20));
    assertThat(house.phone("ada").rings()).hasSize(12);
  }

  @Test
  void a_rollback_confirms_what_it_took_back_and_a_click_overrules_it() {
    Deploys.finished(house, "payments", "1.0.0", TestHouse.START.minus(Duration.ofHours(3)));
    Deploys.finished(house, "payments", "2.0.0", TestHouse.START.minus(Duration.ofHours(1)));
    Deploys.finished(house, "payments", "3.0.0", TestHouse.START.minus(ofMinutes(3)));
    fires("HighErrorRate", "payments");
    declare(ada, "Customers cannot pay", 1, List.of(1));
    assertThat(suspects()).containsExactly("3.0.0 suspected", "2.0.0 suspected", "1.0.0 suspected");
    house.fastForward(ofMinutes(10));
    Deploys.rolledBack(house, "payments", "1.0.0", house.clock.instant());
    house.fastForward(ofMinutes(1));
    assertThat(suspects()).containsExactly("3.0.0 confirmed", "2.0.0 suspected");
    assertThat(ada.get("/incidents/1").body())
        .contains("Rolled back to 1.0.0", "The rollback to 1.0.0 took it back as well")
        .contains("Reject payments 3.0.0", "Confirm payments 2.0.0")
        .doesNotContain("Confirm payments 3.0.0");

    ada.post("/incidents/1/suspects/3", Map.of("verdict", "rejected"));
    assertThat(suspects()).containsExactly("2.0.0 suspected", "3.0.0 rejected");
    ada.putJson(API + "/1/suspects/2", Map.of("verdict", "confirmed"));
    assertThat(suspects()).containsExactly("2.0.0 confirmed", "3.0.0 rejected");
    ada.post("/incidents/1/suspects/3", Map.of("verdict", "undo"));
    ada.delete(API + "/1/suspects/2");
    assertThat(suspects()).containsExactly("3.0.0 confirmed", "2.0.0 suspected");
    assertThat(ada.putJson(API + "/1/suspects/99", Map.of("verdict", "confirmed")).status())
        .isEqualTo(404);
    assertThat(ada.putJson(API + "/1/suspects/2", Map.of("verdict", "maybe")).status())
        .isEqualTo(422);
    assertThat(ada.post("/incidents/1/suspects/2", Map.of("verdict", "maybe")).status())
        .isEqualTo(422);
    assertThat(ada.get("/incidents/1/head").body())
        .contains("<strong>3 min</strong> until noticed");
  }

  @Test
  void tasks_are_ticked_off_and_nothing_typed_is_lost() {
    declare(ada, "Customers cannot pay", 1, List.of());
    ada.post("/incidents/1/tasks", Map.of("task", "Refund double charges", "person", "grace"));
    var task = ada.postJson(API + "/1/tasks", Map.of("text", "Draft the post-mortem"));
    assertThat(task.status()).isEqualTo(201);
    ada.post("/incidents/1/tasks/1/completion", Map.of());
    ada.postJson(API + "/1/tasks/1/completion", Map.of());
    var tasks = ada.get(API + "/1/tasks").json().get("items");
    assertThat(tasks).extracting(t -> t.get("done").asBoolean()).containsExactly(true, false);
    assertThat(tasks.get(0).get("person").asText()).isEqualTo("Grace");
    assertThat(journal("incident.task_done")).hasSize(1);
    ada.delete(API + "/1/tasks/1/completion");
    ada.delete(API + "/1/tasks/2");
    assertThat(ada.get(API + "/1/tasks").json().get("items")).hasSize(1);
    assertThat(ada.delete(API + "/1/tasks/2").status()).isEqualTo(404);
    var wrong = ada.post("/incidents/1/tasks", Map.of("task", "x", "person", "Nobody at all"));
    assertThat(wrong.status()).isEqualTo(422);
    var future =
        ada.post(
            "/incidents/1/notes",
            Map.of("text", "It was the pool", "told", "inside", "at", "2026-11-18T14:00"));
    assertThat(future.status()).isEqualTo(422);
    assertThat(future.body())
        .contains(">It was the pool</textarea>", "value=\"2026-11-18T14:00\"", "in the future");
    assertThat(ada.get(API + "/1/notes").json().get("items")).isEmpty();
  }

  @Test
  void what_is_mended_twice_is_mended_by_the_first() {
    declare(ada, "Customers cannot pay", 3, List.of());
    house.fastForward(ofSeconds(30));
    var mended = ada.patchJson(API + "/1", Map.of("version", 1, "severity", 1));
    assertThat(mended.json().get("version").asInt()).isEqualTo(2);
    var stale =
        grace.post(
            "/incidents/1",
            Map.of("version", "1", "title", "Cards fail", "severity", "2", "began", ""));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body()).contains("Someone was faster", "value=\"Cards fail\"");
    var saved =
        grace.post(
            "/incidents/1",
            Map.of("version", "2", "title", "Cards fail", "severity", "2", "began", ""));
    assertThat(saved.status()).isEqualTo(303);
    assertThat(incident(1).get("title").asText()).isEqualTo("Cards fail");
    assertThat(said())
        .contains(
            "changed the severity from 3 to 1",
            "changed the severity from 1 to 2",
            "mended title or begin: Cards fail");
    assertThat(ada.patchJson(API + "/1", Map.of("severity", 1)).status()).isEqualTo(422);
  }

  @Test
  void mistakes_are_named_with_their_field_and_nothing_is_kept() {
    var wrong =
        ada.postJson(
            API,
            Map.of("title", "", "severity", 6, "services", List.of("none"), "began_at", "soon"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("title", "severity", "services", "began_at");
    assertThat(ada.post("/incidents", Map.of("title", "Cards fail")).body())
        .contains("value=\"Cards fail\"", "A whole number from 1");
    assertThat(declare(ada, "Down", 1, List.of(77)).status()).isEqualTo(422);
    assertThat(ada.get(API).json().get("items")).isEmpty();
    assertThat(ada.get(API + "/1").status()).isEqualTo(404);
    assertThat(ada.get("/incidents?severity=9").status()).isEqualTo(400);
    assertThat(ada.get("/incidents/x").status()).isEqualTo(404);
    var viewer = house.as("vera", "viewer");
    assertThat(declare(viewer, "Down", 1, List.of()).status()).isEqualTo(403);
  }

  @Test
  void the_list_is_asked_in_its_address_and_leaves_as_csv_and_json() {
    assertThat(ada.get("/incidents").body()).contains("Nothing was ever wrong for customers");
    declare(ada, "Customers cannot pay", 1, List.of());
    ada.postJson(
        API, Map.of("title", "=Receipts are late", "severity", 4, "services", List.of("receipts")));
    ada.postJson(API + "/2/resolution", Map.of());
    assertThat(titles("")).containsExactly("=Receipts are late", "Customers cannot pay");
    assertThat(titles("?state=live")).containsExactly("Customers cannot pay");
    assertThat(titles("?severity=4")).containsExactly("=Receipts are late");
    assertThat(titles("?service=receipts")).containsExactly("=Receipts are late");
    assertThat(titles("?team=checkout")).containsExactly("=Receipts are late");
    assertThat(titles("?q=PAY")).containsExactly("Customers cannot pay");
    assertThat(titles("?limit=1")).containsExactly("=Receipts are late");
    assertThat(ada.get("/incidents?state=closed").body()).contains("No incident is like that");
    assertThat(ada.get("/incidents").body()).contains("1 incident is worked on");
    assertThat(ada.get("/incidents/export.csv?state=resolved").body())
        .contains("INC-2,'=Receipts are late,4,customers do not notice yet,resolved")
        .doesNotContain("INC-1");
    assertThat(ada.get("/incidents/export.json").json().get("items")).hasSize(2);
  }

  @Test
  void who_has_it_open_is_seen_by_the_others() {
    declare(ada, "Customers cannot pay", 1, List.of());
    ada.post("/incidents/1/here");
    assertThat(grace.post("/incidents/1/here").body()).contains("Ada", "Grace");
    house.fastForward(ofMinutes(1));
    assertThat(ada.post("/incidents/1/here").body()).contains("Ada").doesNotContain("Grace");
  }

  private Visitor.Answer declare(Visitor who, String title, int severity, List<Integer> alerts) {
    return who.postJson(API, Map.of("title", title, "severity", severity, "alerts", alerts));
  }

  private Visitor.Answer step(String step, Map<String, String> body) {
    return ada.postJson(API + "/1/" + step, body);
  }

  private void note(
      Visitor who, String text, String told, @org.jspecify.annotations.Nullable Instant at) {
    var answer =
        who.postJson(
            API + "/1/notes",
            at == null
                ? Map.of("text", text, "told", told)
                : Map.of("text", text, "told", told, "at", at.toString()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private JsonNode incident(long id) {
    return ada.get(API + "/" + id).json();
  }

  private List<String> titles(String query) {
    return ada.get(API + query).json().get("items").findValuesAsText("title").stream()
        .filter(t -> !t.contains(" on "))
        .toList();
  }

  private List<String> suspects() {
    var said = new ArrayList<String>();
    ada.get(API + "/1/suspects")
        .json()
        .get("items")
        .forEach(
            s -> said.add(s.at("/deployment/version").asText() + " " + s.get("verdict").asText()));
    return said;
  }

  private List<String> said() {
    var said = new ArrayList<String>();
    ada.get(API + "/1/timeline")
        .json()
        .get("items")
        .forEach(
            l ->
                said.add(
                    (l.get("said").asText()
                            + (l.get("about").isNull() ? "" : " " + l.get("about").asText()))
                        .replace(" Grace", "")));
    return said;
  }

  private List<String> kinds() {
    return ada.get("/api/v1/journal?subject=incident&id=1")
        .json()
        .get("items")
        .findValuesAsText("kind")
        .reversed();
  }

  private List<String> journal(String kind) {
    return kinds().stream().filter(kind::equals).toList();
  }

  private void fires(String name, String service) {
    send(name, service, house.clock.instant().plus(Duration.ofHours(4)));
  }

  private void over(String name, String service) {
    send(name, service, house.clock.instant());
  }

  private void send(String name, String service, Instant ends) {
    var answer =
        prometheus.postJson(
            "/api/v2/alerts",
            List.of(
                Map.of(
                    "labels",
                    Map.of("alertname", name, "service", service, "severity", "critical"),
                    "annotations",
                    Map.of("summary", name + " on " + service),
                    "startsAt",
                    started(name),
                    "endsAt",
                    ends.toString())));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    house.settle();
  }

  private final Map<String, String> starts = new java.util.HashMap<>();

  private String started(String name) {
    return starts.computeIfAbsent(name, n -> house.clock.instant().toString());
  }
}
