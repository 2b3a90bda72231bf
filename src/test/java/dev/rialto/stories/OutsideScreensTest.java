package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wall and the status page in a browser: alive, grey when they cannot be believed, for all. */
@Tag("needs-chromium")
class OutsideScreensTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void a_shop() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    for (var name : List.of("payments", "receipts", "search", "mail")) {
      ada.postJson(
          "/api/v1/services",
          Map.of("name", name, "owner", "checkout", "capability", "Customers can pay"));
    }
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static List<String> order(Browser browser) {
    return browser.page.locator(".wall li strong").allTextContents();
  }

  @Test
  void a_screen_in_the_corridor_lives_by_what_changed_and_goes_dark_when_it_is_revoked() {
    var made = ada.postJson("/api/v1/kiosk-links", Map.of("label", "Corridor"));
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      var page = browser.page;
      page.navigate(house.base() + URI.create(made.json().get("link").asText()).getPath());
      assertThat(page.locator("h1")).hasText("No service is in trouble");
      assertThat(page.locator("[data-wall-age]")).containsText("live");
      page.evaluate(
          "() => document.querySelectorAll('.wall li').forEach((each) => (each.kept = true))");

      Fires.alert(house, "search", "critical");
      house.db().run(tx -> tx.tell("alerts"));
      assertThat(page.locator("h1")).hasText("search is down");
      assertThat(page.locator("#wall-worst li")).hasCount(1);
      Fires.alert(house, "mail", "warning");
      house.db().run(tx -> tx.tell("alerts"));
      assertThat(page.locator("#wall-worst li")).hasCount(2);
      assertThat(order(browser)).containsExactly("search", "mail", "payments", "receipts");
      assertThat(
              page.evaluate(
                  "() => [...document.querySelectorAll('.wall li')].filter((each) => each.kept).length"))
          .as("tiles that did not change were left as they were")
          .isEqualTo(2);
      house
          .db()
          .run(
              tx -> {
                tx.handle().execute("delete from alert");
                tx.tell("alerts");
              });
      assertThat(page.locator("h1")).hasText("No service is in trouble");
      assertThat(page.locator("#wall-worst li")).hasCount(0);
      assertThat(order(browser)).containsExactly("mail", "payments", "receipts", "search");
      assertThat(browser.barriers()).isEmpty();

      ada.delete("/api/v1/kiosk-links/1");
      assertThat(page.locator("h1")).hasText("No longer valid");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void a_wall_that_hears_nothing_for_ten_seconds_is_grey_and_says_so() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.enter(house, ada);
      browser.page.clock().install();
      // Cut where it begins: a stream that stands outlives a browser that is taken offline.
      browser.page.route("**/wall/stream**", Route::abort);
      browser.page.navigate(house.base() + "/wall");
      assertThat(browser.page.locator("[data-wall-age]")).containsText("live");
      assertThat(browser.page.locator("html[data-stream=lost]")).hasCount(0);
      browser.page.clock().fastForward(12_000);
      assertThat(browser.page.locator("html[data-stream=lost]")).hasCount(1);
      assertThat(browser.page.locator("[data-wall-age]")).containsText("no news for");
    }
  }

  @Test
  void a_wall_whose_house_cannot_be_read_is_grey_although_it_hears() {
    try (var browser = Browser.desk(ColorScheme.DARK)) {
      browser.enter(house, ada);
      browser.page.navigate(house.base() + "/wall");
      assertThat(browser.page.locator("[data-wall-age]")).containsText("live");
      house.db().run(tx -> tx.handle().execute("alter view incident_view rename to away"));
      house.clock.turnTo(house.clock.instant().plusSeconds(90));
      assertThat(browser.page.locator("html[data-stream=lost]")).hasCount(1);
      assertThat(browser.page.locator("[data-wall-age]")).containsText("what you see is");
      assertThat(browser.barriers()).isEmpty();
    }
  }

  @Test
  void without_any_script_the_status_page_tells_all_and_takes_a_subscription() {
    ada.postJson("/api/v1/status/components", Map.of("name", "Pay", "target", "customers-can-pay"));
    ada.putJson(
        "/api/v1/status/settings", Map.of("open", true, "title", "Merchant Row", "version", 1));
    new Outages(house, ada).declare("internal", 1, "payments");
    ada.postJson(
        "/api/v1/incidents/1/notes",
        Map.of("text", "Cards fail. Your basket is kept.", "told", "public"));
    try (var browser = Browser.withoutJavaScript()) {
      var page = browser.page;
      page.navigate(house.base() + "/status");
      assertThat(page.locator("h1")).hasText("“Pay” does not work at the moment");
      assertThat(page.locator(".verdict")).containsText("Your basket is kept");
      assertThat(page.locator("[data-zone]")).hasText("Times are UTC");
      page.click("text=By a signed webhook");
      page.fill("#hook", house.phoneAddress("customer"));
      page.locator(
              "form",
              new com.microsoft.playwright.Page.LocatorOptions().setHas(page.locator("#hook")))
          .locator("button")
          .click();
      assertThat(page.locator("h1")).hasText("Look into what arrived");
      page.navigate(house.base() + "/status/incidents/1");
      assertThat(page.locator("h1")).hasText("“Pay” does not work at the moment");
    }
    try (var browser = Browser.phone(ColorScheme.DARK)) {
      browser.page.navigate(house.base() + "/status");
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.scrollsSideways()).isFalse();
      assertThat(browser.complaints).isEmpty();
    }
  }
}
