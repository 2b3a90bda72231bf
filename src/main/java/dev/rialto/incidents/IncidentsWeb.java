package dev.rialto.incidents;

import dev.rialto.catalog.Services;
import dev.rialto.incidents.IncidentReadSql.IncidentRow;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The doors to many incidents: the list, its exports, declaring one, and parts of other pages. */
public final class IncidentsWeb {
  static final int ROWS = 50;
  static final int MOST_COUNTED = 10_000;
  static final int LAST_PAGE = 1_000;
  static final int ROWS_OF_A_FRAGMENT = 12;

  private final Incidents incidents;
  private final Belonging belonging;
  private final Roles roles;
  private final Services services;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public IncidentsWeb(
      Incidents incidents,
      Belonging belonging,
      Roles roles,
      Services services,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.incidents = incidents;
    this.belonging = belonging;
    this.roles = roles;
    this.services = services;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    var declaring = new DeclareWeb(incidents, db, clock, pages);
    doors.get("/incidents", Access.VIEWER, ctx -> pages.show(ctx, listed(ctx)));
    doors.get("/incidents/rows", Access.VIEWER, ctx -> pages.show(ctx, lines(ctx)));
    export().open(doors, "/incidents", Access.VIEWER);
    doors.get("/incidents/open-fragment", Access.VIEWER, this::openFragment);
    doors.get("/incidents/mine", Access.VIEWER, this::mine);
    doors.get("/incidents/badge", Access.VIEWER, this::badge);
    declaring.open(doors);
    doors.get("/services/{slug}/incidents", Access.VIEWER, this::ofService);
    doors.get("/capabilities/{slug}/incidents", Access.VIEWER, this::ofCapability);
    doors.get("/alerts/{id}/incident", Access.VIEWER, this::ofAlert);
    new IncidentsApiWeb(incidents, belonging, roles, db).open(doors);
  }

  private IncidentLines lines(Context ctx) {
    return new IncidentLines(listed(ctx));
  }

  private IncidentsPage listed(Context ctx) {
    var filter = filter(ctx);
    int page = new Asked(ctx).page(LAST_PAGE);
    var now = clock.instant();
    return db.read(
        tx -> {
          var sql = tx.attach(IncidentReadSql.class);
          var rows = sql.page(filter, ROWS + 1, (page - 1) * ROWS);
          var live = sql.live(now);
          return new IncidentsPage(
              rows.stream().limit(ROWS).map(Incidents::incident).toList(),
              filter,
              page,
              rows.size() > ROWS,
              sql.count(filter, MOST_COUNTED),
              live.live(),
              live.open(),
              live.worst(),
              now);
        });
  }

  private void openFragment(Context ctx) {
    var live = new IncidentFilter("live", null, null, null, null);
    show(ctx, "/incidents/new", sql -> sql.page(live, ROWS_OF_A_FRAGMENT, 0));
  }

  private void mine(Context ctx) {
    var reader = Caller.of(ctx).id();
    show(ctx, "/incidents/new", sql -> sql.liveOf(reader, ROWS_OF_A_FRAGMENT));
  }

  private void ofService(Context ctx) {
    var slug = ctx.pathParam("slug");
    var service =
        services
            .bySlug(slug)
            .orElseThrow(() -> Problem.notFound("There is no service called " + slug + "."));
    show(
        ctx,
        "/incidents/new?service=" + service.slug(),
        sql -> sql.liveOfService(service.id(), ROWS_OF_A_FRAGMENT));
  }

  private void ofCapability(Context ctx) {
    var slug = ctx.pathParam("slug");
    show(ctx, "/incidents/new", sql -> sql.liveOfCapability(slug, ROWS_OF_A_FRAGMENT));
  }

  private void show(
      Context ctx, String declare, Function<IncidentReadSql, List<IncidentRow>> asked) {
    var rows = db.read(tx -> asked.apply(tx.attach(IncidentReadSql.class)));
    pages.show(
        ctx,
        new OpenIncidents(
            rows.stream().map(Incidents::incident).toList(),
            declare,
            Caller.of(ctx).mayWrite(),
            clock.instant()));
  }

  private void ofAlert(Context ctx) {
    long alertId = id(ctx);
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(IncidentReadSql.class);
              var mine = sql.liveOfAlert(alertId).map(Incidents::incident).orElse(null);
              var fact = sql.alerts(List.of(alertId)).stream().findFirst();
              var near =
                  mine != null || fact.isEmpty() || fact.get().serviceId() == null
                      ? List.<Incident>of()
                      : sql.liveOfService(fact.get().serviceId(), DeclareWeb.NEAR).stream()
                          .map(Incidents::incident)
                          .toList();
              return new AlertIncident(
                  alertId, mine, near, fact.isPresent() && Caller.of(ctx).mayWrite());
            }));
  }

  private void badge(Context ctx) {
    var now = clock.instant();
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(IncidentReadSql.class);
              var live = sql.live(now);
              var owed =
                  live.overdue() == 0
                      ? List.<Incident>of()
                      : sql.owedBy(Caller.of(ctx).id(), now, ROWS_OF_A_FRAGMENT).stream()
                          .map(Incidents::incident)
                          .toList();
              return new IncidentsBadge(live.live(), live.worst(), owed);
            }));
  }

  private Export<IncidentJson> export() {
    return Export.of("incidents", IncidentJson.class, this::each)
        .column("incident", IncidentJson::name)
        .column("title", IncidentJson::title)
        .column("severity", IncidentJson::severity)
        .column("means", IncidentJson::severityMeans)
        .column("state", IncidentJson::state)
        .column("began_at", IncidentJson::beganAt)
        .column("declared_at", IncidentJson::declaredAt)
        .column("mitigated_at", IncidentJson::mitigatedAt)
        .column("resolved_at", IncidentJson::resolvedAt)
        .column("closed_at", IncidentJson::closedAt)
        .column("services", each -> each.services().stream().map(Incident.Affected::slug).toList())
        .column("leader", IncidentJson::leader);
  }

  private void each(Context ctx, int most, Consumer<IncidentJson> row) {
    var filter = filter(ctx);
    db.run(
        tx ->
            tx.attach(IncidentReadSql.class)
                .each(
                    filter,
                    most,
                    0,
                    found -> row.accept(IncidentJson.of(Incidents.incident(found)))));
  }

  /** An address typed by hand may hold anything; a word that means nothing is said to. */
  static IncidentFilter filter(Context ctx) {
    var asked = new Asked(ctx);
    var state = asked.oneOf("state", IncidentFilter.STATES);
    int severity = asked.number("severity", 0, 1, 5);
    return new IncidentFilter(
        "all".equals(state) ? null : state,
        severity == 0 ? null : Integer.valueOf(severity),
        asked.slug("service"),
        asked.slug("team"),
        asked.textOrNull("q"));
  }

  /** INC-87, inc-87 and 87 are one. */
  public static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id").replaceFirst("^(?i)(inc|a)-", ""))
        .orElseThrow(() -> Problem.notFound("An incident has a number, such as INC-87."));
  }

  static List<String> names(@Nullable String typed) {
    return Arrays.stream(Scrutiny.tidy(typed).split("[,\n]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  static void toPage(Context ctx, Incident incident) {
    ctx.redirect(incident.path(), HttpStatus.SEE_OTHER);
  }

  static int version(Context ctx) {
    return Fields.version(ctx, null);
  }
}
