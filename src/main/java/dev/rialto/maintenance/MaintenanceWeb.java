package dev.rialto.maintenance;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of planned work: pages and JSON side by side. */
public final class MaintenanceWeb {
  static final int ROWS = 50;
  static final int LAST_PAGE = 1_000;

  private final Maintenances maintenances;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public MaintenanceWeb(Maintenances maintenances, Database db, InstantSource clock, Doors doors) {
    this.maintenances = maintenances;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/maintenance", Access.VIEWER, this::list);
    Export.ofFew("maintenance", WindowJson.class, this::all)
        .open(doors, "/maintenance", Access.VIEWER);
    doors.get("/maintenance/new", Access.MEMBER, this::blank);
    doors.post("/maintenance", Access.MEMBER, this::create);
    doors.get("/maintenance/{id}", Access.VIEWER, this::edit);
    doors.post("/maintenance/{id}", Access.MEMBER, this::change);
    doors.post("/maintenance/{id}/end", Access.MEMBER, this::end);
    doors.get("/checks/{id}/maintenance", Access.VIEWER, this::ofCheck);
    doors.get("/api/v1/maintenance", Access.VIEWER, this::apiList);
    doors.post("/api/v1/maintenance", Access.MEMBER, this::apiCreate);
    doors.post("/api/v1/maintenance/reach", Access.MEMBER, this::apiReach);
    doors.get("/api/v1/maintenance/{id}", Access.VIEWER, ctx -> ctx.json(json(named(ctx))));
    doors.patch("/api/v1/maintenance/{id}", Access.MEMBER, this::apiChange);
    doors.post(
        "/api/v1/maintenance/{id}/end",
        Access.MEMBER,
        ctx -> ctx.json(json(maintenances.end(Caller.of(ctx), id(ctx)))));
  }

  private void list(Context ctx) {
    boolean over = over(ctx);
    int page = new Asked(ctx).page(LAST_PAGE);
    var rows = db.read(tx -> maintenances.page(tx, over, ROWS + 1, (page - 1) * ROWS));
    pages.show(
        ctx,
        new MaintenancesPage(
            rows.stream().limit(ROWS).toList(), over, page, rows.size() > ROWS, clock.instant()));
  }

  private static boolean over(Context ctx) {
    return "yes".equals(ctx.queryParam("over"));
  }

  private List<WindowJson> all(Context ctx, int most) {
    return db.read(tx -> maintenances.page(tx, over(ctx), most, 0)).stream()
        .map(this::json)
        .toList();
  }

  private void ofCheck(Context ctx) {
    var windows = db.read(tx -> maintenances.ofCheck(tx, id(ctx)));
    pages.show(ctx, new CheckWindows(id(ctx), windows, clock.instant()));
  }

  private void blank(Context ctx) {
    var scope = ctx.queryParam("scope");
    var zone = Frame.of(ctx).zone();
    var start = clock.instant().atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
    var draft =
        new WindowDraft(
            "",
            "",
            scope != null && WindowDraft.SCOPES.contains(scope) ? scope : "service",
            Scrutiny.tidy(ctx.queryParam("target")),
            start.plusHours(1).toString(),
            zone.getId(),
            60,
            "");
    form(ctx, Typed.of(draft), null, null, List.of(), null, true);
  }

