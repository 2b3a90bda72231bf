package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual as it is read: on a desk, on a phone at night, on paper, by keys, without scripts. */
@Tag("needs-chromium")
class ManualScreensTest {
  private static final List<String> PAGES =
      List.of(
          "/docs",
          "/docs/guide/on-call",
          "/docs/guide/checks/http",
          "/docs/guide/channels",
          "/docs/guide/proxies",
          "/docs/guide/api",
          "/docs/api/alerts",
          "/docs/api/people",
          "/docs/api/alertmanager-api-v2",
          "/docs/benchmarks",
          "/docs/architecture",
          "/docs/adr",
          "/docs/changelog",
          "/docs/license");

  private static final TestHouse HOUSE = new TestHouse();
  private static final Visitor ADA = HOUSE.as("ada", "admin");

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void its_pages_hurt_nobody_and_stay_within_the_screen() {
    var wrong = new ArrayList<String>();
    try (var desk = Browser.desk(ColorScheme.LIGHT);
        var phone = Browser.phone(ColorScheme.DARK)) {
      desk.enter(HOUSE, ADA);
      for (var browser : List.of(desk, phone)) {
        for (var path : PAGES) {
          browser.page.navigate(HOUSE.base() + path);
          if (browser.scrollsSideways()) wrong.add(path + " scrolls sideways");
          browser.lastBarriers().forEach(it -> wrong.add(path + " axe: " + it));
        }
        browser.complaints.forEach(it -> wrong.add("says: " + it));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void it_is_searched_by_keys_alone() {
    try (var browser = Browser.desk(ColorScheme.DARK)) {
      var page = browser.page;
      page.navigate(HOUSE.base() + "/docs/guide/wall");
      page.keyboard().press("/");
      page.keyboard().type("rotation hand-over");
      page.locator(".manual-found [data-here]").waitFor();
      assertThat(page.locator(".manual-found [data-here]")).containsText("On call");
      assertThat(browser.barriers()).isEmpty();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowUp");
      page.keyboard().press("Enter");
      page.waitForURL("**/docs/guide/on-call*");
      page.locator("#manual-q").fill("xyzzy nothing");
      assertThat(page.locator(".manual-found")).containsText("Nothing in the manual");
      page.keyboard().press("Escape");
      assertThat(page.locator(".manual-found")).isHidden();
      page.locator("#manual-q").fill("silences matchers");
      page.locator(".manual-found a").first().click();
      page.waitForURL("**/docs/guide/silences*");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void without_scripts_the_contents_are_enough() {
    try (var browser = Browser.withoutJavaScript()) {
      var page = browser.page;
      page.navigate(HOUSE.base() + "/docs");
      assertThat(page.locator(".manual-find")).isHidden();
      page.locator("main").getByText("The first quarter of an hour").click();
      assertThat(page.locator("h1")).hasText("The first quarter of an hour");
      page.locator("[rel=next]").click();
      assertThat(page.locator("h1")).hasText("The demo");
      page.locator(".manual-nav summary").getByText("Run Rialto itself").click();
      page.locator(".manual-nav").getByText("Several nodes").click();
      assertThat(page.locator("h1")).hasText("Several nodes");
      page.locator(".manual-jumps a").first().click();
      page.waitForURL("**/docs/guide/nodes#**");
    }
  }

  @Test
  void a_screen_leads_to_its_page_and_the_key_h_too() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.enter(HOUSE, ADA);
      browser.page.navigate(HOUSE.base() + "/oncall");
      browser.page.keyboard().press("h");
      browser.page.waitForURL("**/docs/guide/on-call");
      assertThat(browser.page.locator("[aria-current=page]")).hasText("On call");
    }
  }

  @Test
  void paper_has_the_text_alone() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.page.navigate(HOUSE.base() + "/docs/guide/settings");
      browser.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(browser.page.locator(".topbar")).isHidden();
      assertThat(browser.page.locator(".manual-nav")).isHidden();
      assertThat(browser.page.locator("h1")).isVisible();
    }
  }

  @Test
  void from_a_disk_it_looks_and_finds_as_from_a_server(@TempDir Path directory) {
    HOUSE.house.manual.write(directory);
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      var page = browser.page;
      page.navigate(directory.resolve("guide/checks/http.html").toUri().toString());
      // The sheet has come, and with it Tabler's: without it the bar would not stick.
      assertThat(page.locator(".topbar")).hasCSS("position", "sticky");
      assertThat(page.locator(".manual-text table").first()).hasCSS("caption-side", "bottom");
      page.locator("#manual-q").fill("interrupt buffer");
      page.locator(".manual-found [data-here]").waitFor();
      page.keyboard().press("Enter");
      page.waitForURL("**/guide/sprints.html*");
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.complaints).isEmpty();
    }
  }
}
