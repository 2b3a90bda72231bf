package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The doors and the pages of people, as people see them, and by visible words alone. */
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

  private void signIn(Browser browser) {
    browser.page.navigate(house.base() + "/sign-in");
    browser.page.getByLabel("E-mail").fill("ada@merchantrow.example");
    browser.page.getByLabel("Password").fill(PASSWORD);
    press(browser, "Sign in");
  }

  @Test
  void every_screen_of_people_is_whole_in_light_and_dark_on_desk_and_phone() {
    var link = house.house.people.firstRun.link().orElseThrow();
    try (var first = Browser.desk(ColorScheme.LIGHT)) {
      enterFirst(first);
    }
    var ada = house.visitor();
    ada.post("/sign-in", Map.of("email", "ada@merchantrow.example", "password", PASSWORD));
    house.as("grace", "member");
    house.as("yuki", "viewer");
    ada.postJson(
        "/api/v1/people/1/contact-methods",
        Map.of(
            "kind", "slack", "address", "https://hooks.slack.com/services/T000/B000/abcdefghQ7xZ"));
    ada.postJson(
        "/api/v1/people/1/contact-methods",
        Map.of(
            "kind",
            "ntfy",
            "label",
            "Phone at night",
            "address",
            "https://ntfy.sh/" + "a".repeat(60)));
    ada.postJson(
        "/api/v1/tokens", Map.of("name", "Deploys from CI", "scopes", List.of("read", "signals")));
    ada.postJson(
        "/api/v1/invitations", Map.of("email", "tomas@merchantrow.example", "role", "member"));
    var invitation =
        ada.postJson("/api/v1/invitations", Map.of("email", "noor@merchantrow.example"))
            .json()
            .get("link")
            .asText();

    for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (boolean phone : new boolean[] {false, true}) {
        try (var browser = phone ? Browser.phone(theme) : Browser.desk(theme)) {
          var look = theme.name().toLowerCase(Locale.ROOT) + (phone ? "-390" : "-1440");
          for (var door :
              List.of("/sign-in", "/forgot", link, invitation.replaceFirst("https?://[^/]+", ""))) {
            see(browser, door, look);
          }
          signIn(browser);
          for (var page :
              List.of(
                  "/people",
                  "/people?q=nobody",
                  "/people/2",
                  "/me",
                  "/me/tokens",
                  "/me/sessions")) {
            see(browser, page, look);
          }
        }
      }
    }
  }

  private void see(Browser browser, String path, String look) {
    browser.complaints
        .clear(); // taking a picture and asking axe break the policy, the page must not
    browser.page.navigate(house.base() + path);
    assertThat(browser.complaints).noneMatch(c -> c.contains("violates") || c.contains("Uncaught"));
    var name = path.replaceAll("/[-_A-Za-z0-9]{43}", "").replaceAll("[^a-z0-9]+", "-");
    browser.picture(Path.of("target/screens/people" + name + "-" + look + ".png"));
    assertThat(browser.scrollsSideways()).as("%s %s", path, look).isFalse();
    assertThat(browser.barriers()).as("%s %s", path, look).isEmpty();
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
