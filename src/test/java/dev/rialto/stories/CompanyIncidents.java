package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What went wrong at Merchant Row: one incident nearly over, one just begun, one long past. */
final class CompanyIncidents {
  private final TestHouse house;
  private final Visitor ada;

  CompanyIncidents(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void happen(Map<String, String> examples) {
    cardsFail();
    done(
        ada.postJson(
            "/api/v1/incidents",
            Map.of("title", Company.HOSTILE, "severity", 4, "services", List.of("wide"))));
    done(
        ada.postJson(
            "/api/v1/incidents",
            Map.of("title", "Receipts came twice", "severity", 3, "services", List.of("mail"))));
    done(ada.postJson("/api/v1/incidents/3/resolution", Map.of()));
    done(ada.postJson("/api/v1/incidents/3/closing", Map.of()));
    for (String door : List.of("", "/head", "/people", "/timeline", "/findings", "/edit")) {
      examples.put("/incidents/{id}" + door, "/incidents/1" + door);
    }
    examples.put("/services/{slug}/incidents", "/services/payments/incidents");
    examples.put("/alerts/{id}/incident", "/alerts/1/incident");
  }

  private void cardsFail() {
    var began = TestHouse.START;
    Deploys.finished(house, "payments", "2.40.3", began.minus(Duration.ofHours(3)));
    Deploys.finished(house, "payments", "2.41.0", began.minus(Duration.ofMinutes(3)));
    Deploys.finished(house, "fraud-check", "1.19.4", began.minus(Duration.ofMinutes(95)));
    Deploys.finished(house, "payments", "PreProd", "2.41.0", began.minus(Duration.ofMinutes(45)));
    var grace = house.as("grace", "member");
    var tomas = house.as("tomás", "member");
    done(ada.send("POST", "/api/v1/alerts/1/acknowledgement", null, null));
    assertThat(
            ada.post(
                    "/incidents",
                    Map.of("alerts", "1", "quick", "yes", "title", "", "severity", ""))
                .status())
        .isEqualTo(303);
    done(grace.postJson("/api/v1/incidents/1/roles", Map.of("role", "expert")));
    done(tomas.postJson("/api/v1/incidents/1/roles", Map.of("role", "deputy")));
    done(
        ada.postJson(
            "/api/v1/incidents/1/roles",
            Map.of("role", "communications", "person", Cast.id(house, "mirela"))));
    say(ada, "Payments by card fail at the moment. Your basket is kept.", "public", null);
    house.fastForward(Duration.ofMinutes(4));
    say(
        grace,
        "Found it: the new client of the card company has no limit to its pool, so every pod runs out"
            + " of connections. 2.41.0 has no migration, rolling back is safe.",
        "record",
        house.clock.instant().minusSeconds(90));
    house.fastForward(Duration.ofMinutes(4));
    Deploys.rolledBack(house, "payments", "2.40.3", house.clock.instant());
    house.fastForward(Duration.ofMinutes(1));
    done(ada.postJson("/api/v1/incidents/1/mitigation", Map.of()));
    done(
        ada.putJson("/api/v1/incidents/1/suspects/" + fraudCheck(), Map.of("verdict", "rejected")));
    for (var task : List.of("Stop the roll-out to the north", "Refund double charges, if any")) {
      done(ada.postJson("/api/v1/incidents/1/tasks", Map.of("text", task, "person", "Yuki")));
    }
    done(ada.postJson("/api/v1/incidents/1/tasks/1/completion", Map.of()));
    say(ada, "Paying works again. We are watching it.", "inside", null);
    grace.post("/incidents/1/here");
    tomas.post("/incidents/1/here");
  }

  private long fraudCheck() {
    return ada.get("/api/v1/deployments?service=fraud-check").json().at("/items/0/id").asLong();
  }

  private void say(
      Visitor who, String text, String told, @org.jspecify.annotations.Nullable Instant at) {
    done(
        who.postJson(
            "/api/v1/incidents/1/notes",
            at == null
                ? Map.of("text", text, "told", told)
                : Map.of("text", text, "told", told, "at", at.toString())));
  }

  private static void done(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }
}
