package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.rialto.alerts.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The screens of alerts as people see them: on a desk and a phone, by day and by night. */
@Tag("needs-chromium")
class AlertScreensTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void one_alert_of_each_kind() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout", "slug", "checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout", "tier", 1));
    var now = house.clock.instant();
    for (var labels :
        List.of(
            Map.of("service", "payments", "alertname", "Customers cannot pay", "severity", "page"),
            Map.of("service", "payments", "alertname", "Disk is filling", "severity", "warning"),
            Map.of("job", "mystery".repeat(20), "alertname", "غير معروف 🔥", "severity", "info"),
            Map.of("job", "node", "alertname", "Held back", "severity", "error"))) {
      var symptom =
          new Symptom(
              labels.toString(),
              labels,
              Map.of("description", "No answer in 10 s from https://payments.example/pay"),
              now,
              null,
              false,
              "https://prometheus.example/graph",
              1,
              null,
              now);
      house.db().run(tx -> house.house.alerts.apply(tx, List.of(symptom), true));
    }
    ada.postJson(
        "/api/v1/silences",
        Map.of(
            "matchers",
            List.of("alertname=Held back"),
            "comment",
            "upgrade of the database",
            "ends_at",
            now.plusSeconds(7200).toString()));
    ada.postJson("/api/v1/alerts/2/acknowledgement", "");
    house.fastForward(Duration.ofMinutes(14));
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
  void without_javascript_one_tap_acknowledges_and_another_gives_back() {
    try (var browser = Browser.withoutJavaScript()) {
      enter(browser);
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

  private void look(Browser browser, String name) {
    enter(browser);
    int shot = 0;
    for (var path :
        List.of(
            "/alerts/1",
            "/alerts/3",
            "/alerts/4",
            "/alerts",
            "/silences",
            "/silences/new?alert=1",
            "/routing?labels=service%3Dpayments")) {
      browser.page.navigate(house.base() + path);
      browser.picture(Path.of("target/screens/alerts-" + name + "-" + shot++ + ".png"));
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
