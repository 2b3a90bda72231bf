package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts for somebody whose browser runs no scripts. */
@Tag("needs-chromium")
class AlertScreensTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void one_alert() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout", "slug", "checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout", "tier", 1));
    var source =
        ada.postJson("/api/v1/sources", Map.of("name", "Prometheus", "format", "prometheus"));
    house
        .visitor()
        .withToken(source.json().get("token").asText())
        .postJson("/api/v2/alerts", SignalsStoriesTest.firing("HighErrorRate", "payments"));
    house.settle();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void without_javascript_one_tap_acknowledges_and_another_gives_back() {
    try (var browser = Browser.withoutJavaScript()) {
      browser.enter(house, ada);
      browser.page.navigate(house.base() + "/alerts/1");
      press(browser, "Acknowledge");
      assertThat(browser.page.locator("main").innerText()).contains("Who has it", "Ada");
      press(browser, "Give it back");
      assertThat(browser.page.locator("main").innerText()).contains("Nobody yet");
      assertThat(browser.complaints).isEmpty();
    }
  }

  private static void press(Browser browser, String words) {
    browser.page.locator("button", new Page.LocatorOptions().setHasText(words)).first().click();
  }
}
