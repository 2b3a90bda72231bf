package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rialto.stories.Visitor.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On call for somebody whose browser runs no scripts. */
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
  void without_javascript_one_click_fills_the_gap() {
    try (var browser = Browser.withoutJavaScript()) {
      browser.enter(house, ada);
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
}
