package dev.rialto.stories;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Screens of Merchant Row that are there only after somebody pressed or typed something. */
final class CompanyDeeds {
  private CompanyDeeds() {}

  static List<Looks.Deed> all() {
    return List.of(
        pressed("tried-green", "/checks/1/edit", "Try it now", "#tried"),
        pressed("tried-red", "/checks/2/edit", "Try it now", "#tried"),
        pressed("tried-dns", "/checks/8/edit", "Try it now", "#tried"),
        pressed("check-refused", "/checks/new", "Make the check", ".is-invalid"),
        pressed("maintenance-refused", "/maintenance/new", "See what it reaches", ".is-invalid"),
        new Looks.Deed("maintenance-reach", "/maintenance/new", CompanyDeeds::plansWork),
        pressed("item-refused", "/items/new?team=checkout", "Add it", ".is-invalid"),
        new Looks.Deed("found", "/services", CompanyDeeds::looksFor),
        new Looks.Deed("stream-lost", "/", page -> losesTheStream(page, "/")),
        new Looks.Deed("wall-stale", "/wall", page -> losesTheStream(page, "/wall")));
  }

  private static Looks.Deed pressed(String name, String path, String button, String then) {
    Consumer<Page> press =
        page -> {
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
              .first()
              .click();
          page.locator(then).first().waitFor();
        };
    return new Looks.Deed(name, path, press);
  }

  private static void plansWork(Page page) {
    page.fill("#f-title", "pg-main: PostgreSQL 18");
    page.fill("#f-public_text", "Paying may take a little longer tonight.");
    page.fill("#f-target", "payments");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("See what it reaches"))
        .click();
    page.getByText("It reaches").first().waitFor();
  }

  private static void looksFor(Page page) {
    page.keyboard().press("Control+k");
    page.keyboard().type("pay");
    page.locator("a[id^=find-]").first().waitFor();
  }

  /** Nothing comes from the house any more, and the clock of the browser goes on. */
  private static void losesTheStream(Page page, String path) {
    var streams = Pattern.compile("/(live|wall/stream)(\\?|$)");
    page.route(streams, route -> route.abort());
    page.clock().install();
    page.navigate(page.url().replaceAll("(https?://[^/]+).*", "$1") + path);
    page.clock().fastForward(11_500);
    page.locator("html[data-stream=lost]").waitFor();
    page.unroute(streams);
  }
}
