package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Show;
import dev.rialto.uptime.History;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors to many checks: the list, its exports, and the fragment that a service page shows. */
public final class ChecksWeb {
  static final int ROWS = 100;
  static final int LAST_PAGE = 1_000;
  static final int OF_A_SERVICE = 50;
  static final int AT_ONCE = 1_000;
  static final Duration SHORT_WINDOW = Duration.ofDays(1);
  static final Duration LONG_WINDOW = CheckShow.MONTH;

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
    Export.of("checks", CheckLine.class, this::each).open(doors, "/checks", Access.VIEWER);
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

  /** Some at a time, since how long each was up is asked of many at once. */
  private void each(Context ctx, int most, Consumer<CheckLine> row) {
    var filter = filter(ctx);
    var now = clock.instant();
    db.run(
        tx -> {
          int shown;
          int from = 0;
          do {
            var rows =
                tx.attach(CheckSql.class).standing(filter, Math.min(AT_ONCE, most - from), from);
            var ids = rows.stream().map(StandingRow::id).toList();
            var days = history.uptimes(tx, ids, now.minus(SHORT_WINDOW), now);
            var months = history.uptimes(tx, ids, now.minus(LONG_WINDOW), now);
            rows.forEach(each -> row.accept(CheckLine.of(each, days, months)));
            shown = rows.size();
            from += AT_ONCE;
          } while (shown == AT_ONCE && from < most);
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

  /** How long it is known, where that is less than a month. */
  static @Nullable String young(Map<Long, Uptime> months, long id) {
    var month = months.get(id);
    return month == null || month.ratio().isEmpty() || !CheckShow.isYoung(month)
        ? null
        : Show.duration(month.window());
  }

  /** What nobody has asked for is not in the map. */
  static String said(Map<Long, Uptime> uptimes, long id) {
    var uptime = uptimes.get(id);
    return uptime == null ? "n/a" : uptime.said();
  }
}
