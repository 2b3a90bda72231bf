package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalog and the front as people use them: by keys alone, and without scripts. */
@Tag("needs-chromium")
class FrontScreensTest {
  private TestHouse house;
  private Visitor ada;

  @BeforeEach
  void a_shop_with_trouble() {
    house = new TestHouse();
    ada = house.as("ada", "admin");
    house.as("grace", "member");
    ada.post(
        "/teams",
        Map.of(
            "name",
            "Checkout",
            "zone",
            "Europe/Berlin",
            "description",
            "Baskets, tills and receipts.\nAsk us anything."));
    ada.post("/teams/checkout/members", Map.of("person", "grace@merchantrow.example"));
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
            "runbook_url",
            "https://wiki.example/runbooks/payments",
            "description",
            "Takes the customer’s money and tells checkout so.",
            "environments",
            List.of(
                Map.of("name", "Prod", "tier", "production"),
                Map.of("name", "PreProd", "tier", "staging")),
            "links",
            List.of(Map.of("title", "Dashboard", "url", "https://grafana.example/d/payments")),
            "aliases",
            List.of("pay-api")));
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name", "basket", "owner", "checkout", "tier", 2, "capability", "Customers can pay"));
    ada.postJson(
        "/api/v1/services",
        Map.of("name", "search", "tier", 3, "capability", "Customers find things"));
    ada.postJson(
        "/api/v1/services",
        Map.of("name", "W".repeat(80), "slug", "wide", "description", "x".repeat(4_000)));
    Fires.alert(house, "payments", "critical");
    Fires.alert(house, "search", "warning");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void control_k_finds_by_keys_alone_and_the_question_mark_lists_the_keys() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.enter(house, ada);
      browser.page.navigate(house.base() + "/services");
      browser.page.keyboard().press("Control+k");
      browser.page.keyboard().type("bask");
      var dialog = browser.page.locator("dialog[open]");
      assertThat(dialog.locator("li[data-here]")).containsText("basket");
      assertThat(browser.barriers()).isEmpty();
      browser.page.keyboard().press("Enter");
      assertThat(browser.page.locator("h1")).containsText("basket");
      browser.page.keyboard().press("?");
      assertThat(dialog).containsText("Find anything");
      assertThat(browser.barriers()).isEmpty();
      browser.page.keyboard().press("Escape");
      assertThat(dialog).hasCount(0);
      browser.page.keyboard().press("g");
      browser.page.keyboard().press("r");
      browser.page.waitForURL("**/run");
    }
  }

  @Test
  void a_part_whose_service_somebody_removed_asks_no_more_and_complains_of_nothing() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      var page = browser.page;
      browser.enter(house, ada);
      page.navigate(house.base() + "/services/basket/remove");
      assertThat(page.locator("[data-live-get$='/reach/fragment']"))
          .containsText("No check looks at it");
      page.waitForCondition(() -> house.house.live.streams() > 0);
      page.waitForResponse(
          answer -> answer.url().endsWith("/reach/fragment") && answer.status() == 404,
          () -> ada.delete("/api/v1/services/basket?version=1"));
      assertThat(page.locator("[data-live-get$='/reach/fragment']:not([data-live])")).hasCount(1);
      assertThat(page.locator("[data-live-get$='/reach/fragment']"))
          .containsText("No check looks at it");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void without_scripts_a_service_is_found_edited_and_given_away() {
    try (var browser = Browser.withoutJavaScript()) {
      browser.enter(house, ada);
      var page = browser.page;
      page.navigate(house.base().toString());
      page.getByText("Find anything").click();
      page.getByPlaceholder("Service, team, person, A-12").fill("pay-api");
      page.locator("main button").getByText("Find").click();
      page.locator("main").getByText("payments").first().click();
      page.getByText("Edit").click();
      page.getByLabel("Runbook").fill("wiki.example/pay");
      page.getByLabel("Runbook").press("Enter");
      assertThat(page.locator("#wrong-runbook_url"))
          .containsText("Did you mean https://wiki.example/pay?");
      page.getByLabel("Runbook").fill("https://wiki.example/pay");
      page.getByLabel("Runbook").press("Enter");
      assertThat(page.locator("main").getByText("Runbook").first())
          .hasAttribute("href", "https://wiki.example/pay");
      assertThat(page.locator("main")).containsText("changed runbook url");
    }
  }
}
