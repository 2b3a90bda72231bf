package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.rialto.stories.Visitor.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The screens of on call as people see them: on a desk and a phone, by day and by night. */
@Tag("needs-chromium")
class OnCallScreensTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private long schedule;

  @BeforeEach
  void a_team_with_an_override_and_a_gap() {
    house.as("noor", "member");
    house.as("emil", "member");
    ada.postJson(
        "/api/v1/teams", Map.of("name", "Checkout", "slug", "checkout", "zone", "Europe/Berlin"));
    ada.postJson("/api/v1/teams", Map.of("name", "Payments", "slug", "payments"));
    for (int person = 2; person <= 3; person++)
      ada.putJson("/api/v1/teams/checkout/members/" + person, Map.of());
    Answer made = ada.postJson("/api/v1/schedules", Map.of("team", "checkout"));
    schedule = made.json().path("id").asLong();
    ada.putJson(
        "/api/v1/schedules/" + schedule + "/rotation",
        Map.of(
            "handover", "09:00",
            "weekday", "wednesday",
            "first_day", "2026-11-11",
            "people", List.of(1, 2, 3),
            "version", 1));
    ada.postJson(
        "/api/v1/schedules/" + schedule + "/overrides",
        Map.of("from", "2026-11-19T17:00:00Z", "to", "2026-11-19T21:00:00Z", "person", 1));
    house.db().run(tx -> tx.handle().execute("update person set active = false where id = 3"));
    house.fastForward(Duration.ofHours(1));
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
  void without_javascript_one_click_fills_the_gap() {
    try (var browser = Browser.withoutJavaScript()) {
      enter(browser);
      browser.page.navigate(house.base() + "/oncall/checkout?from=2026-11-23");
      assertThat(browser.page.locator("h1").innerText())
          .isEqualTo("Nobody is first from Wed 25 Nov to Wed 2 Dec");
      browser
          .page
          .locator("button", new Page.LocatorOptions().setHasText("I take it"))
          .first()
          .click();
      assertThat(browser.page.locator("h1").innerText()).startsWith("Ada is on call");
      assertThat(browser.complaints).isEmpty();
    }
  }

  private void look(Browser browser, String name) {
    enter(browser);
    int shot = 0;
    for (var path :
        List.of(
            "/oncall",
            "/oncall/checkout",
            "/oncall/checkout?view=month",
            "/oncall/payments",
            "/schedules/" + schedule + "/rotation")) {
      browser.page.navigate(house.base() + path);
      browser.picture(Path.of("target/screens/oncall-" + name + "-" + shot++ + ".png"));
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