  /** First its reach is looked at, then it is kept. */
  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    save(ctx, typed(ctx, scrutiny), null, scrutiny);
  }

  private void edit(Context ctx) {
    var window = named(ctx);
    var caller = Caller.of(ctx);
    boolean mayEdit = db.read(tx -> maintenances.mayEdit(tx, caller, window));
    var draft = WindowDraft.of(window, db.read(tx -> Targets.named(tx, window)));
    var reach = db.read(tx -> maintenances.reach(tx, caller, draft, new Scrutiny()));
    form(ctx, Typed.of(draft), window, reach, List.of(), null, mayEdit);
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var typed = typed(ctx, scrutiny);
    var window = db.read(tx -> maintenances.editable(tx, Caller.of(ctx), id(ctx)));
    save(ctx, typed, window, scrutiny);
  }

  private void save(Context ctx, Typed typed, @Nullable Window window, Scrutiny scrutiny) {
    var caller = Caller.of(ctx);
    var draft = typed.draft();
    var reach = db.read(tx -> maintenances.reach(tx, caller, draft, scrutiny));
    if (!scrutiny.isClean() || !"yes".equals(ctx.formParam("confirmed"))) {
      ctx.status(scrutiny.isClean() ? 200 : 422);
      form(ctx, typed, window, reach, scrutiny.wrongs(), null, true);
      return;
    }
    try {
      if (window == null) {
        maintenances.create(caller, draft, new Scrutiny());
      } else {
        maintenances.change(caller, window.id(), Fields.version(ctx, null), draft, new Scrutiny());
      }
      ctx.redirect("/maintenance", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = dev.rialto.platform.Again.of(ctx, problem);
      form(
          ctx,
          typed,
          window == null ? null : named(ctx),
          reach,
          again.wrongs(),
          again.faster(),
          true);
    }
  }

  private void end(Context ctx) {
    maintenances.end(Caller.of(ctx), id(ctx));
    ctx.redirect("/maintenance", HttpStatus.SEE_OTHER);
  }

  private void form(
      Context ctx,
      Typed typed,
      @Nullable Window window,
      @Nullable Reach reach,
      List<Wrong> wrongs,
      @Nullable String faster,
      boolean mayEdit) {
    var again = typed.again();
    // Who chose words has typed no rule: what is wrong with it is said of the words.
    var said =
        wrongs.stream()
            .map(
                wrong ->
                    wrong.field().equals("rrule") && !again.is(Again.BY_RULE)
                        ? new Wrong("again", "It never comes: take a later end, or other days.")
                        : wrong)
            .toList();
    pages.show(
        ctx,
        new WindowFormPage(
            typed.draft(),
            again,
            window,
            reach,
            said,
            faster,
            mayEdit,
            db.read(maintenances::choices),
            clock.instant()));
  }

  private record Answer(List<WindowJson> items) {}

  private void apiList(Context ctx) {
    boolean over = over(ctx);
    int page = new Asked(ctx).page(LAST_PAGE);
    var now = clock.instant();
    ctx.json(
        new Answer(
            db.read(tx -> maintenances.page(tx, over, ROWS, (page - 1) * ROWS)).stream()
                .map(window -> WindowJson.of(window, now))
                .toList()));
  }

  private static WindowDraft sent(Context ctx, WindowDraft base, Scrutiny scrutiny) {
    return WindowJson.merge(base, Json.parse(ctx.bodyAsBytes()), scrutiny);
  }

  private static WindowDraft nothing() {
    return new WindowDraft("", "", "service", "", "", "UTC", 60, "");
  }

  private void apiCreate(Context ctx) {
    var scrutiny = new Scrutiny();
    var window = maintenances.create(Caller.of(ctx), sent(ctx, nothing(), scrutiny), scrutiny);
    ctx.status(201).header("Location", "/api/v1/maintenance/" + window.id()).json(json(window));
  }

  private record ReachJson(
      List<MaintenanceSql.Reached> checks, boolean more, List<Plan.Occurrence> next) {}

  private void apiReach(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = sent(ctx, nothing(), scrutiny);
    var reach = db.read(tx -> maintenances.reach(tx, Caller.of(ctx), draft, scrutiny));
    scrutiny.orThrow();
    if (reach != null) {
      ctx.json(new ReachJson(reach.checks(), reach.more(), reach.next()));
    }
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var window = named(ctx);
    var base = WindowDraft.of(window, db.read(tx -> Targets.named(tx, window)));
    ctx.json(
        json(
            maintenances.change(
                Caller.of(ctx),
                window.id(),
                Fields.version(ctx, body),
                WindowJson.merge(base, body, scrutiny),
                scrutiny)));
  }

  private WindowJson json(Window window) {
    return WindowJson.of(window, clock.instant());
  }

  private Window named(Context ctx) {
    return db.read(tx -> maintenances.must(tx, id(ctx)));
  }

  /** A draft, and in which words its form says how often it comes. */
  private record Typed(WindowDraft draft, Again again) {
    static Typed of(WindowDraft draft) {
      var starts = draft.startsAt();
      return new Typed(draft, Again.of(draft.rrule(), starts == null ? LocalDateTime.MIN : starts));
    }
  }

  private static Typed typed(Context ctx, Scrutiny scrutiny) {
    var again = again(ctx);
    var draft = draft(ctx, again.rrule(scrutiny), scrutiny);
    var starts = draft.startsAt();
    scrutiny.holds(
        again.is(Again.BY_RULE)
            || starts == null
            || !again.until().matches("\\d{4}-\\d\\d-\\d\\d")
            || again.until().compareTo(starts.toLocalDate().toString()) >= 0,
        "until",
        "This is before its first day; take a later date, or none.");
    return new Typed(draft, again);
  }

  private static Again again(Context ctx) {
    var how = Scrutiny.tidy(ctx.formParam("again"));
    var rule = Scrutiny.tidy(ctx.formParam("rrule"));
    var every = Scrutiny.tidy(ctx.formParam("every"));
    return new Again(
        // A script may send a rule alone.
        how.isEmpty() ? (rule.isEmpty() ? Again.ONCE : Again.BY_RULE) : how,
        every.isEmpty() ? "1" : every,
        ctx.formParams("days").stream().limit(7).map(Scrutiny::tidy).toList(),
        Scrutiny.tidy(ctx.formParam("day_of_month")),
        Scrutiny.tidy(ctx.formParam("nth")),
        Scrutiny.tidy(ctx.formParam("weekday")),
        Scrutiny.tidy(ctx.formParam("until")),
        rule);
  }

  private static WindowDraft draft(Context ctx, String rrule, Scrutiny scrutiny) {
    var minutes = Scrutiny.tidy(ctx.formParam("lasts_min"));
    scrutiny.holds(minutes.matches("\\d{1,6}"), "lasts_min", "A whole number of minutes.");
    return new WindowDraft(
        Scrutiny.tidy(ctx.formParam("title")),
        Scrutiny.tidy(ctx.formParam("public_text")),
        Scrutiny.tidy(ctx.formParam("scope")),
        Scrutiny.tidy(ctx.formParam("target")),
        Scrutiny.tidy(ctx.formParam("starts")),
        Scrutiny.tidy(ctx.formParam("zone")),
        minutes.matches("\\d{1,6}") ? Integer.parseInt(minutes) : 0,
        rrule);
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(
            () -> Problem.notFound("Planned work has numbers; all is under /maintenance."));
  }
}
