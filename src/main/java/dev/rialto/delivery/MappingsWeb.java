package dev.rialto.delivery;

import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of what belongs where: what nobody could place, and what people said about it. */
public final class MappingsWeb {
  static final int SHOWN = 200;

  private final Mappings mappings;
  private final Database db;
  private final InstantSource clock;
  private final Doors doors;

  public MappingsWeb(Mappings mappings, Database db, InstantSource clock, Doors doors) {
    this.mappings = mappings;
    this.db = db;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get("/mappings", Access.VIEWER, ctx -> show(ctx, blank(), List.of(), null));
    Export.ofFew("mappings", MappingJson.class, (ctx, most) -> all(most))
        .open(doors, "/mappings", Access.VIEWER);
    Export.ofFew("unmatched", OriginSql.Unmatched.class, (ctx, most) -> unmatched(most))
        .open(doors, "/mappings/unmatched", Access.VIEWER);
    doors.post("/mappings", Access.MEMBER, this::add);
    doors.post("/mappings/{id}/removal", Access.MEMBER, this::remove);
    doors.get("/api/v1/unmatched", Access.VIEWER, this::apiUnmatched);
    doors.get("/api/v1/mappings", Access.VIEWER, this::apiList);
    doors.post("/api/v1/mappings", Access.MEMBER, this::apiAdd);
    doors.get(
        "/api/v1/mappings/{id}", Access.VIEWER, ctx -> ctx.json(json(mappings.byId(id(ctx)))));
    doors.delete("/api/v1/mappings/{id}", Access.MEMBER, this::apiRemove);
  }

  private static MappingDraft blank() {
    return new MappingDraft("", "", "", "", "", "");
  }

  private void show(Context ctx, MappingDraft typed, List<Wrong> wrongs, @Nullable String faster) {
    doors
        .pages()
        .show(
            ctx,
            db.read(
                tx -> {
                  var sql = tx.attach(OriginSql.class);
                  return new MappingsPage(
                      sql.unmatched(SHOWN),
                      sql.mappings(0, SHOWN),
                      sql.choices(),
                      typed,
                      wrongs,
                      faster,
                      Caller.of(ctx).mayWrite(),
                      clock.instant());
                }));
  }

  private void add(Context ctx) {
    var draft =
        new MappingDraft(
            text(ctx, "repository"),
            text(ctx, "path"),
            text(ctx, "environment"),
            text(ctx, "told_service"),
            text(ctx, "service"),
            text(ctx, "called"));
    try {
      mappings.add(Caller.of(ctx), draft, new Scrutiny());
      ctx.redirect("/mappings", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, draft, again.wrongs(), again.faster());
    }
  }

  private void remove(Context ctx) {
    mappings.remove(Caller.of(ctx), id(ctx));
    ctx.redirect("/mappings", HttpStatus.SEE_OTHER);
  }

  private static String text(Context ctx, String field) {
    return Scrutiny.tidy(ctx.formParam(field));
  }

  private void apiUnmatched(Context ctx) {
    ctx.json(Map.of("items", unmatched(Listing.of(ctx).limit())));
  }

  private List<OriginSql.Unmatched> unmatched(int most) {
    return db.read(tx -> tx.attach(OriginSql.class).unmatched(most));
  }

  private List<MappingJson> all(int most) {
    return mappings.page(0, most).stream().map(MappingsWeb::json).toList();
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = mappings.page(listing.after(0), listing.limit() + 1);
    ctx.json(listing.answer(rows, MappingsWeb::json, row -> String.valueOf(row.id())));
  }

  private void apiAdd(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = MappingDraft.of(Json.parse(ctx.bodyAsBytes()), scrutiny);
    var mapped = mappings.add(Caller.of(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/mappings/" + mapped.mapping().id())
        .json(new AddedJson(json(mapped.mapping()), mapped.moved()));
  }

  private void apiRemove(Context ctx) {
    mappings.remove(Caller.of(ctx), id(ctx));
    ctx.status(204);
  }

  private record MappingJson(
      long id,
      String repository,
      String path,
      String environment,
      String toldService,
      String service,
      String called,
      Instant createdAt) {}

  private record AddedJson(MappingJson mapping, int moved) {}

  private static MappingJson json(OriginSql.MappingRow row) {
    return new MappingJson(
        row.id(),
        row.repository(),
        row.path(),
        row.environment(),
        row.service(),
        row.serviceSlug(),
        row.called(),
        row.createdAt());
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.notFound("Mappings have numbers; all are under /mappings."));
  }
}
