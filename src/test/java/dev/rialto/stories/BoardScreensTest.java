package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The board by keys alone, by mouse, and without scripts: one order, and nothing typed is lost. */
@Tag("needs-chromium")
class BoardScreensTest {
  private TestHouse house;
  private Visitor ada;

  @BeforeEach
  void a_board_with_four_cards() {
    house = new TestHouse();
    ada = house.as("ada", "member");
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "web-shop", "owner", "checkout"));
    item("Pay in two taps", "payments", "ready");
    item("Show why a card was refused", "payments", "ready");
    item("Pay again", "payments", "in_progress");
    item("Empty basket says what to do", "web-shop", "ready");
    house.settle();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void by_keys_alone() {
    try (var browser = opened(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      page.keyboard().press("ArrowDown");
      assertThat(card(page, 1)).isFocused();
      page.keyboard().press("ArrowDown");
      assertThat(card(page, 2)).isFocused();
      page.keyboard().press("ArrowDown");
      assertThat(card(page, 4)).isFocused();
      page.keyboard().press("ArrowUp");
      page.keyboard().press("ArrowRight");
      assertThat(card(page, 3)).isFocused();
      page.keyboard().press("ArrowLeft");
      assertThat(card(page, 1)).isFocused();

      // Picked up, carried to In progress, below what is there, put down.
      page.keyboard().press("Space");
      assertThat(says(page)).containsText("CHK-1 picked up in Ready, 1 of 2");
      fit(browser);
      page.keyboard().press("ArrowRight");
      assertThat(says(page)).containsText("In progress, 2 of 2");
      page.keyboard().press("Space");
      assertThat(cell(page, "payments", "in_progress").locator(".item"))
          .containsText(new String[] {"Pay again", "Pay in two taps"});
      assertThat(card(page, 1)).isFocused();
      assertThat(card(page, 1)).hasAttribute("data-version", "2");
      assertThat(says(page)).containsText("CHK-1 is in In progress");
      assertThat(item(1).get("state").asText()).isEqualTo("in_progress");
      assertThat(item(1).get("rank").asText()).isGreaterThan(item(3).get("rank").asText());

      // Picked up and put back.
      page.keyboard().press("Space");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Escape");
      assertThat(says(page)).containsText("is back in In progress");
      assertThat(item(1).get("version").asInt()).isEqualTo(2);
      assertThat(card(page, 1)).isFocused();

      page.keyboard().press("m");
      assertThat(card(page, 1)).containsText("Ada");
      assertThat(card(page, 1)).isFocused();

      page.keyboard().press("b");
      var dialog = page.locator("dialog[open]");
      assertThat(dialog).containsText("What holds it up?");
      fit(browser);
      page.keyboard().type("waits for Platform: vault path");
      page.keyboard().press("Enter");
      assertThat(card(page, 1).locator(".block")).containsText("waits for Platform: vault path");
      assertThat(dialog).hasCount(0);

      page.keyboard().press("/");
      assertThat(page.locator("[data-filter]")).isFocused();
      page.keyboard().type("basket");
      page.keyboard().press("Enter");
      assertThat(page.locator(".item")).hasCount(1);
      page.locator("body").press("c");
      page.waitForURL("**/items/new?team=checkout");
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void a_key_on_an_old_card_shows_the_fresh_one_and_keeps_the_reason() {
    try (var browser = opened(Browser.desk(ColorScheme.DARK))) {
      var page = browser.page;
      card(page, 1).focus();
      page.keyboard().press("b");
      page.keyboard().type("waits for Petra");
      move(1, "in_review", 1);
      page.keyboard().press("Enter");
      var dialog = page.locator("dialog[open]");
      assertThat(dialog).containsText("Someone was faster");
      assertThat(dialog.locator("input")).hasValue("waits for Petra");
      assertThat(cell(page, "payments", "in_review").locator(".item")).hasCount(1);
      page.keyboard().press("Enter");
      assertThat(card(page, 1).locator(".block")).containsText("waits for Petra");
    }
  }

  @Test
  void others_moves_are_seen_but_never_under_a_card_in_the_hand() {
    try (var browser = opened(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      page.waitForCondition(() -> house.house.live.streams() > 0);
      move(2, "deploying", 1);
      assertThat(cell(page, "payments", "deploying").locator(".item")).hasCount(1);
      card(page, 1).focus();
      page.keyboard().press("Space");
      page.keyboard().press("ArrowRight");
      move(4, "deploying", 1);
      // Its news came, and the board stayed as it was under the hand.
      page.waitForCondition(
          () ->
              page.evaluate("() => document.querySelector('.held') !== null").equals(true)
                  && item(4).get("state").asText().equals("deploying"));
      assertThat(card(page, 4)).hasAttribute("data-version", "1");
      assertThat(cell(page, "payments", "in_progress").locator(".held")).hasCount(1);
      page.keyboard().press("Space");
      assertThat(cell(page, "web-shop", "deploying").locator(".item")).hasCount(1);
      assertThat(item(1).get("state").asText()).isEqualTo("in_progress");
    }
  }

  @Test
  void a_move_that_does_not_arrive_is_taken_back() {
    try (var browser = opened(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      page.route("**/items/*/move", Route::abort);
      card(page, 1).focus();
      page.keyboard().press("Space");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Space");
      assertThat(says(page))
          .hasText("Rialto could not be reached. CHK-1 is back in Ready, 1 of 2.");
      assertThat(card(page, 1)).isFocused();
      card(page, 2).locator("header").dragTo(cell(page, "payments", "in_review"));
      assertThat(says(page))
          .hasText("Rialto could not be reached. CHK-2 is back in Ready, 2 of 2.");
      page.unroute("**/items/*/move");
      page.keyboard().press("Space");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Space");
      assertThat(card(page, 2)).hasAttribute("data-version", "2");
      assertThat(item(1).get("state").asText()).isEqualTo("ready");
      assertThat(item(2).get("state").asText()).isEqualTo("in_progress");
    }
  }

  @Test
  void by_mouse() {
    try (var browser = opened(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      card(page, 2).locator("header").dragTo(cell(page, "payments", "in_review"));
      assertThat(cell(page, "payments", "in_review").locator(".item")).hasCount(1);
      assertThat(card(page, 2)).hasAttribute("data-version", "2");
      assertThat(item(2).get("state").asText()).isEqualTo("in_review");
      card(page, 2).locator(".on").click();
      assertThat(cell(page, "payments", "deploying").locator(".item")).hasCount(1);
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void without_scripts() {
    try (var browser = opened(Browser.withoutJavaScript())) {
      var page = browser.page;
      card(page, 1).locator(".on").click();
      assertThat(cell(page, "payments", "in_progress").locator(".item")).hasCount(2);
      card(page, 1).locator("p a").click();
      page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).selectOption("in_review");
      page.getByText("Move", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator(".sub").first()).containsText("In review");
      page.getByLabel("Reason").fill("waits for Petra");
      page.getByText("Blocked", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator(".head .block")).containsText("Blocked for");
      page.getByText("I take it").click();
      page.navigate(house.base() + "/plan");
      assertThat(card(page, 1)).containsText("Ada");
      assertThat(card(page, 1).locator(".block")).containsText("waits for Petra");
      page.locator("[data-filter]").fill("basket");
      page.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.locator(".item")).hasCount(1);
    }
  }

  @Test
  void somebody_elses_card_can_be_looked_at_only() {
    var mirela = house.as("mirela", "member");
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.enter(house, mirela);
      browser.page.navigate(house.base() + "/board?services=payments,web-shop");
      assertThat(browser.page.locator(".item")).hasCount(4);
      assertThat(browser.page.locator(".item .on")).hasCount(0);
      card(browser.page, 1).focus();
      browser.page.keyboard().press("Space");
      assertThat(says(browser.page)).containsText("Only members of its team move CHK-1");
      assertThat(browser.barriers()).isEmpty();
    }
  }

  /** Nothing in anybody's way, and nothing blocked; what axe itself does is not the page's. */
  private static void fit(Browser browser) {
    assertThat(browser.complaints).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    browser.complaints.clear();
  }

  private Browser opened(Browser browser) {
    browser.enter(house, ada);
    browser.page.navigate(house.base() + "/plan");
    assertThat(browser.page.locator(".item")).hasCount(4);
    return browser;
  }

  private static Locator card(Page page, int number) {
    return page.locator("#item-CHK-" + number);
  }

  private static Locator says(Page page) {
    return page.locator("[data-says]");
  }

  private static Locator cell(Page page, String lane, String column) {
    return page.locator(".lane[aria-label='" + lane + "'] .cell[data-to='" + column + "']");
  }

  private com.fasterxml.jackson.databind.JsonNode item(int number) {
    return ada.get("/api/v1/items/CHK-" + number).json().get("item");
  }

  private void move(int number, String state, int version) {
    var moved =
        ada.postJson(
            "/api/v1/items/CHK-" + number + "/move", Map.of("state", state, "version", version));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
  }

  private void item(String title, String service, String state) {
    var made =
        ada.postJson(
            "/api/v1/items",
            Map.of(
                "team",
                "checkout",
                "service",
                service,
                "title",
                title,
                "points",
                2,
                "state",
                state,
                "links",
                List.of()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }
}
