package dev.rialto.notices;

import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of where a team hears of its deployments: page and JSON side by side. */
public final class NoticesWeb {
  private final Notices notices;
  private final Teams teams;
  private final Database db;
  private final InstantSource clock;
  private final Doors doors;

  public NoticesWeb(Notices notices, Teams teams, Database db, InstantSource clock, Doors doors) {
    this.notices = notices;
    this.teams = teams;
    this.db = db;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get("/teams/{slug}/notices", Access.VIEWER, this::page);
    doors.get(
        "/teams/{slug}/notices/lines",
        Access.VIEWER,
        ctx ->
            doors
                .pages()
                .show(
                    ctx,
                    new NoticeLines(
                        whole(ctx, team(ctx), null, ChannelDraft.blank(), List.of(), null))));
    Export.ofFew("deployment-channels", ChannelJson.class, (ctx, most) -> channels(ctx))
        .open(doors, "/teams/{slug}/notices/channels", Access.VIEWER);
    Export.ofFew("notices", NoticeSql.Line.class, this::lately)
        .open(doors, "/teams/{slug}/notices", Access.VIEWER);
    doors.post("/teams/{slug}/notices", Access.MEMBER, this::add);
    doors.post("/deployment-channels/{id}", Access.MEMBER, this::change);
    doors.post("/deployment-channels/{id}/test", Access.MEMBER, this::test);
    doors.post("/deployment-channels/{id}/removal", Access.MEMBER, this::remove);
    doors.get("/api/v1/teams/{slug}/deployment-channels", Access.VIEWER, this::apiList);
    doors.post("/api/v1/teams/{slug}/deployment-channels", Access.MEMBER, this::apiAdd);
    doors.get(
        "/api/v1/deployment-channels/{id}", Access.VIEWER, ctx -> ctx.json(json(channel(ctx))));
    doors.patch("/api/v1/deployment-channels/{id}", Access.MEMBER, this::apiChange);
    doors.delete("/api/v1/deployment-channels/{id}", Access.MEMBER, this::apiRemove);
    doors.post(
        "/api/v1/deployment-channels/{id}/test",
        Access.MEMBER,
        ctx -> ctx.status(202).json(json(notices.test(Caller.of(ctx), id(ctx)))));
  }

  private NoticesPage whole(
      Context ctx,
      Team team,
      @Nullable ChatChannel edited,
      ChannelDraft typed,
      List<Wrong> wrongs,
      @Nullable String faster) {
    var caller = Caller.of(ctx);
    return db.read(
        tx ->
            new NoticesPage(
                team,
                notices.ofTeam(tx, team.id()),
                notices.lately(tx, team.id(), Notices.SHOWN),
                edited,
                typed,
                wrongs,
                faster,
                caller.mayWrite() && teams.mayActFor(tx, caller, team.id()),
                clock.instant()));
  }

  private void page(Context ctx) {
    var team = team(ctx);
    var edited =
        Digits.of(ctx.queryParam("edit"))
            .flatMap(
                id ->
                    db.read(tx -> notices.ofTeam(tx, team.id())).stream()
                        .filter(channel -> channel.id() == id)
                        .findFirst())
            .orElse(null);
    var typed =
        edited == null
            ? ChannelDraft.blank()
            : new ChannelDraft(
                edited.name(), edited.kind(), "", "", edited.hears(), edited.tells());
    doors.pages().show(ctx, whole(ctx, team, edited, typed, List.of(), null));
  }

  private void add(Context ctx) {
    var team = team(ctx);
    var draft = typed(ctx);
    try {
      notices.add(Caller.of(ctx), team, draft, new Scrutiny());
      ctx.redirect("/teams/" + team.slug() + "/notices", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      again(ctx, team, null, draft, problem);
    }
  }

  private void change(Context ctx) {
    var channel = channel(ctx);
    var draft = typed(ctx);
    try {
      notices.change(
          Caller.of(ctx), channel.id(), Fields.version(ctx, null), draft, new Scrutiny());
      back(ctx, channel);
    } catch (Problem problem) {
      again(ctx, teams.bySlug(channel.teamSlug()).orElseThrow(), channel(ctx), draft, problem);
    }
  }

  private void again(
      Context ctx, Team team, @Nullable ChatChannel edited, ChannelDraft draft, Problem problem) {
    var again = Again.of(ctx, problem);
    doors
        .pages()
        .show(
            ctx, whole(ctx, team, edited, draft.withoutSecrets(), again.wrongs(), again.faster()));
  }

  private void test(Context ctx) {
    back(ctx, notices.test(Caller.of(ctx), id(ctx)));
  }

  private void remove(Context ctx) {
    var channel = channel(ctx);
    notices.remove(Caller.of(ctx), channel.id());
    back(ctx, channel);
  }

  private static void back(Context ctx, ChatChannel channel) {
    ctx.redirect("/teams/" + channel.teamSlug() + "/notices", HttpStatus.SEE_OTHER);
  }

  private static ChannelDraft typed(Context ctx) {
    return new ChannelDraft(
        text(ctx, "name"),
        text(ctx, "kind"),
        text(ctx, "address"),
        text(ctx, "secret"),
        text(ctx, "hears"),
        ctx.formParams("tells"));
  }

  private static String text(Context ctx, String field) {
    return Scrutiny.tidy(ctx.formParam(field));
  }

  private record Listed(List<ChannelJson> items) {}

  private void apiList(Context ctx) {
    ctx.json(new Listed(channels(ctx)));
  }

  private List<ChannelJson> channels(Context ctx) {
    var team = team(ctx);
    return db.read(tx -> notices.ofTeam(tx, team.id())).stream().map(NoticesWeb::json).toList();
  }

  private List<NoticeSql.Line> lately(Context ctx, int most) {
    var team = team(ctx);
    return db.read(tx -> notices.lately(tx, team.id(), most));
  }

  private void apiAdd(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = ChannelDraft.merge(null, Json.parse(ctx.bodyAsBytes()), scrutiny);
    var added = notices.add(Caller.of(ctx), team(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/deployment-channels/" + added.id())
        .json(json(added));
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var before = channel(ctx);
    var draft = ChannelDraft.merge(before, body, scrutiny);
    ctx.json(
        json(
            notices.change(
                Caller.of(ctx), before.id(), Fields.version(ctx, body), draft, scrutiny)));
  }

  private void apiRemove(Context ctx) {
    notices.remove(Caller.of(ctx), id(ctx));
    ctx.status(204);
  }

  private record ChannelJson(
      long id,
      String team,
      String name,
      String kind,
      String hears,
      List<String> tells,
      String goesTo,
      String state,
      @Nullable Instant lastSentAt,
      @Nullable Instant failingSince,
      String lastReason,
      long waiting,
      int version) {}

  private static ChannelJson json(ChatChannel channel) {
    return new ChannelJson(
        channel.id(),
        channel.teamSlug(),
        channel.name(),
        channel.kind(),
        channel.hears(),
        channel.tells(),
        channel.shown(),
        channel.failingSince() != null
            ? "failing"
            : channel.lastSentAt() == null ? "untried" : "arriving",
        channel.lastSentAt(),
        channel.failingSince(),
        channel.lastReason(),
        channel.waiting(),
        channel.version());
  }

  private Team team(Context ctx) {
    var slug = ctx.pathParam("slug");
    return teams
        .bySlug(slug)
        .orElseThrow(() -> Problem.notFound("No team “" + slug + "”. All are under /teams."));
  }

  private ChatChannel channel(Context ctx) {
    return db.read(tx -> notices.must(tx, id(ctx)));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.notFound("Channels have numbers; a team's page has them all."));
  }
}
