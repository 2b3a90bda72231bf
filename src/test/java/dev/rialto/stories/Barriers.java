package dev.rialto.stories;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** What on a page hurts people, whoever opened the browser. */
public final class Barriers {
  private Barriers() {}

  /** What axe finds that hurts people: rule, and where. */
  public static List<String> on(Page page) {
    var only = new AxeRunOptions();
    only.setResultTypes(List.of("violations"));
    // Our pages have no frames, so axe need not open a second page to join what frames say.
    var found = new AxeBuilder(page).setLegacyMode(true).options(only).analyze();
    return found.getViolations().stream()
        .filter(v -> List.of("serious", "critical").contains(v.getImpact()))
        .map(
            v ->
                v.getId()
                    + " at "
                    + v.getNodes().stream()
                        .limit(4)
                        .map(n -> String.valueOf(n.getTarget()) + " " + n.getHtml())
                        .collect(Collectors.joining(" | ")))
        .toList();
  }

  /** True when something sticks out to the side, so that a reader would have to scroll across. */
  public static boolean scrollsSideways(Page page) {
    return (Boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
  }
}
