package dev.rialto.sprints;

import dev.rialto.board.Boards;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of planning: a team's board with its sprint, and the sprints themselves. */
public final class SprintsWeb {
  static final int MOST_SHOWN = 50;
  static final int MOST_TEAMS = 200;

  private final Sprints sprints;
  private final Boards boards;
  private final Teams teams;
  private final InstantSource clock;
  private final Doors doors;

  public SprintsWeb(Sprints sprints, Boards boards, Teams teams, InstantSource clock, Doors doors) {
    this.sprints = sprints;
    this.boards = boards;
    this.teams = teams;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get("/plan", Access.VIEWER, this::mine);
    doors.get("/teams/{slug}/board", Access.VIEWER, this::board);
    doors.get("/teams/{slug}/sprint/fragment", Access.VIEWER, this::head);
    doors.get(
        "/teams/{slug}/sprints",
        Access.VIEWER,
        ctx -> list(ctx, team(ctx), next(team(ctx)), List.of()));
    doors.post("/teams/{slug}/sprints", Access.MEMBER, this::plan);
    doors.get("/sprints/{id}", Access.VIEWER, ctx -> show(ctx, named(ctx), null, List.of(), null));
    doors.post("/sprints/{id}", Access.MEMBER, this::change);
    doors.post(
        "/sprints/{id}/start",
        Access.MEMBER,
        ctx ->
            act(
                ctx,
                null,
                () ->
                    sprints.start(
                        Caller.of(ctx), SprintsApiWeb.id(ctx), Fields.version(ctx, null))));
    doors.post(
        "/sprints/{id}/close",
        Access.MEMBER,
        ctx ->
            act(
                ctx,
                null,
                () ->
                    sprints.close(
                        Caller.of(ctx), SprintsApiWeb.id(ctx), Fields.version(ctx, null))));
    doors.post("/sprints/{id}/removal", Access.MEMBER, this::remove);
    doors.post("/sprints/{id}/choices", Access.MEMBER, this::choose);
  }

  /** My team's board; with several teams a choice among them, whoever is in a sprint first. */
  private void mine(Context ctx) {
    var mine = teamsOf(Caller.of(ctx));
    if (mine.size() == 1) {
      ctx.redirect("/teams/" + mine.getFirst().slug() + "/board", HttpStatus.SEE_OTHER);
      return;
    }
    var shown = mine.isEmpty() ? teams.page("", null, "", MOST_TEAMS) : mine;
    doors
        .pages()
        .show(
            ctx,
            PlanPage.of(
                shown, sprints.running(shown.stream().map(Team::id).toList()), !mine.isEmpty()));
  }

  private List<Team> teamsOf(Caller caller) {
    return caller.id() > 0 ? teams.page("", caller.id(), "", MOST_TEAMS) : List.of();
  }

  private void board(Context ctx) {
    var team = team(ctx);
    var caller = Caller.of(ctx);
    var body = boards.of(caller, team, Scrutiny.tidy(ctx.queryParam("q")));
    doors
        .pages()
        .show(
            ctx,
            new SprintBoardPage(
                team,
                teamsOf(caller).stream().filter(other -> other.id() != team.id()).toList(),
                sprints.open(team.id()).orElse(null),
                body,
                sprints.next(team),
                sprints.mayEdit(caller, team.id())));
  }

  private void head(Context ctx) {
    var team = team(ctx);
    var standing = sprints.open(team.id()).orElse(null);
    if (standing == null) {
      ctx.contentType("text/html; charset=utf-8").result("");
    } else {
      doors.pages().show(ctx, new SprintHead(standing, sprints.mayEdit(Caller.of(ctx), team.id())));
    }
  }

  private void plan(Context ctx) {
    var team = team(ctx);
    var draft = typed(ctx);
    try {
      var made = sprints.plan(Caller.of(ctx), team, draft, new Scrutiny());
      ctx.redirect(made.path(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      list(ctx, team, draft, problem.errors());
    }
  }

  private void remove(Context ctx) {
    var sprint = named(ctx);
    try {
      sprints.remove(Caller.of(ctx), sprint.id(), Fields.version(ctx, null));
      ctx.redirect("/teams/" + sprint.teamSlug() + "/sprints", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, named(ctx), null, again.wrongs(), again.faster());
    }
  }

  private void change(Context ctx) {
    var draft = typed(ctx);
    act(
        ctx,
        draft,
        () ->
            sprints.change(
                Caller.of(ctx),
                SprintsApiWeb.id(ctx),
                Fields.version(ctx, null),
                draft,
                new Scrutiny()));
  }

  private void choose(Context ctx) {
    act(
        ctx,
        null,
        () ->
            sprints.choose(
                Caller.of(ctx),
                SprintsApiWeb.id(ctx),
                Fields.version(ctx, null),
                Lever.of(Scrutiny.tidy(ctx.formParam("lever")))
                    .orElseThrow(() -> Problem.invalid("lever", "Choose one of the three.")),
                ctx.formParams("items")));
  }

  private void act(Context ctx, @Nullable SprintDraft typed, Supplier<Sprint> work) {
    try {
      ctx.redirect(work.get().path(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, named(ctx), typed, again.wrongs(), again.faster());
    }
  }

  private void show(
      Context ctx,
      Sprint sprint,
      @Nullable SprintDraft typed,
      List<Wrong> wrongs,
      @Nullable String faster) {
    doors
        .pages()
        .show(
            ctx,
            new SprintPage(
                sprints.standing(sprint),
                typed == null ? SprintDraft.of(sprint) : typed,
                sprints.mayEdit(Caller.of(ctx), sprint.teamId()),
                wrongs,
                faster));
  }

  private void list(Context ctx, Team team, SprintDraft draft, List<Wrong> wrongs) {
    doors
        .pages()
        .show(
            ctx,
            new SprintsPage(
                team,
                sprints.page(team.id(), Long.MAX_VALUE, MOST_SHOWN),
                draft,
                sprints.mayEdit(Caller.of(ctx), team.id()),
                wrongs,
                clock.instant()));
  }

  /** After what runs or is planned; else from tomorrow. */
  private SprintDraft next(Team team) {
    var today = clock.instant().atZone(ZoneId.of(team.zone())).toLocalDate();
    return SprintDraft.after(
        sprints.lastDay(team.id()).filter(last -> last.isAfter(today)).orElse(today));
  }

  private static SprintDraft typed(Context ctx) {
    return new SprintDraft(
        Scrutiny.tidy(ctx.formParam("goal")),
        Scrutiny.tidy(ctx.formParam("starts_on")),
        Scrutiny.tidy(ctx.formParam("ends_on")),
        Scrutiny.tidy(ctx.formParam("buffer_percent")));
  }

  private Sprint named(Context ctx) {
    return sprints.named(SprintsApiWeb.id(ctx));
  }

  private Team team(Context ctx) {
    var slug = ctx.pathParam("slug");
    return teams
        .bySlug(slug)
        .orElseThrow(() -> Problem.notFound("No team “" + slug + "”. They are under /teams."));
  }
}
