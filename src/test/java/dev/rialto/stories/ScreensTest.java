package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every screen behind every door, in both themes, on a desk and on a phone: nothing serious for
 * axe, nothing that sticks out to the side, nothing that the content policy had to block. A new
 * page is walked by itself; one with a parameter needs an example here. With {@code -Dscreens=DIR}
 * each is also drawn to a file, to be looked at.
 */
@Tag("needs-chromium")
class ScreensTest {
  private static final int MOST_BYTES = 300 * 1024;

  @Test
  void every_screen_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var paths = screens(house, company.examples());
      assertThat(paths).hasSizeGreaterThan(20);
      var wrong = new ArrayList<String>();
      for (var view : List.of("desk-light", "desk-dark", "phone-light", "phone-dark")) {
        var theme = view.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
        try (var browser = view.startsWith("desk") ? Browser.desk(theme) : Browser.phone(theme)) {
          company.enter(browser);
          for (String path : paths) {
            look(house, browser, view, path, wrong);
          }
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static void look(
      TestHouse house, Browser browser, String view, String path, List<String> wrong) {
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
    // Each theme and each width is held against axe once; four times over would find the same
    // again.
    if (view.equals("desk-light") || view.equals("phone-dark")) {
      browser.barriers().forEach(b -> wrong.add(view + " " + path + " axe: " + b));
    }
    if (browser.scrollsSideways()) {
      wrong.add(view + " " + path + " scrolls sideways");
    }
    String dir = System.getProperty("screens");
    if (dir != null) {
      browser.picture(Path.of(dir, view, path.replaceAll("[^a-zA-Z0-9-]+", "_") + ".png"));
    }
  }

  /** Every HTML door of the house; parameters are filled from the examples. */
  private static List<String> screens(TestHouse house, Map<String, String> examples) {
    var paths = new ArrayList<String>();
    for (var door : house.house.doors.all()) {
      String path = door.path();
      if (!door.method().equals(HandlerType.GET)
          || path.matches("/(api|in|-|metrics|live|ical|webjars).*")) {
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
