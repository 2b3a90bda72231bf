package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every screen behind every door, on a desk by day and on a phone by night: nothing serious for
 * axe, nothing that sticks out to the side, nothing that the content policy had to block. A new
 * page is walked by itself; one with a parameter needs an example in {@link Company}. With {@code
 * -Dscreens=DIR} each is also drawn to a file in all four views, to be looked at.
 */
@Tag("needs-chromium")
class ScreensTest {
  private static final int MOST_BYTES = 300 * 1024;

  /** Axe judges colours, so each theme, and sizes, so each width: two views hold all of it. */
  private static final List<String> JUDGED = List.of("desk-light", "phone-dark");

  private static final List<String> DRAWN =
      List.of("desk-light", "desk-dark", "phone-light", "phone-dark");

  private static final @Nullable String DIRECTORY = System.getProperty("screens");

  @Test
  void every_screen_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var paths = screens(house, company.examples());
      assertThat(paths).hasSizeGreaterThan(20);
      paths.addAll(company.corners());
      var wrong = new ArrayList<String>();
      for (var view : DIRECTORY == null ? JUDGED : DRAWN) {
        try (var browser = browser(view)) {
          company.enter(browser);
          paths.forEach(path -> look(house, browser, view, path, wrong));
        }
        try (var stranger = browser(view)) {
          company.doorways().forEach(path -> look(house, stranger, view, path, wrong));
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void the_first_page_of_all_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var link = house.house.people.firstRun.link().orElseThrow();
      var wrong = new ArrayList<String>();
      for (var view : DIRECTORY == null ? JUDGED : DRAWN) {
        try (var browser = browser(view)) {
          look(house, browser, view, link, "first-run", wrong);
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void what_hurts_people_is_found() {
    try (var browser = browser("desk-light")) {
      browser.page.setContent(
          "<html lang=en><title>Pale</title><main><h1>Pale</h1><input type=text>"
              + "<p style='color:#ddd;background:#fff'>hard to read</p></main></html>");
      assertThat(browser.barriers())
          .anyMatch(barrier -> barrier.startsWith("label at"))
          .anyMatch(barrier -> barrier.startsWith("color-contrast at"));
    }
  }

  private static Browser browser(String view) {
    var theme = view.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
    return view.startsWith("desk") ? Browser.desk(theme) : Browser.phone(theme);
  }

  private static void look(
      TestHouse house, Browser browser, String view, String path, List<String> wrong) {
    look(house, browser, view, path, path.replaceAll("[^a-zA-Z0-9-]+", "_"), wrong);
  }

  private static void look(
      TestHouse house, Browser browser, String view, String path, String name, List<String> wrong) {
    browser.complaints.clear();
    var answer = browser.page.navigate(house.base() + path);
    browser.page.waitForFunction("() => !document.querySelector('.htmx-request')");
    if (answer.status() >= 400 && answer.status() != 410) {
      wrong.add(view + " " + path + " answered " + answer.status());
    }
    if (answer.body().length > MOST_BYTES) {
      wrong.add(view + " " + path + " has " + answer.body().length + " bytes");
    }
    browser.complaints.forEach(c -> wrong.add(view + " " + path + " says: " + c));
    if (JUDGED.contains(view)) {
      browser.barriers().forEach(b -> wrong.add(view + " " + path + " axe: " + b));
    }
    if (browser.scrollsSideways()) {
      wrong.add(view + " " + path + " scrolls sideways");
    }
    if (DIRECTORY != null) {
      browser.picture(Path.of(DIRECTORY, view, name + ".png"));
    }
  }

  /** Every HTML door of the house; parameters are filled from the examples. */
  private static List<String> screens(TestHouse house, Map<String, String> examples) {
    var paths = new ArrayList<String>();
    for (var door : house.house.doors.all()) {
      String path = door.path();
      if (!door.method().equals(HandlerType.GET)
          || path.matches("/(api|in|-|metrics|live|ical|webjars)(/.*)?")) {
        continue;
      }
      if (path.contains("{") || path.contains("<")) {
        String example = examples.get(path);
        if (example == null) {
          throw new AssertionError("A screen without an example in Company: " + path);
        }
        path = example;
      }
      if (!path.isEmpty()) {
        var answer = house.visitor().with("Cookie", examples.getOrDefault("cookie", "")).get(path);
        if (answer.body().startsWith("<!doctype html>")) {
          paths.add(path);
        }
      }
    }
    return paths;
  }
}
