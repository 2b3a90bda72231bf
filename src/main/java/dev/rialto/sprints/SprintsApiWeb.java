package dev.rialto.sprints;

import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** The JSON doors of sprints. */
public final class SprintsApiWeb {
  private final Sprints sprints;
  private final Teams teams;

  public SprintsApiWeb(Sprints sprints, Teams teams) {
    this.sprints = sprints;
    this.teams = teams;
  }

  public void open(Doors doors) {
    Export.ofFew("sprints", SprintJson.class, this::ofTeam)
        .open(doors, "/teams/{slug}/sprints", Access.VIEWER);
    Export.ofFew("stays", StaySql.Stay.class, (ctx, most) -> standing(ctx).stays())
        .open(doors, "/sprints/{id}/stays", Access.VIEWER);
    Export.ofFew("charges", StaySql.Charged.class, (ctx, most) -> standing(ctx).charges())
        .open(doors, "/sprints/{id}/charges", Access.VIEWER);
    Export.ofFew("choices", StaySql.Choice.class, (ctx, most) -> standing(ctx).choices())
        .open(doors, "/sprints/{id}/choices", Access.VIEWER);
    doors.get("/api/v1/sprints", Access.VIEWER, this::list);
    doors.post("/api/v1/sprints", Access.MEMBER, this::plan);
    doors.get("/api/v1/sprints/{id}", Access.VIEWER, this::one);
    doors.patch("/api/v1/sprints/{id}", Access.MEMBER, this::change);
    doors.delete("/api/v1/sprints/{id}", Access.MEMBER, this::remove);
    doors.post(
        "/api/v1/sprints/{id}/start",
        Access.MEMBER,
        ctx ->
            ctx.json(
                SprintJson.of(
                    sprints.start(Caller.of(ctx), id(ctx), Fields.version(ctx, body(ctx))))));
    doors.post(
        "/api/v1/sprints/{id}/close",
        Access.MEMBER,
        ctx ->
            ctx.json(
                SprintJson.of(
                    sprints.close(Caller.of(ctx), id(ctx), Fields.version(ctx, body(ctx))))));
    doors.post("/api/v1/sprints/{id}/choices", Access.MEMBER, this::choose);
    doors.get("/api/v1/sprints/{id}/report", Access.VIEWER, this::report);
  }

  private void remove(Context ctx) {
    sprints.remove(Caller.of(ctx), id(ctx), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var team = ctx.queryParam("team");
    var rows =
        sprints.page(
            team == null ? null : team(team).id(),
            listing.after(Long.MAX_VALUE),
            listing.limit() + 1);
    ctx.json(listing.answer(rows, SprintJson::of, sprint -> String.valueOf(sprint.id())));
  }

  private List<SprintJson> ofTeam(Context ctx, int most) {
    return sprints.page(team(ctx.pathParam("slug")).id(), Long.MAX_VALUE, most).stream()
        .map(SprintJson::of)
        .toList();
  }

  private Standing standing(Context ctx) {
    return sprints.standing(sprints.named(id(ctx)));
  }

  private void plan(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = body(ctx);
    var draft = SprintJson.merge(new SprintDraft("", "", "", ""), body, scrutiny);
    var slug = body.path("team").asText("");
    if (teams.bySlug(slug).isEmpty()) {
      throw Problem.invalid("team", "Name the team by its short name. Teams are under /teams.");
    }
    var made = sprints.plan(Caller.of(ctx), team(slug), draft, scrutiny);
    ctx.status(201).header("Location", "/api/v1/sprints/" + made.id()).json(SprintJson.of(made));
  }

  private void one(Context ctx) {
    ctx.json(SprintJson.Whole.of(sprints.standing(sprints.named(id(ctx)))));
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = body(ctx);
    var is = sprints.named(id(ctx));
    var draft = SprintJson.merge(SprintDraft.of(is), body, scrutiny);
    scrutiny.holds(
        body.path("team").asText(is.teamSlug()).equals(is.teamSlug()),
        "team",
        "A sprint stays with its team.");
    ctx.json(
        SprintJson.of(
            sprints.change(Caller.of(ctx), is.id(), Fields.version(ctx, body), draft, scrutiny)));
  }

  private void choose(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = body(ctx);
    var fields = new Fields(body, scrutiny, Set.of("lever", "items", "version"));
    var lever = Lever.of(fields.text("lever", "")).orElse(null);
    var keys = fields.texts("items", List.of());
    scrutiny.holds(lever != null, "lever", "One of drop, goal_at_risk, cancel.").orThrow();
    if (lever == null) {
      return;
    }
    ctx.json(
        SprintJson.of(
            sprints.choose(Caller.of(ctx), id(ctx), Fields.version(ctx, body), lever, keys)));
  }

  /** The frozen bytes, so that anybody can hash them again. */
  private void report(Context ctx) {
    var sprint = sprints.named(id(ctx));
    if (sprint.report() == null || sprint.reportHash() == null) {
      throw Problem.notFound(
          "Sprint %d is %s: its report is made when it closes."
              .formatted(sprint.no(), sprint.state()));
    }
    ctx.header("X-Rialto-Hash", "sha256=" + sprint.reportHash());
    ctx.contentType("application/json").result(sprint.report());
  }

  private static com.fasterxml.jackson.databind.JsonNode body(Context ctx) {
    return Json.parse(ctx.bodyAsBytes());
  }

  static long id(Context ctx) {
    var id = ctx.pathParam("id");
    return Digits.of(id).orElseThrow(() -> Problem.notFound("No sprint " + id + "."));
  }

  private Team team(String slug) {
    return teams
        .bySlug(slug)
        .orElseThrow(() -> Problem.notFound("No team “" + slug + "”. They are under /teams."));
  }
}
