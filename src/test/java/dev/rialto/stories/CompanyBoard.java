package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checkout in the middle of a sprint: work in every column, something blocked, something urgent.
 */
final class CompanyBoard {
  private final TestHouse house;
  private final Visitor ada;

  CompanyBoard(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void plan() {
    var version = ada.get("/api/v1/teams/checkout/board").json().get("version").asInt();
    var limits =
        ada.putJson(
            "/api/v1/teams/checkout/board",
            Map.of("in_progress", 5, "in_review", 3, "version", version));
    assertThat(limits.status()).as(limits.body()).isEqualTo(200);
    item("Rotate the PSP key without a restart", "payments", "feature", 1, "ready", null);
    item("Pay in two taps: keep the card", "payments", "feature", 3, "in_progress", "grace");
    item("Show why a card was refused", "payments", "feature", 2, "in_review", "ada");
    item("Pay again after a refusal", "payments", "bug", 2, "verified", "ada");
    item("Faster refund page", "checkout", "feature", 2, "ready", null);
    item("Sunday report by mail", "checkout", "chore", 1, "ready", null);
    item("Two-tap journey as a check", "checkout", "experiment", 1, "in_progress", "grace");
    item("Retry the card token once", "checkout", "bug", 1, "in_review", "grace");
    item("Basket survives sign-in", "checkout", "feature", 3, "in_review", "ada");
    item("Say when the parcel comes", "checkout", "feature", 5, "backlog", null);
    item(Company.HOSTILE, "payments", "feature", 8, "backlog", null);
    var blocked =
        ada.putJson(
            "/api/v1/items/CHK-2/block",
            Map.of("reason", "waits for Platform: vault path for card tokens", "version", 1));
    assertThat(blocked.status()).as(blocked.body()).isEqualTo(200);
    var sprint =
        ada.postJson(
            "/api/v1/sprints",
            Map.of(
                "team", "checkout",
                "goal", "A customer pays in two taps",
                "starts_on", "2026-11-11",
                "ends_on", "2026-11-24"));
    assertThat(sprint.status()).as(sprint.body()).isEqualTo(201);
    ada.postJson(
        "/api/v1/sprints/" + sprint.json().get("id").asLong() + "/start", Map.of("version", 1));
    house.fastForward(Duration.ofHours(2));
    item("Certificate of receipts runs out in 9 days", "payments", "request", 0.5, "ready", null);
    item("Double confirmation mails", "checkout", "support", 2, "verified", "ada");
    house.settle();
  }

  private void item(
      String title,
      String service,
      String type,
      double points,
      String state,
      @Nullable String assignee) {
    var draft = new HashMap<String, Object>();
    draft.put("team", "checkout");
    draft.put("service", service);
    draft.put("type", type);
    draft.put("title", title);
    draft.put("points", points);
    draft.put("state", state);
    draft.put("assignee", assignee == null ? "" : assignee + "@merchantrow.example");
    draft.put("links", List.of(Map.of("title", "Sketch", "url", "https://wiki.example/taps")));
    var made = ada.postJson("/api/v1/items", draft);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }
}
