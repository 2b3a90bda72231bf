package dev.rialto.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The first quarter of an hour, by what is written on the screen alone: from the link on the
 * terminal to a page that is answered on a phone, and all of it taken away again. Prints how many
 * clicks it took and what had to be typed.
 */
@Tag("needs-chromium")
class FirstWalkTest {
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b(\\d{6})\\b");

  private final TestHouse house = new TestHouse();
  private final Shop shop = new Shop();
  private int clicks;
  private int typed;

  @AfterEach
  void close() {
    house.close();
    shop.close();
  }

  @Test
  void from_the_printed_link_to_an_answered_page_and_back_to_an_empty_house() {
    long begun = System.nanoTime();
    try (var desk = Browser.desk(ColorScheme.LIGHT);
        var phone = Browser.phone(ColorScheme.DARK)) {
      var page = desk.page;
      comeIn(page);
      assertThat(page.locator(".walk h2")).hasText("First steps");
      link(page, "Begin: a quarter of an hour");
      stands(desk, 0, "A quarter of an hour until a page reaches you");

      reach(page);
      stands(desk, 1, "Next: a team");
      assertThat(page.getByLabel("Time zone")).not().hasValue("");
      // By keys alone: what is suggested is sensible, and Enter takes it.
      page.getByLabel("Name").press("Enter");
      clicks++;
      stands(desk, 2, "Next: a service of that team");
      page.getByLabel("Name").press("Enter");
      clicks++;
      stands(desk, 3, "Next: a check on it");

      fill(page.getByLabel("Address"), "http://10.1.2.3/");
      button(page, "Try it now");
      assertThat(page.locator("#tried")).containsText("RIALTO_ALLOWED_NETWORKS=");
      assertThat(page.getByLabel("Address")).hasValue("http://10.1.2.3/");
      fill(page.getByLabel("Address"), shop.url());
      button(page, "Try it now");
      assertThat(page.locator("#tried .state")).hasText("up");
      stands(desk, 3, "Next: a check on it");
      button(page, "Make the check");
      stands(desk, 4, "Next: somebody on call");
      button(page, "I am on call from now on");
      stands(desk, 5, "Next: a page that you answer");
      button(page, "Send me a page");
      assertThat(page.locator("#step-page")).containsText("Ringing");

      house.settle();
      assertThat(page.locator("#step-page")).containsText("ntfy");
      stands(desk, 5, "Next: a page that you answer");
      var rang = house.phone("ada").rang("Practice, nothing is wrong");
      phone.page.navigate(house.base() + rang.actPath());
      assertThat(phone.barriers()).isEmpty();
      button(phone.page, "Acknowledge");
      phone.page.getByText("Ada has it").first().waitFor();
      house.settle();
      house.phone("ada").rang("[resolved]");

      // Nobody presses anything: the open path hears of it.
      stands(desk, 6, "A page reached you, and you answered");
      assertThat(page.locator(".head .sub")).containsText("Ada answered after");
      page.navigate(house.base() + "/");
      assertThat(page.locator("h1")).hasText("Nothing needs you now");
      assertThat(page.getByText("First steps")).hasCount(0);
      System.out.printf(
          "From the printed link to an answered page: %.1f s of machine time, %d clicks, %d fields typed%n",
          (System.nanoTime() - begun) / 1e9, clicks, typed);
      assertThat(clicks).isLessThan(20);

      takeAllOfItAway(page);
      stands(desk, 1, "Next: a way to reach you");
      assertThat(desk.complaints).isEmpty();
      assertThat(phone.complaints).isEmpty();
    }
  }

