package dev.rialto.status;

import dev.rialto.channels.Channels;
import dev.rialto.journal.Journal;
import dev.rialto.journal.Reactions;
import dev.rialto.maintenance.Maintenances;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Vault;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The doors that customers come to. While the page is closed there is nothing behind them for
 * anybody who is not signed in.
 */
public final class StatusWeb {
  /** A reader who looks every second is not turned away; a machine that hammers is. */
  static final int LOOKS_A_MINUTE = 120;

  static final int ASKS = 5;
  static final Duration ASKS_WITHIN = Duration.ofMinutes(10);
  static final Duration CACHED = Duration.ofSeconds(15);

  private static final int MOST_FOLLOWED = 60;

  private final Database db;
  private final Overviews overviews;
  private final Subscriptions subscriptions;
  private final Letters letters;
  private final StatusAdminWeb admin;
  private final StatusApiWeb api;
  private final Throttle looks = new Throttle(LOOKS_A_MINUTE, Duration.ofMinutes(1));
  private final Throttle asks = new Throttle(ASKS, ASKS_WITHIN);
  private final boolean canMail;
  private final InstantSource clock;
  private final Doors doors;

  /** Wires the room; {@code canMail} says whether a mail server is set. */
  public StatusWeb(
      Database db,
      Jobs jobs,
      Journal journal,
      Maintenances maintenances,
      Channels channels,
      boolean canMail,
      Vault vault,
      InstantSource clock,
      Doors doors) {
    this.db = db;
    this.overviews = new Overviews(db, maintenances, clock);
    this.letters = new Letters(db, jobs, channels, vault, overviews, doors::link, clock);
    this.subscriptions = new Subscriptions(db, journal, channels, vault, letters, clock);
    var pages = new StatusPages(db, journal, overviews, clock);
    this.admin = new StatusAdminWeb(pages, subscriptions, clock, doors);
    this.api = new StatusApiWeb(pages, subscriptions, doors);
    this.canMail = canMail;
    this.clock = clock;
    this.doors = doors;
  }

  public void open(Reactions reactions) {
    reactions.on("incident.", "status-letters", letters::follow);
    // Before the addresses that hold a number or a key.
    admin.open();
    api.open();
    doors.get("/status", Access.ANYONE, ctx -> page(ctx, "", List.of()));
    doors.get("/status/line", Access.ANYONE, this::line);
    doors.get("/status/incidents/{id}", Access.ANYONE, this::incident);
    doors.get("/status/feed.atom", Access.ANYONE, this::feed);
    doors.get("/api/v1/status", Access.ANYONE, this::json);
    doors.post("/status/subscriptions", Access.ANYONE, this::subscribe);
    doors.get("/status/subscriptions/{key}", Access.ANYONE, this::subscription);
    doors.get("/status/subscriptions/{key}/removal", Access.ANYONE, this::subscription);
    doors.post("/status/subscriptions/{key}/confirmation", Access.ANYONE, this::confirm);
    doors.post("/status/subscriptions/{key}/components", Access.ANYONE, this::follow);
    doors.post("/status/subscriptions/{key}/removal", Access.KEYED, this::unsubscribe);
  }

  /** What is open to everybody may be kept by caches; what those inside see is theirs. */
  private Overview admitted(Context ctx) {
    var now = clock.instant();
    boolean inside = isInside(ctx);
    if (!inside) looks.pass(doors.address(ctx), now);
    var overview = overviews.latest();
    if (!overview.settings().open() && !inside) {
      throw Problem.notFound("There is nothing at this address.");
    }
    if (!inside) {
      ctx.header("Cache-Control", "public, max-age=" + CACHED.toSeconds());
      ctx.header("Vary", "Cookie, Authorization");
    }
    return overview;
  }

  private void page(Context ctx, String typed, List<Wrong> wrongs) {
    var overview = admitted(ctx);
    var caller = Caller.of(ctx);
    if (!wrongs.isEmpty()) ctx.header("Cache-Control", "no-store");
    doors
        .pages()
        .show(
            ctx,
            new StatusPage(
                overview,
                isInside(ctx),
                caller.isAdmin(),
                canMail,
                typed,
                wrongs,
                clock.instant()));
  }

  /** For the sign-in page; nothing at all while the page is closed. */
  private void line(Context ctx) {
    looks.pass(doors.address(ctx), clock.instant());
    var overview = overviews.latest();
    if (overview.settings().open()) {
      doors.pages().show(ctx, new StatusLine(overview));
    } else {
      ctx.status(HttpStatus.NO_CONTENT);
    }
  }

