package dev.rialto.oncall;

import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Show;
import dev.rialto.platform.Tx;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The doors for those who ask who is on call: pages, the fragments other pages include, JSON. */
public final class OnCallWeb {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int MOST_DUTIES = OnCall.MOST_TEAMS * OnCall.MOST_LAYERS;

  private final OnCall onCall;
  private final Teams teams;
  private final Calendars calendars;
  private final Pages pages;

  public OnCallWeb(OnCall onCall, Schedules schedules, Teams teams, Doors doors) {
    this.onCall = onCall;
    this.teams = teams;
    this.calendars = new Calendars(onCall, schedules);
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/oncall", Access.VIEWER, this::everyone);
    doors.get("/oncall/now", Access.VIEWER, this::bar);
    doors.get("/oncall/now-card", Access.VIEWER, this::card);
    Export.ofFew("on-call", OnCallJson.DutyJson.class, (ctx, most) -> duties(ctx).items())
        .open(doors, "/oncall", Access.VIEWER);
    Export.ofFew("shifts", OnCallJson.ShiftJson.class, (ctx, most) -> shifts(ctx))
        .open(doors, "/schedules/{id}/shifts", Access.VIEWER);
    Export.ofFew("overrides", OnCallJson.OverrideJson.class, this::overrides)
        .open(doors, "/schedules/{id}/overrides", Access.VIEWER);
    doors.get("/oncall/{team}", Access.VIEWER, this::team);
    doors.get("/schedules/{id}", Access.VIEWER, this::schedule);
    doors.get("/teams/{slug}/oncall", Access.VIEWER, this::teamCard);
    doors.get("/api/v1/oncall", Access.VIEWER, this::apiOnCall);
  }

  private void everyone(Context ctx) {
    var now = onCall.read(tx -> now(tx, ctx, true));
    long open = now.stream().filter(NowPage.TeamNow::isTrouble).count();
    var title =
        now.isEmpty()
            ? "Nobody is on call, there is no team yet"
            : open == 0
                ? "Every team has somebody on call"
                : Show.plural(open, "team has", "teams have") + " nobody on call";
    var sub = Show.plural(now.size(), "team", "teams") + ", yours first, now";
    pages.show(ctx, new NowPage(title, sub, now));
  }

  private void bar(Context ctx) {
    var duty = onCall.read(tx -> onCall.nowForFirstTeamOf(tx, Caller.of(ctx).id())).orElse(null);
    pages.show(
        ctx,
        duty == null
            ? new NowBar("/oncall", null, false)
            : new NowBar("/oncall/" + duty.schedule().teamSlug(), duty.personName(), duty.isGap()));
  }

  private void card(Context ctx) {
    boolean all = "1".equals(ctx.queryParam("all"));
    pages.show(ctx, new NowCard(onCall.read(tx -> now(tx, ctx, all)), all));
  }

  private void team(Context ctx) {
    var page =
        onCall.read(
            tx -> {
              var zone = zone(tx, ctx);
              var window =
                  Window.of(ctx.queryParam("from"), ctx.queryParam("view"), today(zone), zone);
              return calendars.page(tx, Caller.of(ctx), named(tx, ctx.pathParam("team")), window);
            });
    pages.show(ctx, page);
  }

  private void schedule(Context ctx) {
    var schedule = onCall.read(tx -> onCall.schedule(tx, SchedulesWeb.id(ctx, "id")));
    ctx.redirect(
        "/oncall/" + schedule.teamSlug() + "#schedule-" + schedule.id(), HttpStatus.SEE_OTHER);
  }

  private void teamCard(Context ctx) {
    var card =
        onCall.read(
            tx -> {
              var team = named(tx, ctx.pathParam("slug"));
              var now = onCall.now();
              var words = new Words(now, zone(tx, ctx));
              var duties =
                  onCall.current(tx, List.of(team.id()), now).getOrDefault(team.id(), List.of());
              if (duties.isEmpty()) return new TeamNowCard(team.slug(), List.of(), List.of());
              long first = duties.getFirst().schedule().id();
              var to = now.plus(Calendars.LOOKS_AHEAD);
              var roster =
                  onCall.roster(
                      tx, List.of(first), now.minus(Calendars.AROUND), to.plus(Calendars.AROUND));
              var coming = Calendars.coming(roster.of(first), roster, words, 2);
              return new TeamNowCard(
                  team.slug(), duties.stream().map(duty -> line(duty, words)).toList(), coming);
            });
    pages.show(ctx, card);
  }

