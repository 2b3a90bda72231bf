package dev.rialto.alerts;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors to many alerts: the list, its exports, and the fragments that other pages show. */
public final class AlertsWeb {
  static final int ROWS = 50;
  static final int MOST_COUNTED = 10_000;
  static final int ROWS_OF_A_FRAGMENT = 20;
  static final int LAST_PAGE = 2_000;

  private static final AlertFilter EVERYTHING =
      new AlertFilter(null, null, null, null, null, null, null, null, "newest");

  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  AlertsWeb(Database db, InstantSource clock, Pages pages) {
    this.db = db;
    this.clock = clock;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get("/alerts", Access.VIEWER, this::list);
    doors.get("/alerts/rows", Access.VIEWER, ctx -> pages.show(ctx, new AlertLines(listed(ctx))));
    doors.get("/alerts/open-fragment", Access.VIEWER, this::openFragment);
    export().open(doors, "/alerts", Access.VIEWER);
    doors.get("/services/{slug}/alerts", Access.VIEWER, this::ofService);
    doors.get("/api/v1/alerts", Access.VIEWER, this::apiList);
  }

  private void list(Context ctx) {
    pages.show(ctx, listed(ctx));
  }

  private AlertsPage listed(Context ctx) {
    var filter = filter(ctx, AlertFilter.OPEN);
    int page = new Asked(ctx).page(LAST_PAGE);
    return db.read(
        tx -> {
          var sql = tx.attach(AlertReadSql.class);
          var rows = sql.page(filter, ROWS + 1, (page - 1) * ROWS);
          return new AlertsPage(
              rows.stream().limit(ROWS).map(Alert::of).toList(),
              filter,
              page,
              rows.size() > ROWS,
              sql.count(filter, MOST_COUNTED),
              sql.counts(),
              now());
        });
  }

  private void openFragment(Context ctx) {
    pages.show(ctx, open(AlertFilter.OPEN, "/alerts", "Nothing is broken that anybody told us of"));
  }

  private void ofService(Context ctx) {
    var filter = AlertFilter.OPEN.ofService(ctx.pathParam("slug"));
    pages.show(ctx, open(filter, filter.url("/alerts", "page", null), "No alert is open"));
  }

  private OpenAlerts open(AlertFilter filter, String all, String calm) {
    return db.read(
        tx -> {
          var sql = tx.attach(AlertReadSql.class);
          var rows = sql.page(filter, ROWS_OF_A_FRAGMENT + 1, 0);
          return new OpenAlerts(
              rows.stream().limit(ROWS_OF_A_FRAGMENT).map(Alert::of).toList(),
              rows.size() > ROWS_OF_A_FRAGMENT ? sql.count(filter, MOST_COUNTED) : rows.size(),
              all,
              calm,
              now());
        });
  }

  private Export<AlertJson> export() {
    return Export.of("alerts", AlertJson.class, this::each)
        .column("id", AlertJson::name)
        .column("state", AlertJson::state)
        .column("severity", AlertJson::severity)
        .column("title", AlertJson::title)
        .column("service", alert -> alert.service() == null ? null : alert.service().slug())
        .column("team", alert -> alert.team() == null ? null : alert.team().slug())
        .column("started_at", AlertJson::startedAt)
        .column("ended_at", AlertJson::endedAt)
        .column(
            "acknowledged_by",
            alert -> alert.acknowledgement() == null ? null : alert.acknowledgement().by())
        .column("held", alert -> alert.held() != null)
        .column("path", alert -> "/alerts/" + alert.id());
  }

  private void each(Context ctx, int most, Consumer<AlertJson> row) {
    var filter = filter(ctx, AlertFilter.OPEN);
    db.run(
        tx ->
            tx.attach(AlertReadSql.class)
                .each(filter, most, 0, alert -> row.accept(AlertJson.of(Alert.of(alert)))));
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var filter = filter(ctx, EVERYTHING);
    long below = listing.after(Long.MAX_VALUE);
    var rows =
        db.read(tx -> tx.attach(AlertReadSql.class).below(filter, below, listing.limit() + 1));
    ctx.json(
        listing.answer(rows, row -> AlertJson.of(Alert.of(row)), row -> String.valueOf(row.id())));
  }

  private Instant now() {
    return clock.instant();
  }

  /** An address typed by hand may hold anything; a word that means nothing is said to. */
  static AlertFilter filter(Context ctx, AlertFilter usual) {
    var asked = new Asked(ctx);
    var state = asked.oneOf("state", List.of("open", "firing", "resolved", "all"));
    var severity = asked.oneOf("severity", List.of("critical", "error", "warning", "info"));
    var sort = asked.oneOf("sort", AlertFilter.SORTS);
    return new AlertFilter(
        state == null
            ? usual.state()
            : switch (state) {
              case "all" -> null;
              case "open" -> "firing";
              default -> state;
            },
        AlertFilter.rank(severity),
        asked.textOrNull("service"),
        asked.textOrNull("team"),
        asked.textOrNull("q"),
        yes(asked, "answered"),
        yes(asked, "held"),
        yes(asked, "owned"),
        sort == null ? usual.sort() : sort);
  }

  private static @Nullable Boolean yes(Asked asked, String name) {
    var word = asked.oneOf(name, List.of("yes", "no"));
    return word == null ? null : word.equals("yes");
  }
}
