package dev.rialto.timeline;

import dev.rialto.incidents.Belonging;
import dev.rialto.incidents.Incident;
import dev.rialto.incidents.IncidentRole;
import dev.rialto.incidents.Incidents;
import dev.rialto.incidents.IncidentsWeb;
import dev.rialto.incidents.Roles;
import dev.rialto.incidents.Step;
import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Who;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Wrong;
import dev.rialto.suspects.Verdict;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of one incident, its parts, and everything that is pressed or written on it. */
public final class IncidentWeb {
  static final int LAST_PAGE = 100;

  private static final String ONE = "/incidents/{id}";

  private final Incidents incidents;
  private final Belonging belonging;
  private final Roles roles;
  private final Records records;
  private final People people;
  private final Scenes scenes;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public IncidentWeb(
      Incidents incidents,
      Belonging belonging,
      Roles roles,
      People people,
      Journal journal,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.incidents = incidents;
    this.belonging = belonging;
    this.roles = roles;
    this.people = people;
    this.records = new Records(db, incidents, people, journal, clock);
    this.scenes = new Scenes(incidents, roles, records, people);
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get(ONE, Access.VIEWER, ctx -> page(ctx, IncidentPage.Typed.NOTHING, List.of(), null));
    doors.get(ONE + "/head", Access.VIEWER, part(scenes::head));
    doors.get(ONE + "/people", Access.VIEWER, part(scenes::people));
    doors.get(ONE + "/timeline", Access.VIEWER, this::timeline);
    doors.get(ONE + "/findings", Access.VIEWER, part(scenes::findings));
    doors.post(
        ONE + "/here",
        Access.VIEWER,
        ctx -> pages.show(ctx, new IncidentHere(records.here(Caller.of(ctx), id(ctx)))));

    for (var step : Step.values()) {
      doors.post(
          ONE + "/" + step.path(),
          Access.MEMBER,
          act((ctx, who, id) -> incidents.take(who, id, step, given(ctx))));
    }
    doors.post(ONE + "/roles", Access.MEMBER, act(this::give));
    doors.post(ONE + "/roles/{role}/end", Access.MEMBER, act(this::leave));
    doors.post(
        ONE + "/services",
        Access.MEMBER,
        act((ctx, who, id) -> belonging.addService(who, id, form(ctx, "service"))));
    doors.post(
        ONE + "/services/{slug}/removal",
        Access.MEMBER,
        act((ctx, who, id) -> belonging.removeService(who, id, ctx.pathParam("slug"))));
    doors.post(
        ONE + "/alerts",
        Access.MEMBER,
        act((ctx, who, id) -> belonging.addAlert(who, id, number(form(ctx, "alert")))));
    doors.post(
        ONE + "/alerts/{alert}/removal",
        Access.MEMBER,
        act((ctx, who, id) -> belonging.removeAlert(who, id, number(ctx.pathParam("alert")))));
    doors.post(ONE + "/notes", Access.MEMBER, act(this::note));
    doors.post(
        ONE + "/tasks",
        Access.MEMBER,
        act(
            (ctx, who, id) ->
                records.addTask(who, id, form(ctx, "task"), form(ctx, "person"), new Scrutiny())));
    doors.post(
        ONE + "/tasks/{task}/completion",
        Access.MEMBER,
        act((ctx, who, id) -> records.finish(who, id, task(ctx), true)));
    doors.post(
        ONE + "/tasks/{task}/completion/removal",
        Access.MEMBER,
        act((ctx, who, id) -> records.finish(who, id, task(ctx), false)));
    doors.post(
        ONE + "/tasks/{task}/removal",
        Access.MEMBER,
        act((ctx, who, id) -> records.removeTask(who, id, task(ctx))));
    doors.post(
        ONE + "/suspects/{deployment}",
        Access.MEMBER,
        act(
            (ctx, who, id) ->
                records.judge(who, id, number(ctx.pathParam("deployment")), verdict(ctx))));
    new RecordApiWeb(incidents, records, db).open(doors);
  }

  /** Something that is asked for on the page. */
  private interface Act {
    void on(Context ctx, Caller caller, long id);
  }

  /** One part of the page. */
  private interface Part {
    Record of(Tx tx, Incident incident, Caller caller, Instant now);
  }

