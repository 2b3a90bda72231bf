package dev.rialto.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of sources and of what came in: pages and JSON side by side. */
public final class SourcesWeb {
  static final int SHOWN = 500;
  static final int SIGNALS_SHOWN = 50;

  private final Signals signals;
  private final Sources sources;
  private final Rebuild rebuild;
  private final InstantSource clock;
  private final Doors doors;

  public SourcesWeb(Signals signals, Rebuild rebuild, InstantSource clock, Doors doors) {
    this.signals = signals;
    this.sources = signals.sources();
    this.rebuild = rebuild;
    this.clock = clock;
    this.doors = doors;
  }

  public void open(Doors doors) {
    doors.get("/sources", Access.VIEWER, ctx -> doors.pages().show(ctx, all(ctx)));
    doors.get("/sources/list", Access.VIEWER, this::list);
    new SourceExportsWeb(signals, clock).open(doors);
    doors.get("/sources/new", Access.MEMBER, ctx -> form(ctx, null, List.of(), null));
    doors.post("/sources", Access.MEMBER, this::create);
    doors.post("/sources/rebuild", Access.ADMIN, this::rebuildAll);
    doors.get("/sources/{id}", Access.VIEWER, ctx -> page(ctx, byId(ctx), null));
    doors.get("/sources/{id}/heard", Access.VIEWER, this::heard);
    doors.get("/sources/{id}/edit", Access.MEMBER, ctx -> form(ctx, byId(ctx), List.of(), null));
    doors.post("/sources/{id}", Access.MEMBER, this::change);
    doors.post("/sources/{id}/token", Access.MEMBER, this::rotate);
    doors.post("/sources/{id}/closure", Access.MEMBER, this::close);
    doors.get("/signals/{id}", Access.VIEWER, this::signal);
    doors.post("/signals/{id}/replay", Access.MEMBER, this::replay);

    doors.get("/api/v1/sources", Access.VIEWER, this::apiList);
    doors.post("/api/v1/sources", Access.MEMBER, this::apiCreate);
    doors.post("/api/v1/sources/rebuild", Access.ADMIN, this::apiRebuild);
    doors.get("/api/v1/sources/{id}", Access.VIEWER, ctx -> ctx.json(json(byId(ctx), null)));
    doors.patch("/api/v1/sources/{id}", Access.MEMBER, this::apiChange);
    doors.delete("/api/v1/sources/{id}", Access.MEMBER, this::apiClose);
    doors.post("/api/v1/sources/{id}/token", Access.MEMBER, this::apiRotate);
    doors.get("/api/v1/sources/{id}/signals", Access.VIEWER, this::apiSignals);
    doors.get("/api/v1/sources/{id}/errors", Access.VIEWER, this::apiErrors);
    doors.get("/api/v1/signals/{id}", Access.VIEWER, this::apiSignal);
    doors.get("/api/v1/signals/{id}/body", Access.VIEWER, this::apiBody);
    doors.post("/api/v1/signals/{id}/replay", Access.MEMBER, this::apiReplay);
  }

  private SourcesPage all(Context ctx) {
    var caller = Caller.of(ctx);
    var now = clock.instant();
    return new SourcesPage(
        SourceExportsWeb.silentFirst(sources, SHOWN, now),
        SourceExportsWeb.refused(sources),
        caller.mayWrite(),
        caller.isAdmin(),
        now);
  }

  private void list(Context ctx) {
    doors.pages().show(ctx, new SourceList(all(ctx)));
  }

  private void page(Context ctx, Source source, @Nullable String token) {
    var snippets =
        token == null
            ? Snippets.without(doors.publicUrl(), source.id())
            : new Snippets(doors.publicUrl(), token, source.id());
    var rows = signals.ofSource(source.id(), Long.MAX_VALUE, false, SIGNALS_SHOWN);
    doors
        .pages()
        .show(
            ctx,
            new SourcePage(
                source,
                snippets,
                sources.complaints(source.id()),
                rows,
                signals.gists(rows),
                Caller.of(ctx).mayWrite(),
                clock.instant()));
  }

  private void heard(Context ctx) {
    doors.pages().show(ctx, new SourceHeard(byId(ctx), clock.instant()));
  }

  private void form(
      Context ctx, @Nullable Source source, List<Wrong> wrongs, @Nullable String faster) {
    boolean typed = ctx.formParam("name") != null;
    doors
        .pages()
        .show(
            ctx,
            new SourceFormPage(
                source,
                typed ? text(ctx, "name") : source == null ? "" : source.name(),
                typed ? text(ctx, "format") : source == null ? asked(ctx).word() : source.format(),
                typed ? text(ctx, "service_id") : source == null ? "" : or(source.serviceId()),
                typed
                    ? text(ctx, "expected_minutes")
                    : source == null ? "" : or(source.expectedMinutes()),
                sources.services(),
                wrongs,
                faster));
  }

  /** A link may have said already what it is. */
  private static Format asked(Context ctx) {
    return Format.of(String.valueOf(ctx.queryParam("format"))).orElse(Format.PROMETHEUS);
  }

  private static String or(@Nullable Number number) {
    return number == null ? "" : number.toString();
  }

  /** The token is in this answer and nowhere else, so the answer is the page itself. */
  private void create(Context ctx) {
    try {
      var made = sources.add(Caller.of(ctx), typed(ctx));
      ctx.status(201);
      page(ctx, made.source(), made.token());
    } catch (Problem problem) {
      if (problem.status() != 422) {
        throw problem;
      }
      ctx.status(422);
      form(ctx, null, problem.errors(), null);
    }
  }

