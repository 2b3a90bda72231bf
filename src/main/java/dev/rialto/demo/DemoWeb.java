package dev.rialto.demo;

import dev.rialto.company.Company;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demo's own doors: the walk, the shop's buttons, the inbox, and the way in. */
public final class DemoWeb {
  private final Demo demo;
  private final InstantSource clock;
  private final Pages pages;

  /** Opens once; whoever was let in can have another for another browser. */
  private @Nullable String key;

  DemoWeb(Demo demo, Demo.Guest guest) {
    this.demo = demo;
    this.clock = guest.clock();
    this.pages = guest.doors().pages();
  }

  void open(Doors doors) {
    doors.get("/demo", Access.VIEWER, ctx -> pages.show(ctx, page()));
    doors.get("/demo/walk", Access.VIEWER, ctx -> pages.show(ctx, walk(ctx)));
    doors.get("/demo/shop", Access.VIEWER, ctx -> pages.show(ctx, shop()));
    doors.get("/demo/inbox", Access.VIEWER, ctx -> pages.show(ctx, inbox(ctx)));
    doors.get("/demo/inbox/letters", Access.VIEWER, ctx -> pages.show(ctx, inbox(ctx).letters()));
    post(doors, Walk.DEPLOY, who -> demo.deployBroken(who.name()));
    post(doors, Walk.ROLL_BACK, who -> demo.rollBack(who.name()));
    post(doors, "/demo/break", who -> demo.breakIt());
    post(doors, "/demo/mend", who -> demo.mendIt());
    post(doors, "/demo/shop", who -> demo.startShop());
    post(doors, "/demo/again", who -> demo.again());
    doors.get("/demo/enter/{key}", Access.ANYONE, this::welcome);
    doors.post("/demo/enter/{key}", Access.ANYONE, this::enter);
    doors.post("/demo/become/{login}", Access.VIEWER, this::become);
  }

  private interface Button {
    void press(Caller who);
  }

  private static void post(Doors doors, String path, Button button) {
    doors.post(
        path,
        Access.MEMBER,
        ctx -> {
          button.press(Caller.of(ctx));
          back(ctx);
        });
  }

  /** To the page of ours that the button stood on. */
  private static void back(Context ctx) {
    ctx.redirect("demo".equals(ctx.formParam("from")) ? "/demo" : "/", HttpStatus.SEE_OTHER);
  }

  private DemoPage page() {
    return new DemoPage(
        new WalkCard(demo.walk(), "demo", clock.instant()), shop(), demo.onCall().name());
  }

  private WalkCard walk(Context ctx) {
    var from = ctx.queryParam("from");
    return new WalkCard(demo.walk(), "demo".equals(from) ? "demo" : "home", clock.instant());
  }

  private ShopCard shop() {
    var shop = demo.shop();
    var releases = demo.releases();
    return new ShopCard(
        shop.address(),
        shop.isRunning(),
        shop.sold(),
        releases.of(Company.STORY_SERVICE).version(),
        releases.before(Company.STORY_SERVICE).version(),
        releases.next(Company.STORY_SERVICE, true),
        demo.isBrokenVersionOut(),
        shop.isBroken(Company.BREAKABLE));
  }

  private InboxPage inbox(Context ctx) {
    var asked = ctx.queryParam("to");
    var everybody = Company.people();
    var chosen =
        everybody.stream().filter(person -> person.login().equals(asked)).findFirst().orElse(null);
    var login = chosen == null ? "" : chosen.login();
    return new InboxPage(
        new Letters(
            demo.inbox()
                .newest(letter -> login.isEmpty() || letter.person().equals(login), Letters.MOST),
            login,
            clock.instant()),
        everybody,
        chosen);
  }

  // ── the way in ─────────────────────────────────────────────────────────────────────────────

  /** The path of a link that signs in once whoever is on call. */
  synchronized String link() {
    key = UUID.randomUUID().toString();
    return "/demo/enter/" + key;
  }

  private void welcome(Context ctx) {
    pages.show(ctx, new WelcomePage(fits(ctx), demo.onCall().name(), ctx.path()));
  }

  private void enter(Context ctx) {
    synchronized (this) {
      if (!fits(ctx)) {
        ctx.status(HttpStatus.GONE);
        pages.show(ctx, new WelcomePage(false, demo.onCall().name(), ctx.path()));
        return;
      }
      key = null;
    }
    handSession(ctx, demo.onCall().login());
  }

  private synchronized boolean fits(Context ctx) {
    return key != null
        && MessageDigest.isEqual(
            key.getBytes(StandardCharsets.UTF_8),
            ctx.pathParam("key").getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever is in may be anybody of the company: it is one person trying all the chairs. */
  private void become(Context ctx) {
    var login = ctx.pathParam("login");
    if (Company.people().stream().noneMatch(person -> person.login().equals(login))) {
      throw Problem.notFound("Nobody of the company is called that.");
    }
    handSession(ctx, login);
  }

  /** The demo signs in at Rialto's door, and passes on what the door gave. */
  private void handSession(Context ctx, String login) {
    for (var cookie : demo.staff().as(login).freshSession()) {
      ctx.res().addHeader("Set-Cookie", cookie);
    }
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
