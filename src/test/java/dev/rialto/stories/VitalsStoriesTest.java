package dev.rialto.stories;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rialto looks after itself on a clock that turns: what stands still is seen, told and mended. */
class VitalsStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private long source;
  private String token = "";

  @BeforeEach
  void ada_keeps_the_house() {
    ada.postJson("/api/v1/teams", Map.of("name", "Platform"));
    house.givePhone("ada", "ada");
    ada.putJson(
        "/api/v1/teams/platform/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_administrator_sees_that_all_is_well_and_nobody_else_does() {
    assertThat(ada.get("/vitals").body()).contains("Rialto is well", "first", "version tested");
    var vitals = ada.get("/api/v1/vitals").json();
    assertThat(vitals.get("level").asText()).as(vitals.toPrettyString()).isEqualTo("well");
    assertThat(vitals.get("parts")).hasSize(13);
    assertThat(vitals.at("/nodes/0/here").asBoolean()).isTrue();
    assertThat(vitals.at("/nodes/0/name").asText()).isEqualTo("first");
    assertThat(ada.get("/sources").body()).contains("href=\"/vitals\"");
    assertThat(ada.get("/vitals/jobs").status()).isEqualTo(200);
    assertThat(ada.get("/api/v1/vitals/jobs").status()).isEqualTo(200);
    assertThat(ada.get("/vitals/jobs/export.csv").body()).startsWith("job,instance,due");
    assertThat(ada.get("/vitals/database").body())
        .contains("Nobody waits for a lock", "person", " KiB</td>")
        .doesNotContain(">0 MiB<");

    // The node that answers lives, also where its last sign of life is old.
    house.house.db.run(
        tx ->
            tx.handle()
                .execute(
                    "update vital_node set seen_at = clock_timestamp() - interval '5 minutes'"));
    assertThat(ada.get("/vitals").body()).contains("1 node, 13 parts").doesNotContain("Not seen");

    var grace = house.as("grace", "member");
    assertThat(grace.get("/vitals").status()).isEqualTo(403);
    assertThat(grace.get("/api/v1/vitals").status()).isEqualTo(403);
    assertThat(grace.get("/sources").body()).doesNotContain("href=\"/vitals\"");
  }

  @Test
  void every_part_is_a_figure_for_prometheus() {
    house.house.vitals.turn();
    var metrics = house.visitor().get("/metrics").body();
    assertThat(metrics)
        .contains("rialto_vital_level{vital=\"database\"} 0.0")
        .contains("rialto_vital_level{vital=\"outbox\"} 0.0")
        .contains("rialto_vital_value{vital=\"disk\"}")
        .contains("rialto_vital_age_seconds 0.0");
  }

  @Test
  void a_source_that_falls_silent_pages_the_last_resort_holds_the_heartbeat_and_ends_by_itself() {
    add(60);
    signal();
    look();
    house.house.vitals.beat();
    assertThat(house.heartbeats.accepted()).hasSize(1);

    house.fastForward(ofMinutes(61));
    look();
    look();
    house.phone("ada").isSilent();
    assertThat(part("sources").get("level").asText()).isEqualTo("unwell");
    assertThat(ada.get("/vitals").body())
        .contains("Rialto is unwell: sources", "“shop” for 1 h 01 min", "Close the source");
    house.house.vitals.beat();
    assertThat(house.heartbeats.accepted()).as("the dead man's switch hears nothing").hasSize(1);
    assertThat(ada.get("/vitals").body()).contains("Held back: unwell: Sources.");

    look();
    house.phone("ada").rang("Rialto itself is unwell: Sources");
    var alert = ada.get("/api/v1/alerts?state=firing").json().at("/items/0");
    assertThat(alert.toString()).contains("platform", "Rialto: Sources");
    for (int i = 0; i < 12; i++) {
      house.fastForward(ofMinutes(1));
      look();
    }
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items"))
        .as("told again it goes on, as one alert")
        .hasSize(1);

    signal();
    look();
    look();
    look();
    house.phone("ada").rang("[resolved]");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
    house.house.vitals.beat();
    assertThat(house.heartbeats.accepted()).hasSize(2);
  }

  @Test
  void an_alert_that_no_node_confirms_any_more_ends_by_itself() {
    add(60);
    house.fastForward(ofMinutes(61));
    for (int i = 0; i < 3; i++) {
      look();
    }
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).hasSize(1);
    house.fastForward(ofMinutes(6));
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
  }

  @Test
  void what_is_usual_for_a_source_is_learned_in_a_week() {
    add(0);
    for (int day = 0; day < 7; day++) {
      house.fastForward(ofDays(1));
      signal();
      look();
    }
    house.fastForward(ofHours(35));
    look();
    assertThat(part("sources").get("level").asText()).isEqualTo("well");
    assertThat(part("sources").get("figure").asText())
        .isEqualTo("1 of 1 have a rhythm, and keep it");
    house.fastForward(ofHours(2));
    look();
    assertThat(part("sources").get("level").asText()).isEqualTo("worse");
    house.fastForward(ofHours(12));
    look();
    assertThat(part("sources").get("level").asText()).isEqualTo("unwell");
    signal();
    look();
    assertThat(part("sources").get("level").asText()).isEqualTo("well");
  }

  @Test
  void jobs_and_messages_that_stand_still_are_seen() {
    add(0);
    signal("High error rate");
    house.house.signals.digest();
    // Nobody works: the clock turns and the jobs do not.
    house.clock.turn(ofSeconds(20));
    house.house.vitals.turn();
    assertThat(part("jobs").get("level").asText()).isEqualTo("worse");
    assertThat(part("outbox").get("level").asText()).isEqualTo("well");
    assertThat(ada.get("/vitals/jobs").body()).contains("late", "paging-");
    house.clock.turn(ofMinutes(2));
    house.house.vitals.turn();
    assertThat(part("jobs").get("level").asText()).isEqualTo("unwell");
    assertThat(part("outbox").get("level").asText()).isEqualTo("unwell");
    house.settle();
    look();
    assertThat(part("jobs").get("level").asText()).isEqualTo("well");
    assertThat(part("outbox").get("level").asText()).isEqualTo("well");
  }

  @Test
  void signals_that_nobody_works_off_are_seen() {
    add(0);
    signal("High error rate");
    house.clock.turn(ofSeconds(61));
    house.house.vitals.turn();
    assertThat(part("intake").get("level").asText()).isEqualTo("unwell");
    house.settle();
    look();
    assertThat(part("intake").get("level").asText()).isEqualTo("well");
  }

  @Test
  void a_second_node_is_seen_and_one_that_says_goodbye_is_not_missed() {
    look();
    try (var second = TestHouse.beside(house)) {
      second.house.vitals.turn();
      var nodes = ada.get("/api/v1/vitals").json().get("nodes");
      assertThat(nodes.findValuesAsText("name")).containsExactlyInAnyOrder("first", "second");
      assertThat(nodes.findValuesAsText("lives")).containsOnly("true");
    }
  }

  private void look() {
    house.house.vitals.turn();
    house.settle();
  }

  private JsonNode part(String word) {
    for (var part : ada.get("/api/v1/vitals").json().get("parts")) {
      if (part.get("vital").asText().equals(word)) {
        return part;
      }
    }
    throw new AssertionError("No part " + word);
  }

  /** A source that may be silent for so long; 0: nobody said. */
  private void add(int minutes) {
    var made =
        ada.postJson(
            "/api/v1/sources",
            minutes == 0
                ? Map.of("name", "shop", "format", "json")
                : Map.of("name", "shop", "format", "json", "expected_minutes", minutes));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    token = made.json().get("token").asText();
    source = made.json().get("id").asLong();
    assertThat(source).isPositive();
  }

  /** What is over wakes nobody. */
  private void signal() {
    send(Map.of("title", "A beat", "status", "resolved", "dedup_key", "beat"));
    house.settle();
  }

  private void signal(String title) {
    send(Map.of("title", title, "severity", "critical", "dedup_key", title));
  }

  private void send(Map<String, ?> body) {
    var answer = house.visitor().withToken(token).postJson("/api/v1/signals/alerts", body);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
  }
}
