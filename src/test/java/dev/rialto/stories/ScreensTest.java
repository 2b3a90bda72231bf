package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every screen behind every door, on a desk by day and on a phone by night: see {@link Looks} for
 * what must be right with it. A new page is walked by itself; one with a parameter needs an example
 * in {@link Company}. With {@code -Dscreens=DIR} each screen is drawn in all four views, to be
 * looked at.
 */
@Tag("needs-chromium")
class ScreensTest {
  @Test
  void every_screen_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var paths = screens(house, company);
      assertThat(paths).hasSizeGreaterThan(20);
      assertThat(Looks.over(house, company, paths)).isEmpty();
    }
  }

  @Test
  void the_first_page_of_all_is_fit_to_be_seen() {
    try (var house = new TestHouse()) {
      var link = house.house.people.firstRun.link().orElseThrow();
      var wrong = new ArrayList<String>();
      try (var looks = new Looks(house, wrong)) {
        looks.at(link, "first-run");
      }
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void what_hurts_people_is_found() {
    try (var browser = Browser.desk(ColorScheme.LIGHT)) {
      browser.page.setContent(
          "<html lang=en><title>Pale</title><main><h1>Pale</h1><input type=text>"
              + "<p style='color:#ddd;background:#fff'>hard to read</p></main></html>");
      assertThat(browser.barriers())
          .anyMatch(barrier -> barrier.startsWith("label at"))
          .anyMatch(barrier -> barrier.startsWith("color-contrast at"));
    }
  }

  /** Every HTML door of the house, with parameters filled from the examples, and the corners. */
  private static List<String> screens(TestHouse house, Company company) {
    var paths = new ArrayList<String>();
    var examples = company.examples();
    for (var door : house.house.doors.all()) {
      String path = door.path();
      if (!door.method().equals(HandlerType.GET)
          || path.matches("/(api|in|-|metrics|live|ical|webjars)(/.*)?|.*/export\\.(csv|json)")) {
        continue;
      }
      if (path.contains("{") || path.contains("<")) {
        path = example(examples, path);
      }
      if (!path.isEmpty()) {
        var answer = house.visitor().with("Cookie", examples.getOrDefault("cookie", "")).get(path);
        if (answer.body().startsWith("<!doctype html>")) {
          paths.add(path);
        }
      }
    }
    paths.addAll(company.corners());
    return paths;
  }

  private static String example(Map<String, String> examples, String path) {
    String example = examples.get(path);
    if (example == null) {
      throw new AssertionError("A screen without an example in Company: " + path);
    }
    return example;
  }
}
