package dev.rialto.stories;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, headless, shared by the stories of this JVM; each story has a context of
 * its own. Whatever the page complains of on its console, such as a blocked script, fails the
 * story.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /**
   * Playwright belongs to the thread that made it; stories run one after the other on one thread.
   */
  private static com.microsoft.playwright.@Nullable Browser chromium;

  private final BrowserContext context;
  final Page page;
  final List<String> complaints = new ArrayList<>();

  private Browser(com.microsoft.playwright.Browser.NewContextOptions options) {
    context = launched().newContext(options);
    context.setDefaultTimeout(15_000);
    Barriers.prepare(context);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // A 4xx answer that the story asks for is also printed as an error; the page is not to
          // blame.
          if ("error".equals(message.type())
              && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  static Browser desk(ColorScheme theme) {
    return new Browser(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(1440, 900)
            .setColorScheme(theme));
  }

  static Browser phone(ColorScheme theme) {
    return new Browser(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true)
            .setColorScheme(theme));
  }

  static Browser withoutJavaScript() {
    return new Browser(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(1440, 900)
            .setJavaScriptEnabled(false));
  }

  /** Lends the visitor's session to this browser. */
  void enter(TestHouse house, Visitor visitor) {
    var cookie = visitor.header("Cookie").split("=", 2);
    context.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(house.base().toString())));
  }

  /** What axe finds that hurts people: rule, and where. What axe itself sets off is not ours. */
  List<String> barriers() {
    int ours = complaints.size();
    var found = Barriers.on(page);
    complaints.subList(ours, complaints.size()).clear();
    return found;
  }

  /** The same of a page that is left after it. */
  List<String> lastBarriers() {
    Barriers.thin(page);
    return barriers();
  }

  /** True when something sticks out to the side, so that a reader would have to scroll across. */
  boolean scrollsSideways() {
    return Barriers.scrollsSideways(page);
  }

  @Override
  public void close() {
    context.close();
  }

  private static synchronized com.microsoft.playwright.Browser launched() {
    if (chromium == null) {
      boolean there = Files.isExecutable(CHROMIUM);
      if (!there && System.getenv("CI") == null) {
        System.err.println("No Chromium at " + CHROMIUM + ": the browser stories are left out.");
        Assumptions.abort("no Chromium");
      }
      var made = Playwright.create();
      chromium =
          made.chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(CHROMIUM)
                      .setArgs(FLAGS)
                      .setHeadless(true));
      Runtime.getRuntime().addShutdownHook(new Thread(made::close));
    }
    return chromium;
  }
}