  private void incident(Context ctx) {
    var overview = admitted(ctx);
    var incident =
        Digits.of(ctx.pathParam("id"))
            .flatMap(id -> db.read(tx -> overviews.incident(tx, id)))
            .orElse(null);
    if (incident == null) {
      ctx.header("Cache-Control", "no-store");
      throw Problem.notFound("Nothing was told of such an incident. All is on /status.");
    }
    doors
        .pages()
        .show(ctx, new StatusIncidentPage(overview.about(incident), incident, clock.instant()));
  }

  private void feed(Context ctx) {
    var overview = admitted(ctx);
    long component = new Asked(ctx).number("component", 0, 0, 999_999);
    var self = doors.link("/status/feed.atom" + (component == 0 ? "" : "?component=" + component));
    ctx.contentType("application/atom+xml; charset=utf-8")
        .result(Feed.of(overview, component, doors.link("/status"), self));
  }

  private void json(Context ctx) {
    ctx.json(StatusJson.of(admitted(ctx)));
  }

  private void subscribe(Context ctx) {
    var overview = admitted(ctx);
    ctx.header("Cache-Control", "no-store");
    var kind = Scrutiny.tidy(ctx.formParam("kind"));
    var address = Scrutiny.tidy(ctx.formParam("address"));
    try {
      asks.pass(doors.address(ctx), clock.instant());
      var secret = subscriptions.ask(kind, address, followed(ctx), new Scrutiny());
      boolean mail = kind.equals(Subscriptions.EMAIL);
      show(
          ctx,
          overview.settings(),
          mail ? "Look into your mail" : "Look into what arrived",
          mail
              ? "If this address can be written to, a letter is on its way. Open the link in it within"
                  + " two days: nothing else is sent before."
              : "A signed message is on its way to this address. Open the link in it within two days:"
                  + " nothing else is sent before.",
          null,
          null,
          secret.orElse(null));
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      page(ctx, kind.equals(Subscriptions.EMAIL) ? address : "", problem.errors());
    }
  }

  private static List<Long> followed(Context ctx) {
    return ctx.formParams("component").stream()
        .flatMap(id -> Digits.of(id).stream())
        .limit(MOST_FOLLOWED)
        .toList();
  }

  /** A letter's link; it shows buttons and does nothing by itself. */
  private void subscription(Context ctx) {
    looks.pass(doors.address(ctx), clock.instant());
    var key = ctx.pathParam("key");
    var found = subscriptions.byKey(key).orElseThrow(Subscriptions::gone);
    show(
        ctx,
        overviews.latest().settings(),
        found.isConfirmed() ? "You hear of it when it changes" : "Do you want to hear of it?",
        found.isConfirmed()
            ? "Every public word is sent to you."
            : "Nothing is sent before you confirm.",
        found,
        key,
        null);
  }

  private void confirm(Context ctx) {
    looks.pass(doors.address(ctx), clock.instant());
    subscriptions.confirm(ctx.pathParam("key"));
    ctx.redirect("/status/subscriptions/" + ctx.pathParam("key"), HttpStatus.SEE_OTHER);
  }

  private void follow(Context ctx) {
    looks.pass(doors.address(ctx), clock.instant());
    subscriptions.follow(ctx.pathParam("key"), followed(ctx));
    ctx.redirect("/status/subscriptions/" + ctx.pathParam("key"), HttpStatus.SEE_OTHER);
  }

  private void unsubscribe(Context ctx) {
    looks.pass(doors.address(ctx), clock.instant());
    subscriptions.end(ctx.pathParam("key"));
    show(
        ctx,
        overviews.latest().settings(),
        "You hear no more",
        "The subscription is over and the address forgotten.",
        null,
        null,
        null);
  }

  private void show(
      Context ctx,
      StatusSettings settings,
      String title,
      String says,
      @Nullable Subscription subscription,
      @Nullable String key,
      @Nullable String secret) {
    doors
        .pages()
        .show(
            ctx,
            new StatusSubscriptionPage(
                settings,
                title,
                says,
                subscription,
                overviews.latest().components().stream().map(it -> it.component()).toList(),
                key,
                secret));
  }

  private static boolean isInside(Context ctx) {
    var role = Caller.of(ctx).role();
    return role != null && role.atLeast(Role.VIEWER);
  }
}
