package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was made by mistake can go again; what was counted stays, and says why. */
class UndoStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void checkout_has_an_item() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    assertThat(item("Typed by mistake", "backlog").status()).isEqualTo(201);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_item_that_nothing_counts_is_removed_and_its_key_is_not_given_again() {
    var item = ada.get("/api/v1/items").json().at("/items/0");
    var key = item.get("key").asText();
    assertThat(ada.get("/items/" + key).body()).contains("/items/" + key + "/remove");
    assertThat(ada.get("/items/" + key + "/remove").body()).contains("Remove it");
    var stranger = house.as("vera", "member");
    assertThat(stranger.get("/items/" + key + "/remove").status()).isEqualTo(403);
    assertThat(ada.delete("/api/v1/items/" + key + "?version=9").status()).isEqualTo(409);
    assertThat(
            ada.post(
                    "/items/" + key + "/removal",
                    Map.of("version", String.valueOf(item.get("version").asInt())))
                .status())
        .isEqualTo(303);
    assertThat(ada.get("/items/" + key).status()).isEqualTo(404);
    assertThat(ada.get("/api/v1/journal").body()).contains("item.removed");
    assertThat(item("The next", "backlog").json().get("key").asText()).isNotEqualTo(key);
    var left = ada.get("/api/v1/items").json().at("/items/0");
    assertThat(ada.delete("/api/v1/items/" + left.get("key").asText() + "?version=1").status())
        .isEqualTo(204);
    assertThat(ada.delete("/api/v1/services/payments?version=1").status()).isEqualTo(204);
    var gone = ada.delete("/api/v1/teams/checkout?version=1");
    assertThat(gone.status()).as("no work, no services: " + gone.body()).isEqualTo(204);
  }

  @Test
  void what_an_incident_made_or_a_sprint_counts_stays_and_says_why() {
    ada.postJson(
        "/api/v1/incidents",
        Map.of(
            "title",
            "Customers cannot pay",
            "severity",
            1,
            "services",
            java.util.List.of("payments")));
    house.settle();
    var card = ada.get("/api/v1/items?q=cannot").json().at("/items/0");
    var refused =
        ada.delete(
            "/api/v1/items/"
                + card.get("key").asText()
                + "?version="
                + card.get("version").asInt());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("INC-1");

    var key = item("Pay in two taps", "ready").json().get("key").asText();
    aSprintIsPlanned();
    ada.postJson("/api/v1/sprints/1/start", Map.of("version", 1));
    assertThat(ada.get("/items/" + key + "/remove").body())
        .contains("cannot be removed</h1>", "part of sprint 1", "Send it to the backlog")
        .doesNotContain("Remove it");
    assertThat(ada.delete("/api/v1/items/" + key + "?version=1").status()).isEqualTo(409);
    assertThat(ada.delete("/api/v1/sprints/1?version=2").status()).as("it began").isEqualTo(409);
  }

  private void aSprintIsPlanned() {
    var sprint =
        ada.postJson(
            "/api/v1/sprints",
            Map.of(
                "team",
                "checkout",
                "goal",
                "Faster",
                "starts_on",
                "2026-11-17",
                "ends_on",
                "2026-11-30"));
    assertThat(sprint.status()).as(sprint.body()).isEqualTo(201);
  }

  @Test
  void a_sprint_that_was_only_planned_is_given_up() {
    aSprintIsPlanned();
    assertThat(ada.get("/sprints/1").body()).contains("Remove the plan");
    assertThat(ada.post("/sprints/1/removal", Map.of("version", "7")).status()).isEqualTo(409);
    assertThat(ada.post("/sprints/1/removal", Map.of("version", "1")).status()).isEqualTo(303);
    assertThat(ada.get("/sprints/1").status()).isEqualTo(404);
  }

  private Visitor.Answer item(String title, String state) {
    return ada.postJson(
        "/api/v1/items",
        Map.of("team", "checkout", "title", title, "type", "feature", "state", state));
  }
}
