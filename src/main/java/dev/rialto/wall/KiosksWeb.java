package dev.rialto.wall;

import dev.rialto.people.Key;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Guard;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of kiosk links, and who recognises the screens that came by one. */
final class KiosksWeb implements Guard {
  private static final int SHOWN = 200;
  private static final Set<String> MAKEABLE = Set.of("label", "zone");

  /** As long as browsers keep a cookie at all; each look at the wall begins it anew. */
  private static final Duration LASTS = Duration.ofDays(400);

  private final KioskLinks links;
  private final InstantSource clock;
  private final Doors doors;

  KiosksWeb(KioskLinks links, InstantSource clock, Doors doors) {
    this.links = links;
    this.clock = clock;
    this.doors = doors;
  }

  void open() {
    doors.screensKnownBy(this);
    doors.get("/wall/kiosk/{key}", Access.ANYONE, this::trade);
    doors.get("/wall/kiosks", Access.ADMIN, ctx -> show(ctx, "", zone(ctx), List.of(), null, null));
    Export.ofFew(
            "kiosk-links",
            KioskJson.class,
            (ctx, most) -> links.page(null, most).stream().map(KioskJson::of).toList())
        .open(doors, "/wall/kiosks", Access.ADMIN);
    doors.post("/wall/kiosks", Access.ADMIN, this::makeByForm);
    doors.post("/wall/kiosks/{id}/revocation", Access.ADMIN, this::revokeByForm);
    doors.get("/api/v1/kiosk-links", Access.ADMIN, this::list);
    doors.post("/api/v1/kiosk-links", Access.ADMIN, this::make);
    doors.delete("/api/v1/kiosk-links/{id}", Access.ADMIN, this::revoke);
  }

  /** A cookie whose link was revoked says so, instead of asking a screen for a password. */
  @Override
  public Caller who(Context ctx) {
    var cookie = ctx.cookie(cookieName());
    if (cookie == null || cookie.isEmpty()) return Caller.NOBODY;
    var screen =
        links
            .screen(new Key(cookie))
            .orElseThrow(
                () ->
                    Problem.gone(
                        "The link that opened the wall on this screen was revoked. An administrator"
                            + " makes a new one under Wall, Kiosk links; people sign in at"
                            + " /sign-in."));
    Frame.zone(ctx, ZoneId.of(screen.zone()));
    return Caller.screen(screen.linkId(), screen.label());
  }

  /** Does nothing but let this browser in, so a mail scanner that opens it changes nothing. */
  private void trade(Context ctx) {
    var cookie =
        links
            .trade(new Key(ctx.pathParam("key")))
            .orElseThrow(
                () ->
                    Problem.gone(
                        "This kiosk link is not good, or not any more. An administrator makes a new"
                            + " one under Wall, Kiosk links."));
    var given = new Cookie(cookieName(), cookie.text());
    given.setPath("/wall");
    given.setHttpOnly(true);
    given.setSecure(doors.secure());
    given.setSameSite(SameSite.STRICT);
    given.setMaxAge((int) LASTS.toSeconds());
    ctx.cookie(given);
    var query = ctx.queryString();
    ctx.redirect(query == null ? "/wall" : "/wall?" + query, HttpStatus.SEE_OTHER);
  }

  private void show(
      Context ctx,
      String label,
      String zone,
      List<Wrong> wrongs,
      @Nullable String trouble,
      @Nullable String once) {
    doors
        .pages()
        .show(
            ctx,
            new KiosksPage(
                links.page(null, SHOWN), label, zone, wrongs, trouble, once, clock.instant()));
  }

  private void makeByForm(Context ctx) {
    var label = Scrutiny.tidy(ctx.formParam("label"));
    var zone = Scrutiny.tidy(ctx.formParam("zone"));
    try {
      var made = links.make(Caller.of(ctx), label, zone, new Scrutiny());
      ctx.status(201);
      show(ctx, "", zone, List.of(), null, address(made));
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, label, zone, again.wrongs(), again.faster(), null);
    }
  }

  private void revokeByForm(Context ctx) {
    links.revoke(Caller.of(ctx), id(ctx));
    ctx.redirect("/wall/kiosks", HttpStatus.SEE_OTHER);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    long before = listing.after(Long.MAX_VALUE);
    ctx.json(
        listing.answer(
            links.page(before, listing.limit() + 1),
            KioskJson::of,
            link -> String.valueOf(link.id())));
  }

  private void make(Context ctx) {
    var scrutiny = new Scrutiny();
    var fields = new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, MAKEABLE);
    var label = fields.text("label", "");
    var made = links.make(Caller.of(ctx), label, fields.text("zone", zone(ctx)), scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/kiosk-links/" + made.link().id())
        .json(new KioskJson.Made(address(made), KioskJson.of(made.link())));
  }

  private void revoke(Context ctx) {
    links.revoke(Caller.of(ctx), id(ctx));
    ctx.status(204);
  }

  private String address(KioskLinks.Made made) {
    return doors.link("/wall/kiosk/" + made.key().text());
  }

  /** Kept to the wall by its path as well; a prefix that browsers guard is only for whole sites. */
  private String cookieName() {
    return doors.secure() ? "__Secure-rialto-wall" : "rialto-wall";
  }

  private static String zone(Context ctx) {
    return Frame.of(ctx).zone().getId();
  }

  private static long id(Context ctx) {
    var id = ctx.pathParam("id");
    return Digits.of(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no kiosk link %s. All are under /wall/kiosks.".formatted(id)));
  }
}
