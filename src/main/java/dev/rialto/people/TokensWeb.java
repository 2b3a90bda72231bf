package dev.rialto.people;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of API tokens: a page and JSON. */
final class TokensWeb {
  private static final int SHOWN = 200;
  private static final List<String> SCOPES = List.of("read", "write", "signals", "admin");
  private static final Set<String> MAKEABLE = Set.of("name", "scopes", "expires_at");

  private final Tokens tokens;
  private final Doors doors;
  private final InstantSource clock;

  TokensWeb(Tokens tokens, Doors doors, InstantSource clock) {
    this.tokens = tokens;
    this.doors = doors;
    this.clock = clock;
  }

  void open() {
    doors.get("/me/tokens", Access.VIEWER, ctx -> show(ctx, Typed.NOTHING));
    doors.post("/me/tokens", Access.VIEWER, this::makeByForm);
    doors.post("/me/tokens/{id}/revocation", Access.VIEWER, this::revokeByForm);
    Export.ofFew(
            "tokens",
            TokenJson.class,
            (ctx, most) ->
                tokens.page(AskedWeb.self(ctx), everyone(ctx), 0, most).stream()
                    .map(TokenJson::of)
                    .toList())
        .open(doors, "/me/tokens", Access.VIEWER);
    doors.get("/api/v1/tokens", Access.VIEWER, this::list);
    doors.post("/api/v1/tokens", Access.VIEWER, this::make);
    doors.delete("/api/v1/tokens/{id}", Access.VIEWER, this::revoke);
  }

  private void show(Context ctx, Typed typed) {
    var caller = AskedWeb.self(ctx);
    boolean everyone = everyone(ctx);
    doors
        .pages()
        .show(
            ctx,
            new TokensPage(
                tokens.page(caller, everyone, 0, SHOWN),
                everyone,
                caller.isAdmin(),
                SCOPES.stream().filter(scope -> Tokens.mayGive(caller, scope)).toList(),
                doors.link(""),
                typed,
                clock.instant()));
  }

  private static boolean everyone(Context ctx) {
    return Caller.of(ctx).isAdmin() && !AskedWeb.query(ctx, "everyone").isEmpty();
  }

  private void makeByForm(Context ctx) {
    try {
      var caller = AskedWeb.self(ctx);
      var scopes =
          SCOPES.stream().filter(s -> AskedWeb.field(ctx, "scope-" + s).equals("on")).toList();
      var name = Scrutiny.tidy(AskedWeb.field(ctx, "name"));
      var made =
          tokens.make(
              AskedWeb.writer(ctx), name, scopes, days(AskedWeb.field(ctx, "days").strip()));
      ctx.status(201);
      doors
          .pages()
          .show(
              ctx,
              new OncePage(
                  "Your new token",
                  "It acts as " + caller.name() + ": " + String.join(", ", made.token().scopes()),
                  "Token",
                  made.key().text(),
                  "/me/tokens",
                  "I have copied it"));
    } catch (Problem problem) {
      if (!Typed.mendable(problem)) throw problem;
      ctx.status(problem.status());
      show(ctx, Typed.of("token", ctx.formParamMap(), problem));
    }
  }

  private @Nullable Instant days(String typed) {
    if (typed.isEmpty()) return null;
    if (!typed.matches("[0-9]{1,5}") || Integer.parseInt(typed) == 0) {
      throw Problem.invalid("expires_at", "A whole number of days, such as 90, or nothing.");
    }
    return clock.instant().plus(Duration.ofDays(Integer.parseInt(typed)));
  }

  private void revokeByForm(Context ctx) {
    tokens.revoke(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"));
    AskedWeb.seeOther(ctx, "/me/tokens");
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    boolean everyone = !AskedWeb.query(ctx, "everyone").isEmpty();
    var rows = tokens.page(Caller.of(ctx), everyone, listing.after(0), listing.limit() + 1);
    ctx.json(listing.answer(rows, TokenJson::of, t -> String.valueOf(t.id())));
  }

  /** The key is in this answer and in no other. */
  record MadeJson(String token, TokenJson details) {}

  private void make(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, MAKEABLE);
    var name = fields.text("name", "");
    var scopes = fields.texts("scopes", List.of());
    var expires = instant(scrutiny, fields.text("expires_at", ""));
    scrutiny.orThrow();
    var made = tokens.make(AskedWeb.writer(ctx), name, scopes, expires);
    ctx.status(201)
        .header("Location", "/api/v1/tokens/" + made.token().id())
        .json(new MadeJson(made.key().text(), TokenJson.of(made.token())));
  }

  private static @Nullable Instant instant(Scrutiny scrutiny, String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      scrutiny.wrong("expires_at", "An instant such as 2027-01-31T12:00:00Z, or leave it out.");
      return null;
    }
  }

  private void revoke(Context ctx) {
    tokens.revoke(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"));
    ctx.status(204);
  }
}
