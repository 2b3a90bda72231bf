package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merchant Row, a bookshop small enough to know everybody, in the middle of a bad afternoon: made
 * through the API as an administrator would, so that its screens have something to show.
 */
final class Company {
  /** Hostile on purpose: markup, right-to-left text and emoji must be shown as what they are. */
  static final String HOSTILE = "<img src=x onerror=alert(1)> \"quoted\" שלום 🔥 & more";

  private final TestHouse house;
  private final Visitor ada;
  private final String cookie;
  private final Map<String, String> examples = new HashMap<>();

  private Company(TestHouse house) {
    this.house = house;
    this.ada = Cast.enters(house, "ada", "admin");
    this.cookie = ada.header("Cookie");
  }

  static Company settle(TestHouse house) {
    var company = new Company(house);
    company.found();
    company.badAfternoon();
    new CompanyIncidents(house, company.ada).happen(company.examples);
    new CompanyChecks(house, company.ada).look();
    new CompanyDeliveries(house, company.ada).ship();
    new CompanyBoard(house, company.ada).plan();
    new CompanyOutside(house, company.ada).show(company.examples);
    return company;
  }

  /** What stands for the parameters of a door: its path, and a real address behind it. */
  Map<String, String> examples() {
    return examples;
  }

  /** Screens with nothing on them, with far too much, or asked for in another way. */
  List<String> corners() {
    return List.of(
        "/services?owner=none",
        "/services?q=nothing",
        "/services/wide",
        "/services/checkout",
        "/services/graph?service=payments&steps=2",
        "/services/graph?team=catalogue",
        "/services/graph?capability=customers-can-pay",
        "/imports/2",
        "/checks/5",
        "/checks/6",
        "/checks/7",
        "/checks/8",
        "/checks/new?type=dns",
        "/checks/new?type=tcp",
        "/checks/new?type=tls",
        "/checks/new?type=heartbeat",
        "/deployments?q=nothing",
        "/deployments/3",
        "/ship?team=catalogue",
        "/sources/new?format=github",
        "/sources/4",
        "/teams/catalogue/notices",
        "/people?q=nobody",
        "/people/5/erasure",
        "/oncall/checkout?view=month",
        "/oncall/catalogue",
        "/alerts?q=nothing",
        "/incidents?q=nothing",
        "/incidents/2",
        "/incidents/3",
        "/incidents/1?show=people",
        "/incidents/new?alert=1",
        "/alerts/5",
        "/alerts/7",
        "/alerts/8",
        "/silences/new?alert=1",
        "/maintenance?over=yes",
        "/maintenance/new?scope=check&target=1",
        "/routing?labels=service%3Dpayments",
        "/board?services=payments,search",
        "/teams/catalogue/board",
        "/wall?team=checkout",
        "/wall?capability=nothing",
        "/search?q=pay",
        "/search?q=nothing");
  }

  /** What is seen only after something was done. */
  List<Looks.Deed> deeds() {
    return CompanyDeeds.all();
  }

  /** What somebody sees who is not signed in. */
  List<String> doorways() {
    return List.of(
        "/sign-in",
        "/forgot",
        "/status",
        "/status/incidents/1",
        examples.get("/invitation/{key}"),
        examples.get("/reset/{key}"),
        examples.get("/a/{token}"),
        stillRinging());
  }

  /** The way to answer the last page that asks for an answer. */
  private String stillRinging() {
    return house.phone("ada").rings().reversed().stream()
        .map(Phones.Ring::actPath)
        .filter(path -> path.startsWith("/a/"))
        .findFirst()
        .orElseThrow();
  }

  /** Ada, who may do everything, with the company's cookie. */
  Visitor ada() {
    return ada;
  }

  /** Signs the browser in as Ada. */
  void enter(Browser browser) {
    browser.enter(house, ada);
  }

