package dev.rialto.oncall;

import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms that change schedules: each shows the shifts that would follow before it saves. */
public final class ScheduleFormsWeb {
  private static final int SHIFTS_PREVIEWED = 12;
  private static final int PLACES_TO_SPARE = 3;
  private static final int MOST_CHOICES = 500;

  private final OnCall onCall;
  private final Schedules schedules;
  private final Pages pages;

  public ScheduleFormsWeb(OnCall onCall, Schedules schedules, Doors doors) {
    this.onCall = onCall;
    this.schedules = schedules;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.post("/oncall/{team}/schedules", Access.MEMBER, this::create);
    doors.get("/schedules/{id}/edit", Access.MEMBER, this::edit);
    doors.post("/schedules/{id}", Access.MEMBER, this::rename);
    doors.post("/schedules/{id}/removal", Access.MEMBER, this::remove);
    doors.get("/schedules/{id}/rotation", Access.MEMBER, this::rotation);
    doors.post("/schedules/{id}/rotation", Access.MEMBER, this::rotate);
    doors.get("/schedules/{id}/overrides/new", Access.MEMBER, this::newOverride);
    doors.post("/schedules/{id}/overrides", Access.MEMBER, this::override);
    doors.post("/schedules/{id}/overrides/{override}/removal", Access.MEMBER, this::takeBack);
  }

  private void create(Context ctx) {
    int layer = (int) number(ctx.formParam("layer"));
    var name = Scrutiny.tidy(ctx.formParam("name"));
    var schedule = schedules.create(Caller.of(ctx), ctx.pathParam("team"), name, layer);
    ctx.redirect("/schedules/" + schedule.id() + "/rotation", HttpStatus.SEE_OTHER);
  }

  private void edit(Context ctx) {
    var schedule = schedule(ctx);
    pages.show(ctx, new SchedulePage(schedule, schedule.name(), List.of(), null));
  }

  private void rename(Context ctx) {
    long id = SchedulesWeb.id(ctx, "id");
    var name = Scrutiny.tidy(ctx.formParam("name"));
    try {
      schedules.rename(Caller.of(ctx), id, Fields.version(ctx, null), name);
      toCalendar(ctx, id);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      pages.show(ctx, new SchedulePage(schedule(ctx), name, again.wrongs(), again.faster()));
    }
  }

