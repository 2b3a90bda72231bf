package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The doors of people, by visible words alone, for somebody whose browser runs no scripts. */
@Tag("needs-chromium")
class PeopleScreensTest {
  private static final String PASSWORD = "four words do well";
  private final TestHouse house = new TestHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private void enterFirst(Browser browser) {
    browser.page.navigate(house.base() + house.house.people.firstRun.link().orElseThrow());
    browser.page.getByLabel("Your name").fill("Ada");
    browser.page.getByLabel("E-mail").fill("ada@merchantrow.example");
    browser.page.getByLabel("Password").fill(PASSWORD);
    press(browser, "Open Rialto");
  }

  private static void press(Browser browser, String button) {
    browser
        .page
        .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  @Test
  void without_javascript_ada_comes_in_invites_somebody_and_goes() {
    try (var browser = Browser.withoutJavaScript()) {
      enterFirst(browser);
      browser.page.navigate(house.base() + "/people");
      assertThat(browser.page.locator("h1").textContent()).isEqualTo("Nobody can be paged yet");
      browser.page.getByLabel("E-mail").fill("ada@merchantrow.example");
      press(browser, "Make the invitation");
      assertThat(browser.page.getByLabel("E-mail").inputValue())
          .isEqualTo("ada@merchantrow.example");
      assertThat(browser.page.content()).contains("Somebody with this address is here already");
      browser.page.getByLabel("E-mail").fill("grace@merchantrow.example");
      press(browser, "Make the invitation");
      assertThat(browser.page.getByLabel("Link").inputValue()).contains("/invitation/");
      browser.page.navigate(house.base() + "/me");
      press(browser, "Sign out");
      assertThat(browser.page.url()).endsWith("/sign-in");
    }
  }
}