  private void apiOnCall(Context ctx) {
    ctx.json(duties(ctx));
  }

  /** The days the calendar shows, as the API tells them. */
  private List<OnCallJson.ShiftJson> shifts(Context ctx) {
    return onCall.read(
        tx -> {
          var zone = zone(tx, ctx);
          var shown = Window.of(ctx.queryParam("from"), ctx.queryParam("view"), today(zone), zone);
          long id = onCall.schedule(tx, SchedulesWeb.id(ctx, "id")).id();
          var roster = onCall.roster(tx, List.of(id), shown.from(), shown.to());
          return OnCallJson.of(roster.of(id).shifts(shown.from(), shown.to()), roster).items();
        });
  }

  private List<OnCallJson.OverrideJson> overrides(Context ctx, int most) {
    return onCall.read(
        tx -> {
          long id = onCall.schedule(tx, SchedulesWeb.id(ctx, "id")).id();
          return tx.attach(OnCallSql.class).overridePage(id, 0, most).stream()
              .map(OnCallJson::of)
              .toList();
        });
  }

  private OnCallJson.DutiesJson duties(Context ctx) {
    var at = instant(ctx.queryParam("at"), "at", onCall.now());
    var slug = ctx.queryParam("team");
    var duties =
        onCall.read(
            tx -> {
              var ids =
                  slug == null
                      ? tx.attach(OnCallSql.class).teams(Caller.of(ctx).id(), OnCall.MOST_TEAMS)
                      : List.of(named(tx, slug).id());
              var schedules = tx.attach(OnCallSql.class).ofTeams(ids, MOST_DUTIES);
              return onCall.duties(tx, schedules, at);
            });
    return new OnCallJson.DutiesJson(at, duties.stream().map(OnCallJson::of).toList());
  }

  /**
   * The reader's own teams, or all with theirs first; among each, those in trouble first, then in
   * the order of their names.
   */
  private List<NowPage.TeamNow> now(Tx tx, Context ctx, boolean all) {
    var sql = tx.attach(OnCallSql.class);
    long reader = Caller.of(ctx).id();
    var mine = sql.teamsOf(reader, OnCall.MOST_TEAMS);
    var ids = all || mine.isEmpty() ? sql.teams(reader, OnCall.MOST_TEAMS) : mine;
    var words = new Words(onCall.now(), zone(tx, ctx));
    var names =
        sql.teamNames(ids).stream()
            .collect(Collectors.toMap(OnCallSql.TeamRow::id, Function.identity()));
    var teams = new ArrayList<NowPage.TeamNow>();
    for (var entry : onCall.current(tx, ids, onCall.now()).entrySet()) {
      var name = names.get(entry.getKey());
      if (name == null) continue;
      teams.add(
          new NowPage.TeamNow(
              name.slug(),
              name.name(),
              mine.contains(name.id()),
              entry.getValue().stream().map(duty -> line(duty, words)).toList()));
    }
    teams.sort(
        Comparator.comparing((NowPage.TeamNow team) -> !team.mine())
            .thenComparing(team -> !team.isTrouble()));
    return teams;
  }

  private static NowPage.DutyLine line(Duty duty, Words words) {
    var until = duty.until();
    return new NowPage.DutyLine(
        duty.schedule().id(),
        duty.schedule().rank(),
        duty.personName(),
        duty.personId(),
        until == null ? "" : words.at(until));
  }

  private Team named(Tx tx, String slug) {
    return teams
        .bySlug(tx, slug)
        .orElseThrow(() -> Problem.notFound("No team “%s”.".formatted(slug)));
  }

  private ZoneId zone(Tx tx, Context ctx) {
    return onCall.zoneOf(tx, Caller.of(ctx).id());
  }

  private LocalDate today(ZoneId zone) {
    return LocalDate.ofInstant(onCall.now(), zone);
  }

  /** An instant from a query; a plus that arrived as a blank is one again. */
  static Instant instant(@Nullable String text, String name, Instant otherwise) {
    if (text == null || text.isEmpty()) return otherwise;
    try {
      var at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) return at;
    } catch (DateTimeException e) {
      // Said below, in the same words as for a time no calendar has.
    }
    throw Problem.badRequest(
        "%s must be a time such as 2026-11-28T18:00:00Z, between 2000 and 2100.".formatted(name));
  }
}