  private void remove(Context ctx) {
    var schedule = schedule(ctx);
    try {
      schedules.remove(Caller.of(ctx), schedule.id(), Fields.version(ctx, null));
      ctx.redirect("/oncall/" + schedule.teamSlug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      pages.show(ctx, new SchedulePage(schedule, schedule.name(), again.wrongs(), again.faster()));
    }
  }

  private void rotation(Context ctx) {
    var schedule = schedule(ctx);
    var now = onCall.now();
    var draft =
        onCall.read(
            tx -> {
              var zone = ZoneId.of(schedule.teamZone());
              var roster = onCall.roster(tx, List.of(schedule.id()), now, now);
              var version = roster.of(schedule.id()).versionAt(now);
              return version == null
                  ? RotationDraft.suggested(LocalDate.ofInstant(now, zone), List.of())
                  : RotationDraft.continuing(version.rotation(), now);
            });
    showRotation(ctx, schedule, draft, List.of(), null, List.of());
  }

  private void rotate(Context ctx) {
    var schedule = schedule(ctx);
    var draft =
        new RotationDraft(
            Scrutiny.tidy(ctx.formParam("handover")),
            Scrutiny.tidy(ctx.formParam("weekday")),
            Scrutiny.tidy(ctx.formParam("first_day")),
            Scrutiny.tidy(ctx.formParam("every")),
            ctx.formParams("person").stream().filter(p -> !p.isEmpty()).map(this::number).toList());
    try {
      if ("save".equals(ctx.formParam("do"))) {
        schedules.rotate(Caller.of(ctx), schedule.id(), Fields.version(ctx, null), draft);
        toCalendar(ctx, schedule.id());
      } else {
        var shifts = schedules.preview(Caller.of(ctx), schedule.id(), draft);
        showRotation(ctx, schedule, draft, List.of(), null, shifts);
      }
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      showRotation(ctx, schedule, draft, again.wrongs(), again.faster(), List.of());
    }
  }

  private void newOverride(Context ctx) {
    var schedule = schedule(ctx);
    var now = onCall.now().truncatedTo(ChronoUnit.MINUTES);
    var from = OnCallWeb.instant(ctx.queryParam("from"), "from", now);
    var to = OnCallWeb.instant(ctx.queryParam("to"), "to", from.plus(8, ChronoUnit.HOURS));
    var zone = zone(ctx);
    if (from.isBefore(now)) from = now;
    long person = ctx.queryParam("person") == null ? Caller.of(ctx).id() : 0;
    var draft = new OverrideDraft(wall(from, zone), wall(to, zone), zone, person, null);
    showOverride(ctx, schedule, draft, List.of(), List.of());
  }

  private void override(Context ctx) {
    var schedule = schedule(ctx);
    long replaces = number(ctx.formParam("replaces"));
    var draft =
        new OverrideDraft(
            Scrutiny.tidy(ctx.formParam("from")),
            Scrutiny.tidy(ctx.formParam("to")),
            zone(ctx),
            number(ctx.formParam("person")),
            replaces == 0 ? null : (Long) replaces);
    try {
      if ("save".equals(ctx.formParam("do"))) {
        schedules.override(Caller.of(ctx), schedule.id(), draft);
        toCalendar(ctx, schedule.id());
      } else {
        var shifts = schedules.preview(Caller.of(ctx), schedule.id(), draft);
        showOverride(ctx, schedule, draft, List.of(), shifts);
      }
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      showOverride(ctx, schedule, draft, problem.errors(), List.of());
    }
  }

  private void takeBack(Context ctx) {
    long id = SchedulesWeb.id(ctx, "id");
    schedules.removeOverride(Caller.of(ctx), id, SchedulesWeb.id(ctx, "override"));
    toCalendar(ctx, id);
  }

  private void showRotation(
      Context ctx,
      TeamSchedule schedule,
      RotationDraft draft,
      List<Wrong> wrongs,
      @Nullable String faster,
      List<Shift> preview) {
    var choices = new LinkedHashMap<Long, String>();
    var lines =
        onCall.read(
            tx -> {
              tx.attach(OnCallSql.class)
                  .members(schedule.teamId(), MOST_CHOICES)
                  .forEach(member -> choices.put(member.id(), member.name()));
              return told(tx, ctx, preview);
            });
    var places = new ArrayList<Long>(draft.people());
    for (int i = 0; i < PLACES_TO_SPARE; i++) places.add(0L);
    pages.show(
        ctx,
        new RotationPage(
            schedule,
            draft.handover(),
            draft.weekday(),
            draft.firstDay(),
            draft.every(),
            places,
            choices,
            wrongs,
            faster,
            lines));
  }

  private void showOverride(
      Context ctx,
      TeamSchedule schedule,
      OverrideDraft draft,
      List<Wrong> wrongs,
      List<Shift> preview) {
    var page =
        onCall.read(
            tx -> {
              var choices = new LinkedHashMap<Long, String>();
              tx.attach(OnCallSql.class)
                  .rungable(MOST_CHOICES)
                  .forEach(person -> choices.put(person.id(), person.name()));
              var replaces = draft.replaces();
              return new OverridePage(
                  schedule,
                  field(draft.from(), draft.zone()),
                  field(draft.to(), draft.zone()),
                  draft.zone().getId(),
                  draft.personId(),
                  replaces == null ? 0 : replaces,
                  choices,
                  wrongs,
                  told(tx, ctx, preview));
            });
    pages.show(ctx, page);
  }

  private List<TeamCalendarPage.Line> told(Tx tx, Context ctx, List<Shift> shifts) {
    var words = new Words(onCall.now(), onCall.zoneOf(tx, Caller.of(ctx).id()));
    var roster = new Roster(Map.of(), names(tx, shifts), Map.of());
    return Calendars.lines(shifts, roster, words, SHIFTS_PREVIEWED);
  }

  private static Map<Long, String> names(Tx tx, List<Shift> shifts) {
    var ids = new ArrayList<Long>();
    for (var shift : shifts) {
      var person = shift.personId() == null ? shift.missing() : shift.personId();
      if (person != null) ids.add(person);
    }
    var names = new LinkedHashMap<Long, String>();
    tx.attach(OnCallSql.class).people(ids).forEach(p -> names.put(p.id(), p.name()));
    return names;
  }

  private TeamSchedule schedule(Context ctx) {
    return onCall.read(tx -> schedules.toChange(tx, Caller.of(ctx), SchedulesWeb.id(ctx, "id")));
  }

  private ZoneId zone(Context ctx) {
    return onCall.read(tx -> onCall.zoneOf(tx, Caller.of(ctx).id()));
  }

  private void toCalendar(Context ctx, long id) {
    var schedule = onCall.read(tx -> onCall.schedule(tx, id));
    ctx.redirect(
        "/oncall/" + schedule.teamSlug() + "#schedule-" + schedule.id(), HttpStatus.SEE_OTHER);
  }

  /** A form takes times on the reader's clock, also those that a button sent as instants. */
  private static String field(String typed, ZoneId zone) {
    try {
      return typed.endsWith("Z") ? wall(Instant.parse(typed), zone) : typed;
    } catch (java.time.DateTimeException e) {
      return typed;
    }
  }

  private static String wall(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private long number(@Nullable String text) {
    return Digits.of(text).orElse(0L);
  }
}