  private void change(Context ctx) {
    var source = byId(ctx);
    try {
      sources.change(Caller.of(ctx), source.id(), Fields.version(ctx, null), typed(ctx));
      signals.senders().forget();
      ctx.redirect("/sources/" + source.id(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, byId(ctx), again.wrongs(), again.faster());
    }
  }

  private void rotate(Context ctx) {
    var made = sources.rotate(Caller.of(ctx), id(ctx));
    signals.senders().forget();
    page(ctx, made.source(), made.token());
  }

  private void close(Context ctx) {
    sources.close(Caller.of(ctx), id(ctx));
    signals.senders().forget();
    ctx.redirect("/sources", HttpStatus.SEE_OTHER);
  }

  private void rebuildAll(Context ctx) {
    rebuild.run(Caller.of(ctx));
    ctx.redirect("/sources", HttpStatus.SEE_OTHER);
  }

  private void signal(Context ctx) {
    var row = signals.row(id(ctx));
    var gists = signals.gists(List.of(row)).getOrDefault(row.id(), List.of());
    doors
        .pages()
        .show(
            ctx,
            new SignalPage(
                row,
                sources.byId(row.sourceId()),
                SignalPage.laidOut(signals.body(row.id())),
                gists,
                signals.alerts(gists),
                Caller.of(ctx).mayWrite(),
                clock.instant()));
  }

  private void replay(Context ctx) {
    signals.replay(Caller.of(ctx), id(ctx));
    ctx.redirect("/signals/" + id(ctx), HttpStatus.SEE_OTHER);
  }

  private static SourceSql.Wanted typed(Context ctx) {
    var scrutiny = new Scrutiny();
    var service = text(ctx, "service_id");
    var minutes = text(ctx, "expected_minutes");
    scrutiny.holds(service.matches("\\d{0,18}"), "service_id", "Choose one of the list.");
    scrutiny.holds(
        minutes.matches("\\d{0,6}"), "expected_minutes", "Say whole minutes, or leave it empty.");
    scrutiny.orThrow();
    return new SourceSql.Wanted(
        text(ctx, "name"),
        text(ctx, "format"),
        service.isEmpty() ? null : Long.valueOf(service),
        minutes.isEmpty() ? null : Integer.valueOf(minutes));
  }

  private static String text(Context ctx, String field) {
    return Scrutiny.tidy(ctx.formParam(field));
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = sources.page(listing.after(0), listing.limit() + 1);
    ctx.json(listing.answer(rows, s -> json(s, null), s -> String.valueOf(s.id())));
  }

  private void apiCreate(Context ctx) {
    var scrutiny = new Scrutiny();
    var wanted = SourceJson.merge(null, body(ctx), scrutiny);
    scrutiny.orThrow();
    var made = sources.add(Caller.of(ctx), wanted);
    ctx.status(201)
        .header("Location", "/api/v1/sources/" + made.source().id())
        .json(json(made.source(), made.token()));
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = body(ctx);
    var source = byId(ctx);
    var wanted = SourceJson.merge(source, body, scrutiny);
    scrutiny.orThrow();
    var changed = sources.change(Caller.of(ctx), source.id(), Fields.version(ctx, body), wanted);
    signals.senders().forget();
    ctx.json(json(changed, null));
  }

  private void apiClose(Context ctx) {
    sources.close(Caller.of(ctx), id(ctx));
    signals.senders().forget();
    ctx.status(204);
  }

  private void apiRotate(Context ctx) {
    var made = sources.rotate(Caller.of(ctx), id(ctx));
    signals.senders().forget();
    ctx.json(json(made.source(), made.token()));
  }

  private void apiRebuild(Context ctx) {
    ctx.json(rebuild.run(Caller.of(ctx)));
  }

  /** The newest first, so the cursor is the last id of the page before. */
  private void apiSignals(Context ctx) {
    var listing = Listing.of(ctx);
    boolean parked = "true".equals(ctx.queryParam("parked"));
    var rows =
        signals.ofSource(
            byId(ctx).id(), listing.after(Long.MAX_VALUE), parked, listing.limit() + 1);
    ctx.json(listing.answer(rows, SignalJson::of, row -> String.valueOf(row.id())));
  }

  private void apiErrors(Context ctx) {
    ctx.json(Map.of("items", sources.complaints(byId(ctx).id())));
  }

  private void apiSignal(Context ctx) {
    ctx.json(SignalJson.of(signals.row(id(ctx))));
  }

  /** As it came, for a program to read; a browser is told not to guess. */
  private void apiBody(Context ctx) {
    ctx.contentType("text/plain; charset=utf-8")
        .result(new String(signals.body(id(ctx)), StandardCharsets.UTF_8));
  }

  private void apiReplay(Context ctx) {
    signals.replay(Caller.of(ctx), id(ctx));
    ctx.json(SignalJson.of(signals.row(id(ctx))));
  }

  private SourceJson json(Source source, @Nullable String token) {
    return SourceJson.of(source, clock.instant(), token);
  }

  private static JsonNode body(Context ctx) {
    return Json.parse(ctx.bodyAsBytes());
  }

  private Source byId(Context ctx) {
    return sources.byId(id(ctx));
  }

  static long id(Context ctx) {
    var id = ctx.pathParam("id");
    return Digits.of(id)
        .orElseThrow(() -> Problem.notFound("There is nothing with the number " + id + "."));
  }
}
