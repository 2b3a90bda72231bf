package dev.rialto.stories;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at screens of one house in one view, and keeps what is wrong with them: something serious
 * for axe, something that sticks out to the side, something that the content policy had to block.
 * With {@code -Dscreens=DIR} each is also drawn to a file.
 */
final class Looks implements AutoCloseable {
  static final @Nullable String DIRECTORY = System.getProperty("screens");
  private static final int MOST_BYTES = 300 * 1024;

  /** Axe judges colours, so each theme, and sizes, so each width: two views hold all of it. */
  static final String DESK = "desk-light";

  static final String PHONE = "phone-dark";

  static final List<String> DRAWN = List.of(DESK, "desk-dark", "phone-light", PHONE);

  /** A screen that is there only after something was done on another. */
  record Deed(String name, String path, Consumer<Page> does) {}

  private final TestHouse house;
  private final String view;
  private final List<String> wrong;
  final Browser browser;

  Looks(TestHouse house, String view, List<String> wrong) {
    this.house = house;
    this.view = view;
    this.wrong = wrong;
    this.browser = browser(view);
  }

  /** The view that is judged; with pictures also the other theme at the same width. */
  static List<String> views(String judged) {
    if (DIRECTORY == null) return List.of(judged);
    return judged.equals(DESK) ? List.of(DESK, "desk-dark") : List.of("phone-light", PHONE);
  }

  static Browser browser(String view) {
    var theme = view.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
    return view.startsWith("desk") ? Browser.desk(theme) : Browser.phone(theme);
  }

  /** Everything that a company has to show, to those inside and to those outside. */
  static List<String> over(TestHouse house, Company company, String judged, List<String> paths) {
    var wrong = new ArrayList<String>();
    for (var view : views(judged)) {
      try (var looks = new Looks(house, view, wrong)) {
        company.enter(looks.browser);
        looks.at(paths);
        company.deeds().forEach(looks::at);
      }
      try (var looks = new Looks(house, view, wrong)) {
        looks.at(company.doorways());
      }
    }
    return wrong;
  }

  void at(Collection<String> paths) {
    paths.forEach(path -> at(path, path.replaceAll("[^a-zA-Z0-9-]+", "_")));
  }

  void at(String path, String name) {
    browser.complaints.clear();
    var answer = browser.page.navigate(house.base() + path);
    if (answer.status() >= 400 && answer.status() != 410) {
      wrong.add(view + " " + path + " answered " + answer.status());
    }
    if (answer.body().length > MOST_BYTES) {
      wrong.add(view + " " + path + " has " + answer.body().length + " bytes");
    }
    judge(path, name);
  }

  void at(Deed deed) {
    browser.complaints.clear();
    browser.page.navigate(house.base() + deed.path());
    deed.does().accept(browser.page);
    judge(deed.path() + ", " + deed.name(), deed.name());
  }

  private void judge(String said, String name) {
    browser.page.waitForFunction("() => !document.querySelector('.htmx-request')");
    browser.complaints.forEach(c -> wrong.add(view + " " + said + " says: " + c));
    if (browser.scrollsSideways()) {
      wrong.add(view + " " + said + " scrolls sideways");
    }
    if (DIRECTORY != null) {
      browser.picture(Path.of(DIRECTORY, view, name + ".png"));
    }
    if (view.equals(DESK) || view.equals(PHONE)) {
      browser.lastBarriers().forEach(b -> wrong.add(view + " " + said + " axe: " + b));
    }
  }

  @Override
  public void close() {
    browser.close();
  }
}
