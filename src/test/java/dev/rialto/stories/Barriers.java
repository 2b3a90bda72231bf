package dev.rialto.stories;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What on a page hurts people, whoever opened the browser. */
public final class Barriers {
  /** With what it knows of a colour kept: it takes each apart anew, and ours are a few dozen. */
  private static final String AXE =
      script()
          + """
            ;(() => {
              const colour = axe.commons.color.Color.prototype;
              const parts = ['r', 'g', 'b', 'red', 'green', 'blue', 'alpha'];
              const parse = colour.parseString;
              const known = new Map();
              colour.parseString = function (text) {
                const of = known.get(text);
                if (of) {
                  parts.forEach((part, i) => { this[part] = of[i]; });
                } else {
                  parse.call(this, text);
                  known.set(text, parts.map(part => this[part]));
                }
                return this;
              };
            })();
            """;

  /** Sent once a browser and not once a page: it is half a megabyte on its way through four. */
  private static final String AT_HAND =
      "globalThis.loadAxe = () => { if (!globalThis.axe) {" + AXE + "} };";

  /**
   * Looks when all that moved has arrived, for a colour on its way to another is neither. Only what
   * we read leaves the browser: the whole report of a page of ours has megabytes, and to carry it
   * out took longer than to find what is in it.
   */
  private static final String SERIOUS =
      """
      async () => {
        const ends = animation => animation.effect.getComputedTiming().endTime !== Infinity;
        document.getAnimations().filter(ends).forEach(each => each.finish());
        const found = await axe.run(document, {resultTypes: ['violations']});
        return found.violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => v.id + ' at ' + v.nodes.slice(0, 4).map(n => n.target + ' ' + n.html).join(' | '));
      }
      """;

  /**
   * Rows built alike hurt alike: the sixth of a kind tells axe nothing, and a thousand of them keep
   * it busy for a minute. Alike is what has the same elements with the same classes in it.
   */
  private static final String THIN =
      """
      () => {
        const built = element =>
          element.tagName + '.' + (element.getAttribute('class') ?? '')
            + '(' + Array.from(element.children, built).join() + ')';
        for (const parent of document.querySelectorAll('body *')) {
          if (parent.childElementCount <= 8) continue;
          const seen = new Map();
          for (const child of Array.from(parent.children)) {
            const kind = built(child);
            const n = (seen.get(kind) ?? 0) + 1;
            seen.set(kind, n);
            if (n > 5) child.remove();
          }
        }
      }
      """;

  private Barriers() {}

  /** Where a page is looked at in passing axe is sent to it; a context that is prepared has it. */
  public static void prepare(BrowserContext context) {
    context.addInitScript(AT_HAND);
  }

  /** What axe finds that hurts people: rule, and where. Our pages have no frames. */
  public static List<String> on(Page page) {
    if (!(Boolean) page.evaluate("() => globalThis.loadAxe ? (loadAxe(), true) : false")) {
      page.evaluate(AXE);
    }
    return ((List<?>) page.evaluate(SERIOUS)).stream().map(String::valueOf).toList();
  }

  /** Leaves five of what is built alike, on a page that nobody uses any more. */
  static void thin(Page page) {
    page.evaluate(THIN);
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