  /** Done, back to the page; refused, the page with the reason and what was typed still there. */
  private Handler act(Act act) {
    return ctx -> {
      long id = id(ctx);
      try {
        act.on(ctx, Caller.of(ctx), id);
        ctx.redirect("/incidents/" + id, HttpStatus.SEE_OTHER);
      } catch (Problem problem) {
        var again = Again.of(ctx, problem);
        var typed = new IncidentPage.Typed(form(ctx, "text"), form(ctx, "told"), form(ctx, "at"));
        page(ctx, typed, again.wrongs(), problem.detail());
      }
    };
  }

  private Handler part(Part part) {
    return ctx ->
        pages.show(
            ctx,
            db.read(
                tx -> part.of(tx, incidents.must(tx, id(ctx)), Caller.of(ctx), clock.instant())));
  }

  private void page(
      Context ctx, IncidentPage.Typed typed, List<Wrong> wrongs, @Nullable String trouble) {
    var caller = Caller.of(ctx);
    var now = clock.instant();
    var show = show(ctx);
    int number = new Asked(ctx).page(LAST_PAGE);
    pages.show(
        ctx,
        db.read(
            tx -> {
              var incident = incidents.must(tx, id(ctx));
              return new IncidentPage(
                  scenes.head(tx, incident, caller, now),
                  scenes.people(tx, incident, caller, now),
                  scenes.record(tx, incident, show, number, now),
                  scenes.findings(tx, incident, caller, now),
                  typed,
                  wrongs,
                  trouble);
            }));
  }

  private void timeline(Context ctx) {
    var show = show(ctx);
    int number = new Asked(ctx).page(LAST_PAGE);
    pages.show(
        ctx,
        db.read(
            tx -> scenes.record(tx, incidents.must(tx, id(ctx)), show, number, clock.instant())));
  }

  private void note(Context ctx, Caller caller, long id) {
    var scrutiny = new Scrutiny();
    var told = Told.of(form(ctx, "told"));
    scrutiny.holds(told.isPresent(), "told", "One of record, inside, public.");
    var at = moment(ctx, form(ctx, "at"), scrutiny);
    records.note(caller, id, form(ctx, "text"), told.orElse(Told.RECORD), at, scrutiny);
  }

  /** Without a name the reader takes it. */
  private void give(Context ctx, Caller caller, long id) {
    var role = role(form(ctx, "role"));
    var typed = form(ctx, "person");
    long person =
        typed.isEmpty()
            ? caller.id()
            : db.read(tx -> people.called(tx, typed))
                .map(Who::id)
                .orElseThrow(
                    () ->
                        Problem.invalid(
                            "person",
                            "Nobody here is called that, or several are; their e-mail address is"
                                + " certain."));
    roles.give(caller, id, role, person);
  }

  private void leave(Context ctx, Caller caller, long id) {
    var person = form(ctx, "person");
    roles.leave(
        caller, id, role(ctx.pathParam("role")), person.isEmpty() ? caller.id() : number(person));
  }

  private static IncidentRole role(String word) {
    return IncidentRole.of(word)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "role", "One of commander, deputy, scribe, communications, expert, observer."));
  }

  private static @Nullable Verdict verdict(Context ctx) {
    return switch (form(ctx, "verdict")) {
      case "confirmed" -> Verdict.CONFIRMED;
      case "rejected" -> Verdict.REJECTED;
      case "undo" -> null;
      default -> throw Problem.invalid("verdict", "One of confirmed, rejected, undo.");
    };
  }

  /** The moment that a proposal carried along. */
  private static @Nullable Instant given(Context ctx) {
    var at = form(ctx, "at");
    try {
      return at.isEmpty() ? null : Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw Problem.invalid("at", "A time with its zone, such as 2026-11-24T22:00:00Z.");
    }
  }

  /** A time as typed in the reader's zone; a bare 14:05 is today's. */
  static @Nullable Instant moment(Context ctx, String typed, Scrutiny scrutiny) {
    if (typed.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(typed).atZone(Frame.of(ctx).zone()).toInstant();
    } catch (DateTimeParseException e) {
      scrutiny.wrong("at", "A local date and time, such as 2026-11-24T14:05.");
      return null;
    }
  }

  private static @Nullable String show(Context ctx) {
    var show = new Asked(ctx).oneOf("show", List.of("all", "people", "system"));
    return "all".equals(show) ? null : show;
  }

  private static String form(Context ctx, String field) {
    return Scrutiny.tidy(ctx.formParam(field));
  }

  private static long task(Context ctx) {
    return number(ctx.pathParam("task"));
  }

  private static long number(String text) {
    return Digits.of(text)
        .orElseThrow(() -> Problem.notFound("There is nothing with this number here."));
  }

  private static long id(Context ctx) {
    return IncidentsWeb.id(ctx);
  }
}
