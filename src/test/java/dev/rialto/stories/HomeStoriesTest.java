package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The screens that belong to nobody: what needs me, what runs, what is broken, and finding it. */
class HomeStoriesTest {
  private TestHouse house;
  private Visitor ada;
  private Visitor root;

  @BeforeEach
  void open() {
    house = new TestHouse();
    ada = house.as("ada", "member");
    root = house.as("root", "admin");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_empty_house_says_what_to_do_first_and_ticks_it_off() {
    var empty = root.get("/");
    assertThat(empty.status()).as(empty.body()).isEqualTo(200);
    assertThat(empty.body())
        .contains("Welcome to Rialto, Root")
        .contains("First steps")
        .contains("0 of 6")
        .contains("Add the first service");
    root.post("/teams", Map.of("name", "Checkout"));
    assertThat(root.get("/").body()).contains("1 of 6").contains("Nobody can reach you yet");
    root.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    assertThat(root.get("/").body()).contains("2 of 6").contains(">payments<");
    assertThat(house.as("vera", "viewer").get("/").body()).doesNotContain("First steps");
    assertThat(house.visitor().get("/").header("Location")).startsWith("/sign-in");
  }

  @Test
  void an_incident_that_concerns_me_is_the_first_thing_on_home_and_gone_when_it_is_over() {
    root.post("/teams", Map.of("name", "Checkout"));
    root.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    var grace = house.as("grace", "member");
    root.putJson(
        "/api/v1/teams/checkout/members/" + Cast.id(house, "grace"), Map.of("role", "member"));
    root.postJson(
        "/api/v1/incidents",
        Map.of("title", "Customers cannot pay", "severity", 1, "services", List.of("payments")));
    assertThat(root.get("/").body()).as("who leads").contains("Your incident");
    assertThat(grace.get("/").body()).as("whose service is hit").contains("Your incident");
    assertThat(grace.get("/home/head").body()).contains("things need you now");
    assertThat(ada.get("/").body()).as("whom it does not concern").doesNotContain("Your incident");
    assertThat(grace.get("/incidents/mine").body()).contains("Customers cannot pay");
    assertThat(ada.get("/incidents/mine").body()).doesNotContain("Customers cannot pay");

    house.givePhone("grace", "grace");
    grace.postJson("/api/v1/services/payments/practice", Map.of());
    house.settle();
    var mine = grace.get("/home/pages").body();
    assertThat(mine.indexOf("Your page"))
        .as("what rings comes before what is worked on")
        .isNotNegative()
        .isLessThan(mine.indexOf("Your incident"));

    root.postJson("/api/v1/incidents/1/resolution", Map.of());
    assertThat(grace.get("/home/pages").body()).doesNotContain("Your incident");
  }

  @Test
  void an_open_alert_puts_its_service_on_top_and_run_counts_it() {
    root.post("/teams", Map.of("name", "Checkout"));
    for (var name : List.of("basket", "payments", "search")) {
      root.postJson(
          "/api/v1/services",
          Map.of(
              "name",
              name,
              "owner",
              "checkout",
              "capability",
              name.equals("search") ? "Find" : "Pay"));
    }
    assertThat(ada.get("/run").body()).contains("No alert is open");
    Fires.alert(house, "search", "critical");
    var home = ada.get("/").body();
    assertThat(home.indexOf(">search<")).isPositive().isLessThan(home.indexOf(">basket<"));
    assertThat(home).contains("3 services, 0 up, 2 without a check").contains("Critical, since");
    assertThat(ada.get("/run").body()).contains("1 critical alert is open");
    var list = ada.get("/services").body();
    assertThat(list.indexOf(">search<")).isPositive().isLessThan(list.indexOf(">basket<"));
    assertThat(ada.get("/services?alerting=1").body())
        .contains("1 service with open alerts")
        .doesNotContain(">basket<");
    assertThat(ada.get("/services/export.csv?alerting=1").body())
        .contains("search,search,checkout,3,Find,Critical,")
        .doesNotContain("basket");
    assertThat(
            ada.get("/services/export.json?alerting=1")
                .json()
                .get("items")
                .get(0)
                .get("open_alerts")
                .asInt())
        .isEqualTo(1);
    Fires.alert(house, "unheard-of", "warning");
    assertThat(root.get("/").body()).contains("1 open alert belongs to nobody");
    assertThat(ada.get("/").body()).doesNotContain("belongs to nobody");
  }

  @Test
  void the_list_filters_sorts_and_pages_in_its_address() {
    root.post("/teams", Map.of("name", "Checkout"));
    for (int i = 0; i < 60; i++) {
      root.postJson(
          "/api/v1/services",
          i % 2 == 0
              ? Map.of("name", "svc %02d".formatted(i), "tier", i % 4 + 1, "owner", "checkout")
              : Map.of("name", "svc %02d".formatted(i), "tier", i % 4 + 1));
    }
    var first = root.get("/services?sort=name").body();
    assertThat(first)
        .contains("60 services")
        .contains("1–50 of 60")
        .contains(">svc 00<")
        .doesNotContain(">svc 55<")
        .contains("page=2");
    assertThat(root.get("/services?sort=name&page=2").body())
        .contains("51–60 of 60")
        .contains(">svc 55<");
    assertThat(root.get("/services?owner=none").body())
        .contains("30 services belong to nobody")
        .contains("go to the team of last resort")
        .contains("/services/svc-01/edit#f-owner");
    assertThat(root.get("/services?mine=1&tier=1").body()).contains("15 services");
    assertThat(ada.get("/services?mine=1").body()).contains("No service is like that");
    assertThat(root.get("/services?q=VC+07").body()).contains("1 service").contains(">svc 07<");
    assertThat(root.get("/services?sort=age").status()).isEqualTo(400);
    assertThat(root.get("/services?page=-1").status()).isEqualTo(400);
    assertThat(root.get("/").body()).contains("60 services have no owner".replace("60", "30"));
  }

  @Test
  void a_name_that_is_a_formula_stays_text_in_a_spreadsheet() {
    root.postJson(
        "/api/v1/services", Map.of("name", "=HYPERLINK(\"http://evil\")", "slug", "formula"));
    assertThat(root.get("/services/export.csv").body())
        .contains("\"'=HYPERLINK(\"\"http://evil\"\")\"");
  }

  @Test
  void everything_is_found_by_name_and_an_alert_by_its_number() {
    root.post("/teams", Map.of("name", "Checkout"));
    root.postJson(
        "/api/v1/services",
        Map.of("name", "Payments", "owner", "checkout", "aliases", List.of("pay-api-eu")));
    Fires.alert(house, "payments", "critical");
    assertThat(ada.get("/search?q=pay").body()).contains("/services/payments").contains("Checkout");
    assertThat(ada.get("/search?q=PAY-API").body()).contains("/services/payments");
    root.post("/teams", Map.of("name", "Payroll"));
    root.postJson("/api/v1/services", Map.of("name", "Repayments"));
    var found = ada.get("/search/results?q=pay").body();
    assertThat(found.indexOf("/services/repayments"))
        .as("what is of one kind stands together")
        .isPositive()
        .isLessThan(found.indexOf("/teams/payroll"));
    assertThat(ada.get("/search?q=check").body()).contains("/teams/checkout");
    assertThat(ada.get("/search?q=ada").body()).contains("ada@merchantrow.example");
    assertThat(ada.get("/search?q=A-1").body()).contains("/alerts/1");
    root.postJson(
        "/api/v1/items",
        Map.of(
            "team", "checkout", "title", "Pay in two taps", "type", "feature", "state", "ready"));
    assertThat(ada.get("/search?q=two%20taps").body()).contains("/items/CHK-1");
    assertThat(ada.get("/search?q=chk-1").body()).contains("Pay in two taps");
    root.postJson(
        "/api/v1/deployments",
        Map.of(
            "service", "payments", "environment", "Prod", "version", "2.41.0", "state", "started"));
    house.settle();
    assertThat(ada.get("/search?q=2.41.0").body())
        .contains("/deployments/1")
        .contains("Prod, running");
    assertThat(ada.get("/search/results?q=nothing-like-it").body())
        .contains("Nothing is called that")
        .doesNotContain("<html");
    assertThat(ada.get("/search?q=%3Cscript%3Ex").body()).doesNotContain("<script>x");
    assertThat(ada.get("/search?q=" + "x".repeat(5000)).status()).isEqualTo(200);
    assertThat(ada.get("/search?q=%25").body()).contains("Nothing is called");
    assertThat(ada.get("/search").body()).contains("Find anything");
  }
}