  @Test
  void all_of_it_works_without_javascript() {
    try (var desk = Browser.withoutJavaScript()) {
      var page = desk.page;
      comeIn(page);
      link(page, "Begin: a quarter of an hour");
      reach(page);
      button(page, "Make the team");
      button(page, "Add the service");
      fill(page.getByLabel("Address"), shop.url());
      button(page, "Try it now");
      assertThat(page.locator("#tried .state")).hasText("up");
      button(page, "Make the check");
      button(page, "I am on call from now on");
      button(page, "Send me a page");
      house.settle();
      house.phone("ada").rang("Practice, nothing is wrong");
      button(page, "Acknowledge");
      assertThat(page.locator("#step-page")).containsText("Answered");
      house.settle();
      page.reload();
      assertThat(page.locator("h1")).hasText("A page reached you, and you answered");
    }
  }

  @Test
  void what_is_set_aside_is_come_back_to_and_the_panel_too() {
    try (var desk = Browser.desk(ColorScheme.DARK)) {
      var page = desk.page;
      comeIn(page);
      link(page, "Begin: a quarter of an hour");
      page.getByLabel("Set aside: A way to reach you").click();
      stands(desk, 0, "A quarter of an hour until a page reaches you");
      assertThat(page.locator("#step-reach")).containsText("set aside");
      assertThat(page.locator("#step-team")).hasAttribute("aria-current", "step");
      button(page, "Come back to it");
      assertThat(page.locator("#step-reach")).hasAttribute("aria-current", "step");

      button(page, "Hide them from Home");
      assertThat(page.locator("h1")).hasText("Welcome to Rialto, Ada");
      assertThat(page.locator(".walk")).hasCount(0);
      page.navigate(house.base() + "/me");
      link(page, "First steps");
      button(page, "Show them on Home again");
      assertThat(page.locator(".walk")).hasCount(1);
    }
  }

  private void comeIn(Page page) {
    page.navigate(house.base() + house.house.people.firstRun.link().orElseThrow());
    fill(page.getByLabel("Your name"), "Ada");
    fill(page.getByLabel("E-mail"), "ada@merchantrow.example");
    fill(page.getByLabel("Password"), "four words do well");
    click(page.getByRole(AriaRole.BUTTON));
  }

  private void reach(Page page) {
    assertThat(page.getByLabel("Address"))
        .hasValue(Pattern.compile("https://ntfy.sh/rialto-.{16}"));
    fill(page.getByLabel("Address"), house.phoneAddress("ada"));
    button(page, "Add it and send a code");
    house.settle();
    var heard = house.phone("ada").rings().getLast();
    var code = SIX_DIGITS.matcher(heard.title() + " " + heard.text());
    assertThat(code.find()).as(heard.toString()).isTrue();
    fill(page.getByLabel("The six digits you got there"), code.group(1));
    button(page, "Verify");
  }

  /** By the links that the path itself offers, the last first. */
  private void takeAllOfItAway(Page page) {
    page.onDialog(Dialog::accept);
    for (var what : new String[] {"Ada is on call", "website answers", "website", "Team of Ada"}) {
      page.navigate(house.base() + "/first-steps");
      page.getByLabel("Remove " + what, new Page.GetByLabelOptions().setExact(true)).click();
      page.locator("main button")
          .filter(
              new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*(Remove|Take it out)")))
          .first()
          .click();
      page.waitForLoadState();
    }
    page.navigate(house.base() + "/me");
    page.getByLabel("Remove ntfy").click();
    page.waitForLoadState();
    page.navigate(house.base() + "/first-steps");
  }

  private static void stands(Browser desk, int done, String title) {
    var page = desk.page;
    assertThat(page.locator("h1")).hasText(title);
    assertThat(page.locator(".walk .card-header .end")).hasText(done + " of 6");
    assertThat(desk.barriers()).isEmpty();
    assertThat(desk.scrollsSideways()).isFalse();
  }

  private void fill(Locator field, String text) {
    field.fill(text);
    typed++;
  }

  private void link(Page page, String text) {
    click(
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true))
            .first());
  }

  private void button(Page page, String text) {
    click(
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true))
            .first());
  }

  private void click(Locator what) {
    what.click();
    clicks++;
  }
}
