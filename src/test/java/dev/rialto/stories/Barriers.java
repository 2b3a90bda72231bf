package dev.rialto.stories;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What on a page hurts people, whoever opened the browser. */
public final class Barriers {
  private static final String AXE = script();

  /**
   * Only what we read leaves the browser: the whole report of a page of ours has megabytes, and to
   * carry it out took longer than to find what is in it.
   */
  private static final String SERIOUS =
      """
      async () => {
        const found = await axe.run(document, {resultTypes: ['violations']});
        return found.violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => v.id + ' at ' + v.nodes.slice(0, 4).map(n => n.target + ' ' + n.html).join(' | '));
      }
      """;

  private Barriers() {}

  /** What axe finds that hurts people: rule, and where. Our pages have no frames. */
  public static List<String> on(Page page) {
    page.evaluate(AXE);
    return ((List<?>) page.evaluate(SERIOUS)).stream().map(String::valueOf).toList();
  }

  /** True when something sticks out to the side, so that a reader would have to scroll across. */
  public static boolean scrollsSideways(Page page) {
    return (Boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
  }

  private static String script() {
    try (var in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
