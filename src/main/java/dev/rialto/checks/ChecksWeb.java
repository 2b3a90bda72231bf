package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Csv;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.uptime.History;
import dev.rialto.uptime.State;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The doors to many checks: the list, its exports, and the fragment that a service page shows. */
public final class ChecksWeb {
  static final int ROWS = 100;
  static final int LAST_PAGE = 1_000;
  static final int OF_A_SERVICE = 50;
  static final Duration SHORT_WINDOW = Duration.ofDays(1);
  static final Duration LONG_WINDOW = Duration.ofDays(30);

  private final Database db;
  private final History history;
  private final InstantSource clock;
  private final Pages pages;

  public ChecksWeb(Database db, History history, InstantSource clock, Doors doors) {
    this.db = db;
    this.history = history;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/checks", Access.VIEWER, ctx -> pages.show(ctx, listed(ctx)));
    doors.get("/checks/rows", Access.VIEWER, ctx -> pages.show(ctx, new CheckLines(listed(ctx))));
    doors.get("/checks/export.csv", Access.VIEWER, this::csv);
    doors.get("/checks/export.json", Access.VIEWER, this::json);
    doors.get("/checks/trouble/fragment", Access.VIEWER, ctx -> pages.show(ctx, trouble()));
    doors.get("/services/{slug}/checks/fragment", Access.VIEWER, this::ofService);
  }

  private ChecksPage listed(Context ctx) {
    var filter = filter(ctx);
    int page = new Asked(ctx).page(LAST_PAGE);
    return db.read(
        tx -> {
          var sql = tx.attach(CheckSql.class);
          var rows = sql.standing(filter, ROWS + 1, (page - 1) * ROWS);
          var shown = rows.stream().limit(ROWS).toList();
          var now = clock.instant();
          var ids = shown.stream().map(StandingRow::id).toList();
          return new ChecksPage(
              shown,
              history.uptimes(tx, ids, now.minus(SHORT_WINDOW), now),
              history.uptimes(tx, ids, now.minus(LONG_WINDOW), now),
              filter,
              counts(sql, filter),
              page,
              rows.size() > ROWS,
              now);
        });
  }

  private TroubledChecks trouble() {
    return db.read(
        tx -> {
          var sql = tx.attach(CheckSql.class);
          return new TroubledChecks(
              sql.standing(CheckFilter.TROUBLE, ROWS, 0),
              sql.counts(CheckFilter.ALL).stream().mapToInt(CheckSql.Count::count).sum(),
              clock.instant());
        });
  }

  private static List<CheckSql.Count> counts(CheckSql sql, CheckFilter filter) {
    return sql.counts(filter.inAnyState());
  }

  private void ofService(Context ctx) {
    var filter = CheckFilter.ALL.ofService(ctx.pathParam("slug"));
    pages.show(
        ctx,
        db.read(
            tx -> {
              var rows = tx.attach(CheckSql.class).standing(filter, OF_A_SERVICE + 1, 0);
              var shown = rows.stream().limit(OF_A_SERVICE).toList();
              var now = clock.instant();
              return new ServiceChecks(
                  ctx.pathParam("slug"),
                  shown,
                  history.uptimes(
                      tx,
                      shown.stream().map(StandingRow::id).toList(),
                      now.minus(LONG_WINDOW),
                      now),
                  rows.size() > OF_A_SERVICE,
                  now);
            }));
  }

  private void csv(Context ctx) {
    var page = exported(ctx);
    var csv =
        new Csv(
            "id",
            "state",
            "name",
            "service",
            "team",
            "type",
            "environment",
            "since",
            "cause",
            "flapping",
            "paused",
            "uptime_24h",
            "uptime_30d");
    for (var row : page.rows()) {
      csv.row(
          String.valueOf(row.id()),
          row.state(),
          row.name(),
          row.serviceSlug(),
          row.teamSlug() == null ? "" : row.teamSlug(),
          row.type(),
          row.environment(),
          row.since().toString(),
          row.cause(),
          row.flapping() ? "yes" : "no",
          row.paused() ? "yes" : "no",
          page.day(row),
          page.month(row));
    }
    csv.answer(ctx, "checks.csv");
  }

  private record Exported(StandingRow check, String uptime24h, String uptime30d) {}

  private void json(Context ctx) {
    var page = exported(ctx);
    Listing.download(
        ctx,
        "checks.json",
        page.rows().stream()
            .map(row -> new Exported(row, page.day(row), page.month(row)))
            .toList());
  }

  private ChecksPage exported(Context ctx) {
    var filter = filter(ctx);
    return db.read(
        tx -> {
          var rows = tx.attach(CheckSql.class).standing(filter, Csv.MOST_ROWS, 0);
          var now = clock.instant();
          var ids = rows.stream().map(StandingRow::id).toList();
          return new ChecksPage(
              rows,
              history.uptimes(tx, ids, now.minus(SHORT_WINDOW), now),
              history.uptimes(tx, ids, now.minus(LONG_WINDOW), now),
              filter,
              List.of(),
              1,
              false,
              now);
        });
  }

  /** An address typed by hand may hold anything; a word that means nothing is said to. */
  static CheckFilter filter(Context ctx) {
    var asked = new Asked(ctx);
    var sort = asked.oneOf("sort", CheckFilter.SORTS);
    return new CheckFilter(
        asked.oneOf("state", Arrays.stream(State.values()).map(State::word).toList()),
        asked.textOrNull("service"),
        asked.textOrNull("team"),
        asked.oneOf("type", What.TYPES),
        asked.textOrNull("q"),
        sort == null ? "worst" : sort);
  }

  /** What nobody has asked for is not in the map. */
  static String said(Map<Long, dev.rialto.uptime.Uptime> uptimes, long id) {
    var uptime = uptimes.get(id);
    return uptime == null ? "n/a" : uptime.said();
  }
}
