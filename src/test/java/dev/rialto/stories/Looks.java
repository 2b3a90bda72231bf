package dev.rialto.stories;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens screens of one house, and keeps what is wrong with them in any view, see {@link EveryView};
 * and what the content policy had to block, and what is too large.
 */
final class Looks implements AutoCloseable {
  private static final int MOST_BYTES = 300 * 1024;
  private static final String QUIET = "() => !document.querySelector('.htmx-request')";

  /** A screen that is there only after something was done on another. */
  record Deed(String name, String path, Consumer<Page> does) {}

  private final TestHouse house;
  private final List<String> wrong;
  final Browser browser = Browser.desk(ColorScheme.LIGHT);

  Looks(TestHouse house, List<String> wrong) {
    this.house = house;
    this.wrong = wrong;
  }

  /** Everything that a company has to show, to those inside and to those outside. */
  static List<String> over(TestHouse house, Company company, List<String> paths) {
    var wrong = new ArrayList<String>();
    try (var looks = new Looks(house, wrong)) {
      company.enter(looks.browser);
      looks.at(paths);
      company.deeds().forEach(looks::at);
    }
    try (var looks = new Looks(house, wrong)) {
      looks.at(company.doorways());
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
      wrong.add(path + " answered " + answer.status());
    }
    if (answer.body().length > MOST_BYTES) {
      wrong.add(path + " has " + answer.body().length + " bytes");
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
    if (!(Boolean) browser.page.evaluate(QUIET)) {
      browser.page.waitForFunction(QUIET);
    }
    browser.complaints.forEach(c -> wrong.add(said + " says: " + c));
    EveryView.ofLast(browser.page, said, name, wrong);
  }

  @Override
  public void close() {
    browser.close();
  }
}
