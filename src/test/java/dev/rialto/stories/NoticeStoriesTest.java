package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkout hears in its chat what became of its deployments. */
class NoticeStoriesTest {
  private final TestHouse house = new TestHouse();
  private final HttpSink chat = new HttpSink();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void a_team_with_a_service() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson("/api/v1/teams", Map.of("name", "Other"));
    ada.postJson("/api/v1/services", Map.of("name", "Payments", "owner", "checkout"));
  }

  @AfterEach
  void the_story_ends() {
    chat.close();
    house.close();
  }

  private long channel(String hears) {
    var answer =
        ada.postJson(
            "/api/v1/teams/checkout/deployment-channels",
            Map.of(
                "name",
                "#checkout",
                "kind",
                "slack",
                "address",
                chat.url("/hook-7f3a").toString(),
                "hears",
                hears));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain("hook-7f3a");
    return answer.json().get("id").asLong();
  }

  private void tells(String environment, String version, String state) {
    var answer =
        ada.postJson(
            "/api/v1/deployments",
            Map.of(
                "service",
                "payments",
                "environment",
                environment,
                "version",
                version,
                "state",
                state,
                "by",
                "grace"));
    assertThat(answer.status()).isEqualTo(202);
    house.settle();
    house.clock.turnTo(house.clock.instant().plus(Duration.ofMinutes(1)));
  }

  @Test
  void every_end_is_told_once_and_a_start_is_not() {
    channel("all");
    tells("Prod", "1", "started");
    assertThat(chat.received()).isEmpty();
    tells("Prod", "1", "succeeded");
    tells("Prod", "1", "succeeded");
    assertThat(chat.received()).hasSize(1);
    assertThat(chat.received().getFirst().body())
        .contains("Payments 1 is in Prod")
        .contains("grace");
    tells("Prod", "2", "failed");
    tells("Prod", "2", "succeeded");
    tells("Prod", "2", "rolled_back");
    assertThat(chat.received()).hasSize(4);
    assertThat(chat.received().get(1).body()).contains("Payments 2 failed in Prod");
    assertThat(chat.received().getLast().body()).contains("Payments went back to 1 in Prod");
    assertThat(ada.get("/teams/checkout/notices").body())
        .contains("Arrives")
        .contains("rolled back");
  }

  @Test
  void a_team_chooses_what_it_hears_of() {
    long id = channel("all");
    var nothing =
        ada.patchJson(
            "/api/v1/deployment-channels/" + id, Map.of("tells", List.of(), "version", 1));
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.body()).contains("Choose at least one of waiting, started");
    var chosen =
        ada.patchJson(
            "/api/v1/deployment-channels/" + id,
            Map.of("tells", List.of("rolled_back", "started", "waiting"), "version", 1));
    assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
    assertThat(chosen.json().get("tells").toString())
        .isEqualTo("[\"waiting\",\"started\",\"rolled_back\"]");

    tells("Prod", "1", "started");
    tells("Prod", "1", "succeeded");
    tells("Prod", "2", "waiting");
    house.fastForward(Duration.ofDays(2));
    tells("Prod", "2", "started");
    tells("Prod", "2", "succeeded");
    tells("Prod", "2", "rolled_back");
    assertThat(chat.received().stream().map(HttpSink.Received::body))
        .satisfiesExactly(
            first -> assertThat(first).contains("Payments 1 is on its way to Prod"),
            second -> assertThat(second).contains("Payments 2 waits to go to Prod"),
            third -> assertThat(third).contains("Payments 2 is on its way to Prod"),
            last -> assertThat(last).contains("Payments went back to 1 in Prod"));

    // A start of yesterday is no news.
    ada.postJson(
        "/api/v1/deployments",
        Map.of(
            "service",
            "payments",
            "environment",
            "Prod",
            "version",
            "0",
            "state",
            "started",
            "at",
            house.clock.instant().minus(Duration.ofHours(20)).toString()));
    house.settle();
    assertThat(chat.received()).hasSize(4);

    var page = ada.get("/teams/checkout/notices?edit=" + id).body();
    assertThat(page).contains("every environment: waiting, started, rolled back");
    assertThat(page).containsPattern("value=\"started\" checked");
    var none =
        ada.post(
            "/deployment-channels/" + id,
            Map.of("name", "#new", "kind", "slack", "address", "", "hears", "all", "version", "2"));
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("Choose at least one of").contains("value=\"#new\"");
  }

  @Test
  void production_only_means_what_customers_have_and_old_news_is_none() {
    channel("production");
    tells("Staging", "1", "succeeded");
    assertThat(chat.received()).isEmpty();
    ada.postJson(
        "/api/v1/deployments",
        Map.of(
            "service",
            "payments",
            "environment",
            "Prod",
            "version",
            "1",
            "state",
            "succeeded",
            "at",
            house.clock.instant().minus(Duration.ofHours(20)).toString()));
    house.settle();
    assertThat(chat.received()).isEmpty();
    tells("Prod", "2", "succeeded");
    assertThat(chat.received()).hasSize(1);
  }

  @Test
  void a_chat_that_is_away_is_tried_again_and_the_failure_is_seen() {
    long id = channel("all");
    chat.answers(HttpSink.Answer.of(503));
    tells("Prod", "1", "succeeded");
    assertThat(chat.received()).hasSize(1);
    var failing = ada.get("/api/v1/deployment-channels/" + id).json();
    assertThat(failing.get("state").asText()).isEqualTo("failing");
    assertThat(failing.get("waiting").asInt()).isEqualTo(1);
    assertThat(ada.get("/teams/checkout/notices").body()).contains("does not hear of all");
    chat.answers(HttpSink.Answer.of(200));
    house.fastForward(Duration.ofSeconds(6));
    assertThat(chat.received()).hasSize(2);
    assertThat(ada.get("/api/v1/deployment-channels/" + id).json().get("state").asText())
        .isEqualTo("arriving");

    chat.answers(HttpSink.Answer.of(503));
    tells("Prod", "2", "succeeded");
    house.fastForward(Duration.ofHours(2));
    assertThat(chat.received()).hasSize(2 + 6);
    assertThat(ada.get("/teams/checkout/notices").body()).contains("Given up");
  }

  @Test
  void only_the_team_chooses_and_nobody_reads_what_is_sealed() {
    long id = channel("all");
    var mirela = house.as("mirela", "member");
    assertThat(mirela.delete("/api/v1/deployment-channels/" + id).status()).isEqualTo(403);
    assertThat(mirela.get("/teams/checkout/notices").body()).doesNotContain("hook-7f3a");
    var stale =
        ada.patchJson("/api/v1/deployment-channels/" + id, Map.of("name", "#pay", "version", 7));
    assertThat(stale.status()).isEqualTo(409);
    var changed =
        ada.patchJson("/api/v1/deployment-channels/" + id, Map.of("name", "#pay", "version", 1));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    tells("Prod", "1", "succeeded");
    assertThat(chat.received()).as("the address stayed").hasSize(1);
    var kept =
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery(
                            "select string_agg(c::text, '') || (select string_agg(j::text, '') from journal_entry j) from deployment_channel c")
                        .mapTo(String.class)
                        .one());
    assertThat(kept).doesNotContain("hook-7f3a");

    var wrong =
        ada.post(
            "/teams/checkout/notices",
            Map.of(
                "name",
                "#ops",
                "kind",
                "webhook",
                "address",
                chat.url("/x").toString(),
                "secret",
                "short",
                "hears",
                "all",
                "tells",
                "failed"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("at least 16 characters")
        .contains("value=\"#ops\"")
        .doesNotContain("short\"");
    assertThat(
            ada.post(
                    "/deployment-channels/" + id,
                    Map.of(
                        "name", "#late", "kind", "slack", "address", "", "hears", "all", "tells",
                        "failed", "version", "1"))
                .status())
        .isEqualTo(409);
    assertThat(ada.postJson("/api/v1/deployment-channels/" + id + "/test", Map.of()).status())
        .isEqualTo(202);
    house.settle();
    assertThat(chat.received()).hasSize(2);
    assertThat(ada.delete("/api/v1/deployment-channels/" + id).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/deployment-channels/" + id).status()).isEqualTo(404);
  }
}
