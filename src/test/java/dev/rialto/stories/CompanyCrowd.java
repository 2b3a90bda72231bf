package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A company that has grown: a thousand services that need one another, far more alerts than anybody
 * reads, a board of five hundred cards, an incident with two hundred entries.
 */
final class CompanyCrowd {
  static final int SERVICES = 1_000;
  static final int CARDS = 500;
  static final int ENTRIES = 200;
  private static final int ALERTS = 140;
  private static final int TEAMS = 20;
  private static final int CAPABILITIES = 12;

  private static final List<String> WORDS =
      List.of(
          "payments",
          "search",
          "ledger",
          "receipts",
          "catalogue",
          "prices",
          "reviews",
          "images",
          "accounts",
          "gateway",
          "basket",
          "orders",
          "inventory",
          "shipping",
          "warehouse",
          "mail");

  private final TestHouse house;
  private final Visitor ada;

  CompanyCrowd(TestHouse house, Visitor ada) {
    this.house = house;
    this.ada = ada;
  }

  void gathers() {
    services();
    alerts();
    cards();
    incident();
    house.settle();
  }

  static String team(int n) {
    return "team-" + n % TEAMS;
  }

  static String service(int n) {
    return WORDS.get(n % WORDS.size()) + "-" + n;
  }

  private void services() {
    var yaml = new StringBuilder();
    for (int n = 0; n < TEAMS; n++) {
      entity(yaml, "Group", team(n), "{type: team, children: []}");
    }
    for (int n = 0; n < CAPABILITIES; n++) {
      entity(yaml, "System", "capability-" + n, "{owner: %s}".formatted(team(n)));
    }
    for (int n = 0; n < SERVICES; n++) {
      // A few are needed by most, as it is everywhere.
      var needs =
          n < 3
              ? "[]"
              : "['component:%s', 'component:%s']"
                  .formatted(service(n % 3), service(Math.max(0, n - 1 - n % 7)));
      entity(
          yaml,
          "Component",
          service(n),
          "{type: service, lifecycle: production, owner: %s, system: capability-%d, dependsOn: %s}"
              .formatted(team(n), n % CAPABILITIES, needs));
    }
    var bytes = yaml.toString().getBytes(StandardCharsets.UTF_8);
    var sent = ada.send("POST", "/api/v1/imports?source=crowd.yaml", "application/yaml", bytes);
    assertThat(sent.status()).as(sent.body()).isEqualTo(202);
    house.settle();
    var plan = ada.get("/api/v1/imports/1").json();
    done(
        ada.postJson(
            "/api/v1/imports/1/application?version=" + plan.get("version").asInt(), Map.of()));
    house.settle();
    assertThat(ada.get("/api/v1/imports/1").json().get("state").asText()).isEqualTo("applied");
  }

  private static void entity(StringBuilder yaml, String kind, String name, String spec) {
    yaml.append("---\napiVersion: backstage.io/v1alpha1\nkind: ")
        .append(kind)
        .append("\nmetadata: {name: ")
        .append(name)
        .append("}\nspec: ")
        .append(spec)
        .append('\n');
  }

  private void alerts() {
    var source =
        ada.postJson("/api/v1/sources", Map.of("name", "Prometheus eu-1", "format", "prometheus"));
    var prometheus = house.visitor().withToken(source.json().get("token").asText());
    var batch = new ArrayList<Map<String, Object>>();
    for (int n = 0; n < ALERTS; n++) {
      var severity = List.of("critical", "error", "warning", "info").get(n % 4);
      batch.add(
          Map.of(
              "labels",
              Map.of("alertname", "HighErrorRate" + n, "service", service(n), "severity", severity),
              "annotations",
              Map.of("summary", "More than 5 % of requests fail"),
              "startsAt",
              house.clock.instant().minus(Duration.ofMinutes(n)).toString(),
              "endsAt",
              house.clock.instant().plus(Duration.ofHours(6)).toString()));
    }
    done(prometheus.postJson("/api/v2/alerts", batch));
    house.settle();
  }

  private void cards() {
    var states = List.of("ready", "in_progress", "in_review", "deploying", "verified", "backlog");
    for (int n = 0; n < CARDS; n++) {
      var draft = new HashMap<String, Object>();
      draft.put("team", team(0));
      draft.put("service", service(n % 12 * TEAMS));
      draft.put("type", "feature");
      draft.put("title", "Card %d: a customer keeps the basket over night".formatted(n));
      draft.put("points", n % 5 + 1);
      draft.put("state", states.get(n / 12 % states.size()));
      done(ada.postJson("/api/v1/items", draft));
    }
    var board = ada.get("/api/v1/teams/team-0/board").json();
    done(
        ada.putJson(
            "/api/v1/teams/team-0/board",
            Map.of("in_progress", 5, "in_review", 90, "version", board.get("version").asInt())));
  }

  private void incident() {
    done(
        ada.postJson(
            "/api/v1/incidents",
            Map.of(
                "title", "Customers cannot pay", "severity", 1, "services", List.of(service(0)))));
    for (int n = 1; n < ENTRIES; n++) {
      house.fastForward(Duration.ofSeconds(20));
      done(
          ada.postJson(
              "/api/v1/incidents/1/notes",
              Map.of("text", "Entry " + n + ": what we saw, and what we did.", "told", "record")));
    }
  }

  private static void done(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
  }
}