  private void found() {
    for (String name : List.of("grace", "tomás", "yuki", "mirela")) {
      Cast.enters(house, name, "member");
    }
    for (String name : List.of("ada", "grace", "tomás", "yuki", "mirela")) {
      house.givePhone(name, name.equals("tomás") ? "tomas" : name);
    }
    made(
        ada.postJson(
            "/api/v1/teams",
            Map.of(
                "name",
                "Checkout",
                "zone",
                "Europe/Rome",
                "description",
                "Baskets, payment and receipts.")));
    made(ada.postJson("/api/v1/teams", Map.of("name", "Payments-Ops", "zone", "Europe/Berlin")));
    made(ada.postJson("/api/v1/teams", Map.of("name", "Catalogue", "zone", "Europe/London")));
    member("checkout", "ada", "lead");
    member("checkout", "grace", "member");
    member("payments-ops", "tomás", "lead");
    member("payments-ops", "yuki", "member");
    member("catalogue", "mirela", "lead");
    service("payments", "checkout", 1, "Customers can pay", List.of("psp", "payments-api"));
    service("checkout", "checkout", 1, "Customers can pay", List.of());
    service("fraud-check", "payments-ops", 2, "Customers can pay", List.of());
    service("search", "catalogue", 2, "Customers find things", List.of());
    service("catalogue", "catalogue", 2, "Customers find things", List.of());
    service("mail", null, 3, "Customers hear from us", List.of());
    made(
        ada.postJson(
            "/api/v1/services",
            Map.of("name", "W".repeat(80), "slug", "wide", "description", "x".repeat(4_000))));
    new CompanyCatalog(house, ada).describe();
    schedule("checkout", "09:00", "wednesday", "ada", "grace");
    schedule("payments-ops", "09:00", "friday", "yuki", "tomás");
    made(
        ada.postJson(
            "/api/v1/schedules/1/overrides",
            Map.of(
                "from",
                "2026-11-20T17:00:00Z",
                "to",
                "2026-11-20T21:00:00Z",
                "person",
                Cast.id(house, "ada"))));
    var policy = ada.get("/api/v1/teams/checkout/escalation-policy");
    int version = policy.status() == 200 ? policy.json().path("version").asInt() : 0;
    var put =
        ada.putJson(
            "/api/v1/teams/checkout/escalation-policy",
            Map.of(
                "version",
                version,
                "repeats",
                2,
                "levels",
                List.of(
                    Map.of("to", "schedule", "id", 1, "patience_s", 300),
                    Map.of("to", "person", "id", Cast.id(house, "grace"), "patience_s", 600))));
    assertThat(put.status()).as(put.body()).isIn(200, 201);
    ada.putJson("/api/v1/routing/last-resort", Map.of("team", "payments-ops"));
  }

