package dev.rialto.stories;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a page where it stands, at both widths and in both themes, without loading it again.
 * With {@code -Dscreens=DIR} it is also drawn, in all four views.
 */
public final class EveryView {
  private static final @Nullable String DIRECTORY = System.getProperty("screens");

  private EveryView() {}

  /**
   * Adds what is wrong with a page that stands on a desk by day, and leaves it so: something
   * serious for axe, something that sticks out to the side. Axe judges colours, so each theme, and
   * sizes, so each width: two of the four views hold all of it.
   */
  public static void of(Page page, String name, List<String> wrong) {
    look(page, name, name, wrong, false);
  }

  /** The same for a page that nobody uses any more: of what is built alike only five are left. */
  static void ofLast(Page page, String said, String name, List<String> wrong) {
    look(page, said, name, wrong, true);
  }

  private static void look(Page page, String said, String name, List<String> wrong, boolean last) {
    if (DIRECTORY != null) {
      draw(page, name, DIRECTORY);
    }
    sideways(page, said, View.DESK_LIGHT, wrong);
    View.PHONE_DARK.of(page);
    sideways(page, said, View.PHONE_DARK, wrong);
    if (last) {
      Barriers.thin(page);
    }
    barriers(page, said, View.PHONE_DARK, wrong);
    View.DESK_LIGHT.of(page);
    barriers(page, said, View.DESK_LIGHT, wrong);
  }

  private static void draw(Page page, String name, String directory) {
    for (var view : View.values()) {
      view.of(page);
      var file = Path.of(directory, view.word(), name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
    View.DESK_LIGHT.of(page);
  }

  private static void sideways(Page page, String said, View view, List<String> wrong) {
    if (Barriers.scrollsSideways(page)) {
      wrong.add(view.word() + " " + said + " scrolls sideways");
    }
  }

  private static void barriers(Page page, String said, View view, List<String> wrong) {
    Barriers.on(page).forEach(each -> wrong.add(view.word() + " " + said + " axe: " + each));
  }
}
