package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The question mark lists the keys of a screen, and each of them does what the list says. */
@Tag("needs-chromium")
class KeysScreensTest {
  private TestHouse house;
  private Visitor ada;

  @BeforeEach
  void a_shop_with_an_alert_and_a_card() {
    house = new TestHouse();
    ada = house.as("ada", "admin");
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    ada.postJson(
        "/api/v1/items",
        Map.of("team", "checkout", "service", "payments", "title", "Pay again", "state", "ready"));
    Fires.alert(house, "payments", "critical");
    house.settle();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void on_every_kind_of_screen_the_list_opens_closes_and_gives_focus_back() {
    try (var browser = entered(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      for (var path :
          List.of(
              "/",
              "/services",
              "/services/payments",
              "/alerts",
              "/alerts/1",
              "/teams/checkout/board",
              "/checks/new",
              "/me",
              "/vitals",
              "/status",
              "/wall")) {
        page.navigate(house.base() + path);
        var link = page.locator("a:visible").first();
        link.focus();
        var list = opened(page);
        assertThat(list).containsText("Go to");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(link).isFocused();
      }
      assertThat(browser.complaints).isEmpty();
    }
  }

  @Test
  void the_list_is_fit_to_be_seen() {
    for (var theme : ColorScheme.values()) {
      if (theme == ColorScheme.NO_PREFERENCE) continue;
      try (var desk = entered(Browser.desk(theme));
          var phone = entered(Browser.phone(theme))) {
        for (var browser : List.of(desk, phone)) {
          browser.page.navigate(house.base() + "/teams/checkout/board");
          opened(browser.page);
          assertThat(browser.barriers()).isEmpty();
          assertThat(browser.scrollsSideways()).isFalse();
        }
      }
    }
  }

  @Test
  void each_place_is_where_its_key_leads() {
    try (var browser = entered(Browser.desk(ColorScheme.DARK))) {
      var page = browser.page;
      page.navigate(house.base() + "/me");
      var places = new LinkedHashMap<>(keys(opened(page)));
      places.keySet().removeIf(key -> !key.startsWith("g "));
      assertThat(places).hasSizeGreaterThan(8);
      var paths =
          Map.of(
              "Home",
              "/",
              "On call",
              "/oncall",
              "Plan",
              "/teams/checkout/board",
              "People",
              "/people");
      places.forEach(
          (key, says) -> {
            page.navigate(house.base() + "/me");
            page.keyboard().press("g");
            page.keyboard().press(key.substring(2));
            page.waitForURL(
                url -> {
                  var path =
                      url.substring(house.base().toString().length()).replaceFirst("\\?.*", "");
                  return says.equals("Plan")
                      ? path.equals("/plan") || path.equals(paths.get("Plan"))
                      : path.equals(
                          paths.getOrDefault(says, "/" + says.toLowerCase(java.util.Locale.ROOT)));
                });
            assertThat(page.locator("h1").first()).isVisible();
          });
    }
  }

  @Test
  void a_list_filters_and_begins_something_new() {
    try (var browser = entered(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      for (var path : List.of("/services", "/checks", "/incidents", "/teams", "/capabilities")) {
        page.navigate(house.base() + path);
        var keys = keys(opened(page));
        assertThat(keys).containsKeys("/", "c", "?", "Esc", "Ctrl K");
        page.keyboard().press("Escape");
        page.keyboard().press("/");
        var filter = page.locator("form[role=search] input[type=search]");
        assertThat(filter).isFocused();
        // What is typed is text, and opens nothing.
        page.keyboard().type("what? g s c");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(filter).hasValue("what? g s c");
        page.navigate(house.base() + path);
        page.keyboard().press("Control+k");
        assertThat(page.locator("dialog[open] input")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        page.keyboard().press("c");
        assertThat(page).hasURL(house.base() + path + "/new");
      }
    }
  }

  @Test
  void an_alert_is_acknowledged_by_its_key() {
    try (var browser = entered(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      page.navigate(house.base() + "/alerts/1");
      assertThat(keys(opened(page))).containsEntry("a", "Acknowledge").doesNotContainKey("c");
      page.keyboard().press("Escape");
      page.keyboard().press("a");
      assertThat(page.getByText("Give it back")).isVisible();
      assertThat(keys(opened(page))).doesNotContainKey("a");
    }
  }

  @Test
  void a_board_lists_what_its_cards_hear() {
    try (var browser = entered(Browser.desk(ColorScheme.LIGHT))) {
      var page = browser.page;
      page.navigate(house.base() + "/teams/checkout/board");
      assertThat(keys(opened(page))).containsKeys("← → ↑ ↓", "space", "Enter", "m", "b", "c", "/");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      var card = page.locator("#item-CHK-1");
      page.keyboard().press("ArrowDown");
      assertThat(card).isFocused();
      page.keyboard().press("?");
      page.keyboard().press("Escape");
      assertThat(card).isFocused();
      page.keyboard().press("Space");
      assertThat(page.locator("[data-says]")).containsText("picked up");
      page.keyboard().press("Escape");
      assertThat(page.locator("[data-says]")).containsText("is back");
      assertThat(card).isFocused();
      page.keyboard().press("b");
      assertThat(page.locator("dialog[open]")).containsText("What holds it up?");
      page.keyboard().press("Escape");
      assertThat(card).isFocused();
      // After g, a letter is a place and no word to the card.
      page.keyboard().press("g");
      page.keyboard().press("b");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      page.waitForURL("**/board");
      page.navigate(house.base() + "/teams/checkout/board");
      card.focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/items/CHK-1");
    }
  }

  @Test
  void who_is_not_signed_in_has_no_keys_to_list() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      var page = browser.page;
      page.navigate(house.base() + "/sign-in");
      page.locator("body").press("?");
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(browser.complaints).isEmpty();
    }
  }

  private Browser entered(Browser browser) {
    browser.enter(house, ada);
    return browser;
  }

  private static Locator opened(Page page) {
    page.keyboard().press("?");
    var list = page.locator("dialog[open]");
    assertThat(list).containsText("Keys");
    return list;
  }

  /** What the list says, key by key. */
  private static Map<String, String> keys(Locator list) {
    var keys = new LinkedHashMap<String, String>();
    var terms = list.locator("dt").all();
    var says = list.locator("dd").all();
    for (int i = 0; i < terms.size(); i++) {
      keys.put(
          String.join(" ", terms.get(i).locator("kbd").allTextContents()),
          says.get(i).textContent());
    }
    return keys;
  }
}
