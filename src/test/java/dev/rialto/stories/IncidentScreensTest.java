package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An incident in the browser: without any script, and live in two of them at once. */
@Tag("needs-chromium")
class IncidentScreensTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private final Visitor grace = house.as("grace", "member");

  @BeforeEach
  void an_alert_after_a_deployment() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name", "payments", "owner", "checkout", "tier", 1, "capability", "Customers can pay"));
    Deploys.finished(house, "payments", "2.41.0", TestHouse.START.minusSeconds(180));
    Fires.alert(house, "payments", "critical");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void without_any_script_an_incident_is_led_from_its_alert_to_its_end() {
    try (var browser = Browser.withoutJavaScript()) {
      browser.enter(house, ada);
      var page = browser.page;
      page.navigate(house.base() + "/alerts/1");
      page.click("text=Declare");
      assertThat(page.locator("#f-title")).hasValue("Customers cannot pay");
      assertThat(page.locator("input[name=severity]:checked")).hasValue("1");
      page.click("text=Declare it");
      assertThat(page.locator("h1")).hasText("Customers cannot pay");
      page.fill("#f-text", "We look at the pool");
      page.selectOption("select[name=told]", "public");
      page.click("text=Send the update");
      assertThat(page.locator(".story blockquote")).hasText("We look at the pool");
      assertThat(page.locator("[aria-labelledby=updates]")).containsText("For the status page");
      page.fill("input[name=task]", "Refund double charges");
      page.locator("[aria-labelledby=tasks]").getByText("Add").click();
      page.getByLabel("Done: Refund double charges").click();
      assertThat(page.locator("[aria-labelledby=tasks]")).containsText("1 of 1 done");
      page.getByLabel("Confirm payments 2.41.0").click();
      assertThat(page.locator("[aria-labelledby=suspects]")).containsText("Confirmed by Ada");
      page.getByLabel("Take the role scribe").click();
      assertThat(page.locator("[aria-labelledby=roles]")).containsText("scribe");
      press(page, "Mitigate");
      assertThat(page.locator("h1")).hasText("Customers could not pay");
      press(page, "Resolve");
      press(page, "Close");
      assertThat(page.locator(".head")).containsText("Closed");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void what_one_says_the_other_sees_and_what_is_being_typed_stays() {
    ada.postJson(
        "/api/v1/incidents",
        Map.of("title", "Customers cannot pay", "severity", 1, "alerts", List.of(1)));
    try (var desk = Browser.desk(ColorScheme.LIGHT);
        var phone = Browser.phone(ColorScheme.DARK)) {
      desk.enter(house, ada);
      phone.enter(house, grace);
      desk.page.navigate(house.base() + "/incidents/1");
      phone.page.navigate(house.base() + "/incidents/1");
      for (var page : List.of(desk.page, phone.page)) {
        page.waitForFunction(
            "() => document.querySelector('[data-age]').textContent.startsWith('live ·')");
      }
      desk.page.fill("#f-text", "Half a sen");
      desk.page.fill("input[name=task]", "Half a ta");
      phone.page.fill("#f-text", "It is the pool");
      phone.page.click("text=Add to the record");
      assertThat(desk.page.locator(".story blockquote")).hasText("It is the pool");
      assertThat(desk.page.locator("#f-text")).hasValue("Half a sen");
      assertThat(desk.page.locator("input[name=task]")).hasValue("Half a ta");

      // Once the field is left, what changed meanwhile is drawn there as well.
      grace.postJson("/api/v1/incidents/1/tasks", Map.of("text", "Call the card company"));
      desk.page.fill("input[name=task]", "");
      desk.page.locator("#f-text").focus();
      assertThat(desk.page.locator("[aria-labelledby=tasks]"))
          .containsText("Call the card company");
      assertThat(desk.page.locator("[aria-labelledby=here]").getByLabel("Ada")).hasCount(1);
      press(phone.page, "Mitigate");
      assertThat(phone.page.locator(".head")).containsText("Mitigated");
      assertThat(desk.page.locator(".head")).containsText("Mitigated");
      assertThat(desk.barriers()).isEmpty();
      assertThat(phone.barriers()).isEmpty();
      assertThat(phone.scrollsSideways()).isFalse();
      assertThat(desk.complaints).isEmpty();
      assertThat(phone.complaints).isEmpty();
    }
  }

  private static void press(Page page, String words) {
    page.locator(".head .acts button", new Page.LocatorOptions().setHasText(words)).click();
  }
}
