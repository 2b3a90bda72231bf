package dev.rialto.front;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Csv;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of the list of services: a page, and the same rows for a spreadsheet or a program. */
public final class ServiceListWeb {
  private static final int LONGEST_FILTER = 200;

  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public ServiceListWeb(Database db, InstantSource clock, Doors doors) {
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services", Access.VIEWER, this::page);
    doors.get("/services.csv", Access.VIEWER, this::csv);
    doors.get("/services.json", Access.VIEWER, this::json);
  }

  /** Who owned what on a day that is over; today is the list itself. */
  private void onDay(Context ctx, String on) {
    Instant at;
    try {
      at = LocalDate.parse(on).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    } catch (DateTimeException e) {
      throw Problem.badRequest("on is a day, such as 2026-11-01.");
    }
    var now = clock.instant();
    var until = at.isAfter(now) ? now : at;
    int page = Math.max(1, number(ctx, "page", 1, ServiceList.MOST_PAGES));
    var rows =
        db.read(
            tx ->
                tx.attach(HomeSql.class)
                    .ownedAt(
                        until,
                        text(ctx, "q"),
                        text(ctx, "owner"),
                        OwnedPage.PAGE_SIZE,
                        (page - 1) * OwnedPage.PAGE_SIZE));
    pages.show(ctx, new OwnedPage(on, text(ctx, "q"), text(ctx, "owner"), rows, page));
  }

  private void page(Context ctx) {
    var on = text(ctx, "on");
    if (!on.isEmpty()) {
      onDay(ctx, on);
      return;
    }
    var list = asked(ctx);
    var caller = Caller.of(ctx);
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(HomeSql.class);
              var rows = rows(sql, list, caller, ServiceList.PAGE_SIZE, list.skip());
              return new ServiceListPage(
                  list,
                  rows,
                  rows.isEmpty() ? 0 : rows.getFirst().matching(),
                  sql.owners(),
                  sql.capabilities(),
                  caller.mayWrite(),
                  clock.instant());
            }));
  }

  private void csv(Context ctx) {
    var csv =
        new Csv("slug", "name", "owner", "tier", "capability", "state", "since", "open_alerts");
    for (var row : all(ctx)) {
      csv.row(
          row.slug(),
          row.name(),
          row.ownerName() == null ? "" : row.ownerName(),
          String.valueOf(row.tier()),
          row.capability(),
          row.word(),
          row.since() == null ? "" : row.since().toString(),
          String.valueOf(row.open()));
    }
    csv.answer(ctx, "services.csv");
  }

  private void json(Context ctx) {
    ctx.header("Content-Disposition", "attachment; filename=\"services.json\"");
    ctx.contentType("application/json");
    ctx.result(Json.bytes(Map.of("items", all(ctx).stream().map(RowJson::of).toList())));
  }

  private List<Standing> all(Context ctx) {
    var list = asked(ctx);
    return db.read(tx -> rows(tx.attach(HomeSql.class), list, Caller.of(ctx), Csv.MOST_ROWS, 0));
  }

  private static List<Standing> rows(
      HomeSql sql, ServiceList list, Caller caller, int limit, int skip) {
    return sql.list(
        list.q(),
        list.owner(),
        list.mine() ? caller.id() : null,
        list.tier(),
        list.capability(),
        list.alerting(),
        list.sort(),
        limit,
        skip);
  }

  private static ServiceList asked(Context ctx) {
    return new ServiceList(
        text(ctx, "q"),
        text(ctx, "owner"),
        number(ctx, "tier", 0, 4),
        text(ctx, "capability"),
        "1".equals(ctx.queryParam("mine")),
        "1".equals(ctx.queryParam("alerting")),
        sort(ctx),
        Math.max(1, number(ctx, "page", 1, ServiceList.MOST_PAGES)));
  }

  private static String sort(Context ctx) {
    var sort = Scrutiny.tidy(ctx.queryParam("sort"));
    if (sort.isEmpty()) return "worst";
    if (!ServiceList.SORTS.contains(sort)) {
      throw Problem.badRequest("sort is one of " + String.join(", ", ServiceList.SORTS) + ".");
    }
    return sort;
  }

  private static String text(Context ctx, String name) {
    var text = Scrutiny.tidy(ctx.queryParam(name));
    if (text.length() > LONGEST_FILTER || text.indexOf('\0') >= 0) {
      throw Problem.badRequest(
          "%s takes at most %d visible characters.".formatted(name, LONGEST_FILTER));
    }
    return text;
  }

  private static int number(Context ctx, String name, int otherwise, int most) {
    var text = Scrutiny.tidy(ctx.queryParam(name));
    if (text.isEmpty()) return otherwise;
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
      throw Problem.badRequest("%s is a whole number up to %d.".formatted(name, most));
    }
    return Integer.parseInt(text);
  }

  private record RowJson(
      String slug,
      String name,
      @Nullable String owner,
      int tier,
      String capability,
      String state,
      @Nullable Instant since,
      long openAlerts) {
    static RowJson of(Standing row) {
      return new RowJson(
          row.slug(),
          row.name(),
          row.ownerSlug(),
          row.tier(),
          row.capability(),
          row.word(),
          row.since(),
          row.open());
    }
  }
}
