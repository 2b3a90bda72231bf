package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A newcomer's first walk, by what is written on the screen alone: from the link on the terminal to
 * an acknowledged page. Prints how long it took and how many clicks.
 */
@Tag("needs-chromium")
class FirstWalkTest {
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b(\\d{6})\\b");

  private final TestHouse house = new TestHouse();
  private int clicks;

  @Test
  void from_the_printed_link_to_an_acknowledged_page() {
    long begun = System.nanoTime();
    try (house;
        var desk = Browser.desk(ColorScheme.LIGHT);
        var phone = Browser.phone(ColorScheme.DARK)) {
      var page = desk.page;
      page.navigate(house.base() + house.house.people.firstRun.link().orElseThrow());
      page.getByLabel("Your name").fill("Ada");
      page.getByLabel("E-mail").fill("ada@merchantrow.example");
      page.getByLabel("Password").fill("four words do well");
      click(page.getByRole(AriaRole.BUTTON));

      step(page, "Make a team");
      page.getByLabel("Name", exactly()).fill("Checkout");
      button(page, "Make the team");

      home(page);
      step(page, "Give a service an owner");
      page.getByLabel("Name", exactly()).fill("payments");
      page.getByLabel("Owner", exactly()).selectOption("checkout");
      button(page, "Add the service");

      home(page);
      step(page, "Verify how you are reached");
      page.getByLabel("By", exactly()).selectOption("ntfy");
      page.getByLabel("Address").fill(house.phoneAddress("ada"));
      button(page, "Add and send a code");
      house.settle();
      var heard = house.phone("ada").rings().getLast();
      var code = SIX_DIGITS.matcher(heard.title() + " " + heard.text());
      assertThat(code.find()).as(heard.toString()).isTrue();
      page.getByLabel("The six digits you got there").fill(code.group(1));
      button(page, "Verify");

      home(page);
      step(page, "Say who is on call when");
      link(page, "Checkout");
      button(page, "Make the schedule");
      page.getByLabel("Turn 1")
          .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Ada"));
      button(page, "Save the rotation");
      page.getByRole(AriaRole.HEADING, named("Ada is on call")).waitFor();

      home(page);
      step(page, "Point Prometheus here");
      link(page, "Add a source");
      page.getByLabel("Name", exactly()).fill("Prometheus");
      button(page, "Add the source");
      String token = page.locator("#token").innerText().strip();

      prometheusFires(token);
      var rang = house.phone("ada").rang("Customers cannot pay");

      phone.page.navigate(house.base() + rang.actPath());
      Long acknowledged =
          house
              .db()
              .read(
                  tx ->
                      tx.handle()
                          .createQuery(
                              "select count(*) from alert where acknowledged_at is not null")
                          .mapTo(Long.class)
                          .one());
      assertThat(acknowledged).as("opening the link does nothing").isZero();
      button(phone.page, "Acknowledge");
      phone.page.getByText("Ada has it").first().waitFor();

      house.fastForward(Duration.ofHours(1));
      house.phone("ada").isSilent();
      link(page, "Run");
      page.getByText("Customers cannot pay").first().waitFor();
      assertThat(desk.complaints).isEmpty();
      assertThat(phone.complaints).isEmpty();
    }
    System.out.printf(
        "From the printed link to an acknowledged page: %.1f s of machine time, %d clicks%n",
        (System.nanoTime() - begun) / 1e9, clicks);
    assertThat(clicks).isLessThan(30);
  }

  private void prometheusFires(String token) {
    var now = house.clock.instant();
    var answer =
        house
            .visitor()
            .withToken(token)
            .postJson(
                "/api/v2/alerts",
                List.of(
                    Map.of(
                        "labels",
                            Map.of(
                                "alertname",
                                "HighErrorRate",
                                "service",
                                "payments",
                                "severity",
                                "critical"),
                        "annotations", Map.of("summary", "Customers cannot pay"),
                        "startsAt", now.toString(),
                        "endsAt", now.plus(Duration.ofHours(3)).toString())));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    house.settle();
  }

  private void home(Page page) {
    click(page.getByRole(AriaRole.LINK, named("Rialto")).first());
  }

  private void step(Page page, String what) {
    link(page, what);
  }

  private void link(Page page, String text) {
    click(page.getByRole(AriaRole.LINK, named(text)).first());
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

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
