package dev.rialto.board;

import dev.rialto.board.BoardSettingsPage.Typed;
import dev.rialto.items.TeamBoard;
import dev.rialto.items.TeamBoards;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of boards over services, of backlogs, and of how a team keeps its board. */
public final class BoardWeb {
  private final Boards boards;
  private final TeamBoards teamBoards;
  private final Teams teams;
  private final InstantSource clock;
  private final Doors doors;

  public BoardWeb(
      Boards boards, TeamBoards teamBoards, Teams teams, InstantSource clock, Doors doors) {
    this.boards = boards;
    this.teamBoards = teamBoards;
    this.teams = teams;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get(
        "/board",
        Access.VIEWER,
        ctx ->
            doors
                .pages()
                .show(ctx, new BoardPage(ofServices(ctx), boards.offered(Caller.of(ctx)))));
    doors.get(
        "/board/cards",
        Access.VIEWER,
        ctx -> doors.pages().show(ctx, new BoardCards(ofServices(ctx))));
    doors.get(
        "/teams/{slug}/board/cards",
        Access.VIEWER,
        ctx -> doors.pages().show(ctx, new BoardCards(ofTeam(ctx))));
    Export.ofFew("board", BoardLine.class, (ctx, most) -> BoardLine.of(ofServices(ctx).board()))
        .open(doors, "/board", Access.VIEWER);
    Export.ofFew("board", BoardLine.class, (ctx, most) -> BoardLine.of(ofTeam(ctx).board()))
        .open(doors, "/teams/{slug}/board", Access.VIEWER);
    Export.ofFew("backlog", BoardLine.class, (ctx, most) -> BoardLine.of(backlog(ctx).cards()))
        .open(doors, "/teams/{slug}/backlog", Access.VIEWER);
    doors.get("/teams/{slug}/backlog", Access.VIEWER, ctx -> doors.pages().show(ctx, backlog(ctx)));
    doors.get(
        "/teams/{slug}/backlog/cards",
        Access.VIEWER,
        ctx -> doors.pages().show(ctx, new BacklogCards(backlog(ctx))));
    doors.get("/teams/{slug}/board/settings", Access.MEMBER, this::settings);
    doors.post("/teams/{slug}/board/settings", Access.MEMBER, this::settle);
  }

  private BoardBody ofServices(Context ctx) {
    return boards.of(Caller.of(ctx), said(ctx, "services"), said(ctx, "q"));
  }

  private BoardBody ofTeam(Context ctx) {
    return boards.of(Caller.of(ctx), team(ctx), said(ctx, "q"));
  }

  private BacklogPage backlog(Context ctx) {
    var team = team(ctx);
    var q = said(ctx, "q");
    return BacklogPage.of(team, boards.backlog(Caller.of(ctx), team, q), q, clock.instant());
  }

  private void settings(Context ctx) {
    var team = team(ctx);
    var is = teamBoards.of(team);
    show(
        ctx,
        team,
        new Typed(
            is.prefix(),
            shown(is.ready()),
            shown(is.inProgress()),
            shown(is.inReview()),
            shown(is.deploying())),
        is.version(),
        List.of(),
        null);
  }

  private void settle(Context ctx) {
    var team = team(ctx);
    var typed =
        new Typed(
            typed(ctx, "prefix"),
            typed(ctx, "ready"),
            typed(ctx, "in_progress"),
            typed(ctx, "in_review"),
            typed(ctx, "deploying"));
    try {
      var unused =
          teamBoards.change(
              Caller.of(ctx),
              team,
              new TeamBoard(
                  typed.prefix(),
                  limit(typed.ready()),
                  limit(typed.inProgress()),
                  limit(typed.inReview()),
                  limit(typed.deploying()),
                  Fields.version(ctx, null)),
              new Scrutiny());
      ctx.redirect("/teams/" + team.slug() + "/board", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, team, typed, teamBoards.of(team).version(), again.wrongs(), again.faster());
    }
  }

  private void show(
      Context ctx,
      Team team,
      Typed typed,
      int version,
      List<Wrong> wrongs,
      @Nullable String faster) {
    doors.pages().show(ctx, new BoardSettingsPage(team, typed, version, wrongs, faster));
  }

  /** What is no number becomes one that no column may have, so that its field says so. */
  private static @Nullable Integer limit(String typed) {
    if (typed.isEmpty()) return null;
    return typed.matches("\\d{1,4}") ? Integer.valueOf(typed) : Integer.valueOf(0);
  }

  private static String shown(@Nullable Integer limit) {
    return limit == null ? "" : limit.toString();
  }

  private static String said(Context ctx, String name) {
    return Scrutiny.tidy(ctx.queryParam(name));
  }

  private static String typed(Context ctx, String name) {
    return Scrutiny.tidy(ctx.formParam(name));
  }

  private Team team(Context ctx) {
    var slug = ctx.pathParam("slug");
    return teams
        .bySlug(slug)
        .orElseThrow(() -> Problem.notFound("No team “" + slug + "”. They are under /teams."));
  }
}
