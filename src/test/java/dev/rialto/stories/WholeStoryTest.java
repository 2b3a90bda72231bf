package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The loop in one story: a broken version goes out, the check fails, its owner is paged and has it,
 * an incident names the suspect and is a card that charges the sprint, it is rolled back, green,
 * and over, and so is the card. Ada does all of it on her phone.
 */
@Tag("needs-chromium")
class WholeStoryTest {
  private final TestHouse house = new TestHouse();
  private final Shop shop = new Shop();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void checkout_watches_that_customers_can_pay() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    house.givePhone("ada", "ada");
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name",
            "payments",
            "owner",
            "checkout",
            "tier",
            1,
            "capability",
            "Customers can pay",
            "environments",
            List.of(Map.of("name", "Prod", "tier", "production"))));
    ada.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
    var check =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "A customer pays",
                "service",
                "payments",
                "environment",
                "Prod",
                "severity",
                "critical",
                "probe",
                Map.of("type", "http", "urls", List.of(shop.url()))));
    assertThat(check.status()).as(check.body()).isEqualTo(201);
    deploy("2.40.3", "succeeded", house.clock.instant().minus(Duration.ofHours(20)));
    house.fastForward(ofMinutes(30));
    var sprint =
        ada.postJson(
            "/api/v1/sprints",
            Map.of(
                "team", "checkout",
                "goal", "A customer pays in two taps",
                "starts_on", "2026-11-17",
                "ends_on", "2026-11-30"));
    assertThat(sprint.status()).as(sprint.body()).isEqualTo(201);
    assertThat(ada.postJson("/api/v1/sprints/1/start", Map.of("version", 1)).status())
        .isEqualTo(200);
  }

  @AfterEach
  void close() {
    house.close();
    shop.close();
  }

  @Test
  void a_broken_version_goes_out_and_is_rolled_back_from_a_phone() {
    deploy("2.41.0", "succeeded", house.clock.instant());
    shop.breaks();
    house.fastForward(ofMinutes(3));
    house.phone("ada").rang("A customer pays");

    try (var phone = Browser.phone(ColorScheme.DARK)) {
      phone.enter(house, ada);
      var page = phone.page;
      page.navigate(house.base() + "/alerts/1");
      page.getByText("Acknowledge").first().click();
      assertThat(page.locator(".alert-pages").locator("..")).containsText("Ada");
      house.settle();
      page.locator(".act-slot button", new Page.LocatorOptions().setHasText("Declare")).click();

      assertThat(page.locator("h1")).hasText("Customers cannot pay");
      house.settle();
      assertThat(card().get("state").asText()).isEqualTo("in_progress");
      assertThat(ada.get("/teams/checkout/board").body()).contains("Customers cannot pay");
      assertThat(ada.get("/api/v1/sprints/1").json().get("charged").asDouble()).isPositive();
      assertThat(page.locator("[aria-labelledby=roles]")).containsText("leads");
      var suspects = page.locator("[aria-labelledby=suspects]");
      assertThat(suspects).containsText("payments 2.41.0");
      assertThat(suspects).containsText("suspected");
      assertThat(suspects).containsText("before it began");
      page.fill("#f-text", "Payments by card fail at the moment. Your basket is kept.");
      page.selectOption("select[name=told]", "public");
      page.getByText("Send the update").click();
      assertThat(page.locator("[aria-labelledby=updates]")).containsText("For the status page");
      page.waitForFunction(
          "() => document.querySelector('[data-age]').textContent.startsWith('live ·')");

      house.fastForward(ofMinutes(9));
      shop.recovers();
      deploy("2.40.3", "rolled_back", house.clock.instant());
      house.fastForward(ofMinutes(2));

      // Nobody presses anything: the open page hears of the rollback and of the green check.
      assertThat(page.locator(".story")).containsText("Rolled back to Prod: payments 2.40.3");
      assertThat(page.locator(".story")).containsText("Up: check A customer pays");
      assertThat(suspects).containsText("confirmed");
      assertThat(suspects).containsText("and A customer pays went green");
      var head = page.locator(".incident-page > div").first();
      assertThat(head).containsText("Are customers well?");
      page.getByText("Resolve as of").click();
      assertThat(page.locator("h1")).containsText("Customers could not pay, for");
      assertThat(page.locator(".phases")).containsText("until restored");
      assertThat(phone.barriers()).isEmpty();
      assertThat(phone.scrollsSideways()).isFalse();
      assertThat(phone.complaints).isEmpty();
    }
    house.settle();
    house.phone("ada").rang("[resolved]");
    assertThat(card().get("state").asText()).isEqualTo("verified");
    var incident = ada.get("/api/v1/incidents/1").json();
    assertThat(incident.get("state").asText()).isEqualTo("resolved");
    var suspect = ada.get("/api/v1/incidents/1/suspects").json().at("/items/0");
    assertThat(suspect.at("/deployment/version").asText()).isEqualTo("2.41.0");
    assertThat(suspect.get("verdict").asText()).isEqualTo("confirmed");
  }

  /** What the last line of a pipeline says with curl. */
  private void deploy(String version, String state, Instant at) {
    var told =
        ada.postJson(
            "/api/v1/deployments",
            Map.of(
                "service",
                "payments",
                "environment",
                "Prod",
                "version",
                version,
                "state",
                state,
                "at",
                at.toString()));
    assertThat(told.status()).as(told.body()).isEqualTo(202);
  }

  /** What the incident is on the board of Checkout; nobody typed it. */
  private JsonNode card() {
    var items = ada.get("/api/v1/items?q=cannot").json().get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("origin").asText()).isEqualTo("incident");
    return items.get(0);
  }
}
