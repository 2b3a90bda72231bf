package dev.rialto.stories;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** The ways in which people see a page. */
enum View {
  DESK_LIGHT(1440, 900, ColorScheme.LIGHT),
  DESK_DARK(1440, 900, ColorScheme.DARK),
  PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
  PHONE_DARK(390, 844, ColorScheme.DARK);

  private final int width;
  private final int height;
  private final ColorScheme theme;

  View(int width, int height, ColorScheme theme) {
    this.width = width;
    this.height = height;
    this.theme = theme;
  }

  /** Turns a page to this view without loading it again. */
  void of(Page page) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    page.setViewportSize(width, height);
  }

  /** As its pictures' folder is called. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