  private void badAfternoon() {
    var source =
        made(
            ada.postJson(
                "/api/v1/sources",
                Map.of("name", "Prometheus eu-1", "format", "prometheus", "expected_minutes", 5)));
    made(
        ada.postJson(
            "/api/v1/sources",
            Map.of("name", "Backups", "format", "json", "expected_minutes", 60)));
    var prometheus = house.visitor().withToken(source.get("token").asText());
    fire(
        prometheus,
        Map.of(
            "alertname",
            "HighErrorRate",
            "service",
            "payments",
            "severity",
            "critical",
            "instance",
            "eu-1"),
        "Customers cannot pay");
    house.fastForward(Duration.ofMinutes(2));
    fire(
        prometheus,
        Map.of("alertname", "SlowSearch", "service", "search", "severity", "warning"),
        "p95 1.9 s, target 0.8 s");
    fire(
        prometheus,
        Map.of("alertname", "QueueGrows", "service", "mail", "severity", "error"),
        "5,000 letters wait");
    fire(
        prometheus,
        Map.of(
            "alertname",
            "DiskFillsUp",
            "service",
            "catalogue",
            "severity",
            "warning",
            "disk",
            "sda1"),
        "Full in 4 h");
    fire(
        prometheus,
        Map.of("alertname", HOSTILE, "service", HOSTILE, "severity", "critical"),
        HOSTILE);
    fire(
        prometheus,
        Map.of("alertname", "CertificateSoon", "service", "checkout", "severity", "info"),
        "20 days left");
    house.settle();
    prometheus.send(
        "POST",
        "/api/v2/alerts",
        "application/json",
        "[{\"labels\":{}}]".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    house.visitor().withToken("wrong").postJson("/api/v2/alerts", List.of());
    assertThat(ada.send("POST", "/api/v1/alerts/2/acknowledgement", null, null).status())
        .isLessThan(300);
    made(
        ada.postJson(
            "/api/v1/silences",
            Map.of(
                "matchers",
                    List.of(
                        Map.of(
                            "name",
                            "alertname",
                            "value",
                            "DiskFillsUp",
                            "is_regex",
                            false,
                            "is_equal",
                            true)),
                "ends_at", "2026-11-17T20:00:00Z",
                "comment", "The new disk is in the post")));
    made(ada.postJson("/api/v1/tokens", Map.of("name", "deploy bot", "scopes", List.of("read"))));
    var invitation =
        made(
            ada.postJson(
                "/api/v1/invitations",
                Map.of("email", "noor@merchantrow.example", "role", "member")));
    var reset = ada.postJson("/api/v1/people/" + Cast.id(house, "grace") + "/reset-link", Map.of());
    examples.put("/invitation/{key}", path(invitation.get("link").asText()));
    examples.put("/reset/{key}", path(reset.json().get("link").asText()));
    examples.put("/a/{token}", house.phone("ada").rings().getFirst().actPath());
    // There is an administrator already: what is left to see is that the link no longer works.
    examples.put("/first-run/{key}", "/first-run/used");
    examples.put("/docs/<page>", "/docs/guide/on-call");
    examples.put("/docs/img/{name}", "/docs/img/alert.png");
    house.fastForward(Duration.ofMinutes(3));
    examples.put("cookie", cookie);
    for (String door :
        List.of(
            "/teams/{slug}",
            "/teams/{slug}/edit",
            "/teams/{slug}/remove",
            "/teams/{slug}/services",
            "/teams/{slug}/skills",
            "/teams/{slug}/oncall",
            "/teams/{slug}/board",
            "/teams/{slug}/board/cards",
            "/teams/{slug}/board/settings",
            "/teams/{slug}/backlog",
            "/teams/{slug}/backlog/cards",
            "/teams/{slug}/sprints",
            "/teams/{slug}/sprint/fragment",
            "/teams/{slug}/escalation",
            "/teams/{slug}/escalation/now")) {
      examples.put(door, door.replace("{slug}", "checkout"));
    }
    for (String door :
        List.of(
            "/services/{slug}",
            "/services/{slug}/edit",
            "/services/{slug}/remove",
            "/services/{slug}/answers",
            "/services/{slug}/answers/edit",
            "/services/{slug}/dependencies",
            "/services/{slug}/needs",
            "/services/{slug}/descriptor",
            "/services/{slug}/alerts",
            "/services/{slug}/checks/fragment",
            "/services/{slug}/standing/fragment",
            "/services/{slug}/time/fragment",
            "/services/{slug}/reach/fragment",
            "/services/{slug}/deployments/fragment",
            "/services/{slug}/journal")) {
      examples.put(door, door.replace("{slug}", "payments"));
    }
    for (String door :
        List.of(
            "/capabilities/{slug}",
            "/capabilities/{slug}/edit",
            "/capabilities/{slug}/remove",
            "/capabilities/{slug}/services",
            "/capabilities/{slug}/dependencies",
            "/capabilities/{slug}/incidents",
            "/capabilities/{slug}/health/fragment")) {
      examples.put(door, door.replace("{slug}", "customers-can-pay"));
    }
    for (var door : house.house.doors.all()) {
      if (door.path()
          .matches(
              "/(alerts|changes|change-requests|checks|deployments|runs|imports|maintenance|sources|signals|schedules|people|silences|pages|notifications)/\\{id\\}.*|/me/contact-methods/\\{id\\}.*")) {
        examples.putIfAbsent(
            door.path(), door.path().replace("{id}", "1").replaceAll("\\{override\\}", "1"));
      }
    }
    examples.put("/teams/{slug}/notices", "/teams/checkout/notices");
    examples.put("/teams/{slug}/notices/lines", "/teams/checkout/notices/lines");
    examples.put(
        "/services/{slug}/deployments/markers",
        "/services/payments/deployments/markers?from=2026-11-17T10:00:00Z&to=2026-11-17T16:00:00Z");
    examples.put("/oncall/{team}", "/oncall/checkout");
    for (String door :
        List.of("/items/{key}", "/items/{key}/edit", "/items/{key}/remove", "/items/{key}/card")) {
      examples.put(door, door.replace("{key}", "CHK-2"));
    }
    examples.put("/sprints/{id}", "/sprints/1");
    examples.putIfAbsent("/incidents/{id}/card/fragment", "/incidents/1/card/fragment");
    examples.put("/badges/check/{id}.json", "/badges/check/1.json");
    for (var door : house.house.doors.all()) {
      if (door.path().matches(".*\\{.*/export\\.(csv|json)")) {
        examples.put(
            door.path(),
            door.path()
                .replace("/services/{slug}", "/services/payments")
                .replace("{slug}", "checkout")
                .replace("{id}", "1"));
      }
    }
    examples.put("/ping/{token}", "/ping/nobody");
    examples.put("/ping/{token}/{what}", "/ping/nobody/start");
  }

  private void member(String team, String person, String role) {
    var put =
        ada.putJson(
            "/api/v1/teams/" + team + "/members/" + Cast.id(house, person), Map.of("role", role));
    assertThat(put.status()).as(put.body()).isIn(200, 201);
  }

  private void service(
      String name,
      @org.jspecify.annotations.Nullable String owner,
      int tier,
      String capability,
      List<String> aliases) {
    var draft = new HashMap<String, Object>();
    draft.put("name", name);
    draft.put("owner", owner);
    draft.put("tier", tier);
    draft.put("capability", capability);
    draft.put("aliases", aliases);
    draft.put(
        "environments",
        List.of(
            Map.of("name", "PreProd", "tier", "staging"),
            Map.of("name", "Prod", "tier", "production")));
    draft.put("runbook_url", "https://wiki.merchantrow.example/" + name);
    made(ada.postJson("/api/v1/services", draft));
  }

  private void schedule(String team, String handover, String weekday, String... people) {
    var schedule = made(ada.postJson("/api/v1/schedules", Map.of("team", team)));
    var put =
        ada.putJson(
            "/api/v1/schedules/" + schedule.get("id").asLong() + "/rotation",
            Map.of(
                "handover",
                handover,
                "weekday",
                weekday,
                "first_day",
                "2026-11-11",
                "every",
                1,
                "people",
                java.util.Arrays.stream(people).map(p -> Cast.id(house, p)).toList(),
                "version",
                schedule.get("version").asInt()));
    assertThat(put.status()).as(put.body()).isIn(200, 201);
  }

  private void fire(Visitor prometheus, Map<String, String> labels, String summary) {
    var answer =
        prometheus.postJson(
            "/api/v2/alerts",
            List.of(
                Map.of(
                    "labels", labels,
                    "annotations",
                        Map.of("summary", summary, "description", "Seen from two places."),
                    "startsAt", house.clock.instant().toString(),
                    "endsAt", house.clock.instant().plus(Duration.ofHours(2)).toString(),
                    "generatorURL", "http://prometheus.merchantrow.example/graph")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    house.settle();
  }

  private static String path(String link) {
    return java.net.URI.create(link).getPath();
  }

  private static JsonNode made(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }
}
