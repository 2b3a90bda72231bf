package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody sees who has a check open while it breaks, and while no news comes. */
@Tag("needs-chromium")
class CheckScreensTest {
  private static final String WATCHED =
      """
      () => {
        globalThis.shown = [];
        const root = document.documentElement;
        new MutationObserver(() =>
          shown.push(root.dataset.stream + ' ' + document.querySelector('[data-age]').textContent)
        ).observe(root, {attributeFilter: ['data-stream']});
      }
      """;

  @Test
  void an_open_tab_follows_the_outage_and_greys_when_no_news_comes() {
    try (var house = new TestHouse();
        var shop = new Shop();
        var browser = Browser.desk(ColorScheme.LIGHT)) {
      var ada = house.as("ada", "admin");
      ada.postJson("/api/v1/services", Map.of("name", "shop"));
      ada.postJson(
          "/api/v1/checks",
          Map.of(
              "name",
              "The shop is open",
              "service",
              "shop",
              "probe",
              Map.of("type", "http", "urls", List.of(shop.url()))));
      house.fastForward(Duration.ofMinutes(3));
      var cookie = ada.header("Cookie").split("=", 2);
      browser
          .page
          .context()
          .addCookies(
              List.of(
                  new com.microsoft.playwright.options.Cookie(cookie[0], cookie[1])
                      .setUrl(house.base().toString())));
      browser.page.clock().install();
      browser.page.navigate(house.base() + "/checks/1");
      browser.page.waitForFunction(
          "() => document.querySelector('h1').textContent.includes('answers')");
      browser.page.waitForFunction(
          "() => document.querySelector('[data-age]').textContent.startsWith('live ·')");

      shop.breaks();
      house.fastForward(Duration.ofMinutes(2));
      browser.page.waitForFunction(
          "() => document.querySelector('h1').textContent.includes('does not answer since')");

      // The next beat is real and may come at once, so the page itself keeps what it showed.
      browser.page.evaluate(WATCHED);
      browser.page.clock().fastForward(11_500);
      browser.page.waitForFunction("() => shown.some(each => each.startsWith('lost no news for'))");
      // With the beat everything is drawn again.
      browser.page.waitForFunction("() => document.documentElement.dataset.stream === undefined");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void a_check_is_made_tried_and_paused_without_any_script() {
    try (var house = new TestHouse();
        var shop = new Shop();
        var browser = Browser.withoutJavaScript()) {
      var ada = house.as("ada", "admin");
      ada.postJson("/api/v1/services", Map.of("name", "shop"));
      var cookie = ada.header("Cookie").split("=", 2);
      browser
          .page
          .context()
          .addCookies(
              List.of(
                  new com.microsoft.playwright.options.Cookie(cookie[0], cookie[1])
                      .setUrl(house.base().toString())));
      var page = browser.page;
      page.navigate(house.base() + "/checks");
      page.click("text=Make the first check");
      page.fill("#f-name", "The shop is open");
      page.fill("#f-service", "shop");
      page.fill("#f-p_urls", shop.url());
      page.click("text=Try it now");
      assertThat(page.textContent("#tried"))
          .contains("Tried just now")
          .contains("nothing was saved");
      assertThat(page.inputValue("#f-name")).isEqualTo("The shop is open");
      page.click("button:has-text('Make the check')");
      assertThat(page.textContent("h1")).contains("The shop is open");
      page.click("button:has-text('Pause')");
      assertThat(page.textContent("h1")).contains("is paused");
    }
  }
}
