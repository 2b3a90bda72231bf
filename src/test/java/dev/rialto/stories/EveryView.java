package dev.rialto.stories;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** Looks at a page where it stands, at both widths and in both themes, without loading it again. */
public final class EveryView {
  private static final int[] DESK = {1440, 900};
  private static final int[] PHONE = {390, 844};

  private EveryView() {}

  /** Adds what is wrong with it; with {@code -Dscreens=DIR} it is drawn in all four. */
  public static void of(Page page, String name, List<String> wrong) {
    judge(page, name, Looks.DESK, wrong);
    judge(page, name, Looks.PHONE, wrong);
    if (Looks.DIRECTORY != null) {
      Looks.DRAWN.forEach(view -> draw(page, name, view));
    }
    turn(page, Looks.DESK);
  }

  private static void judge(Page page, String name, String view, List<String> wrong) {
    turn(page, view);
    Barriers.on(page).forEach(each -> wrong.add(view + " " + name + " axe: " + each));
    if (Barriers.scrollsSideways(page)) wrong.add(view + " " + name + " scrolls sideways");
  }

  private static void draw(Page page, String name, String view) {
    turn(page, view);
    var file = Path.of(String.valueOf(Looks.DIRECTORY), view, name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  private static void turn(Page page, String view) {
    var theme = view.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
    var size = view.startsWith("desk") ? DESK : PHONE;
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    page.setViewportSize(size[0], size[1]);
  }
}
