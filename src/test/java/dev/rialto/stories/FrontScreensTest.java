package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The catalog and the front as people see and use them: by mouse, by keys, on a phone, without
 * scripts.
 */
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
  void nothing_sticks_out_and_axe_is_content_on_desk_and_phone_in_both_themes() {
    for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (var desk = Browser.desk(theme);
          var phone = Browser.phone(theme)) {
        look(desk, "desk-" + theme.name().toLowerCase(Locale.ROOT));
        look(phone, "phone-" + theme.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @Test
  void control_k_finds_by_keys_alone_and_the_question_mark_lists_the_keys() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      enter(browser);
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
  void without_scripts_a_service_is_found_edited_and_given_away() {
    try (var browser = Browser.withoutJavaScript()) {
      enter(browser);
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
      assertThat(page.locator("main")).containsText("https://wiki.example/pay");
      assertThat(page.locator("main")).containsText("changed runbook url");
    }
  }

  private void look(Browser browser, String name) {
    enter(browser);
    for (var path :
        List.of(
            "/",
            "/services",
            "/services?owner=none",
            "/services?q=nothing",
            "/services/payments",
            "/services/wide",
            "/services/payments/edit",
            "/services/basket/remove",
            "/teams",
            "/teams/checkout",
            "/teams/checkout/edit",
            "/teams/checkout/remove",
            "/run",
            "/search?q=pay")) {
      browser.page.navigate(house.base() + path);
      browser.picture(
          Path.of("target/screens/front-" + name + path.replaceAll("[^a-z0-9]+", "-") + ".png"));
      assertThat(browser.barriers()).as(name + " " + path).isEmpty();
      assertThat(browser.scrollsSideways()).as(name + " " + path).isFalse();
    }
  }

  private void enter(Browser browser) {
    var cookie = ada.header("Cookie").split("=", 2);
    browser
        .page
        .context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(house.base().toString())));
  }
}
