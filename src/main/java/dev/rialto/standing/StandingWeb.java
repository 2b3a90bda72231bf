package dev.rialto.standing;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import dev.rialto.plots.LatencyPlot;
import dev.rialto.uptime.History;
import dev.rialto.uptime.Span;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The doors of how services stand: the list as a page and for a spreadsheet or a program, and what
 * a capability comes to.
 */
public final class StandingWeb {
  /** Trouble comes first, so what is cut off is quiet. */
  private static final int MOST_OF_CAPABILITY = 60;

  /** Long enough to see a trend, short enough to see a minute. */
  private static final Duration CHART = Duration.ofHours(3);

  private final History history;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public StandingWeb(History history, Database db, InstantSource clock, Doors doors) {
    this.history = history;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services", Access.VIEWER, this::page);
    Export.of("services", RowJson.class, this::each).open(doors, "/services", Access.VIEWER);
    Export.moved(doors, "/services.csv", "/services/export.csv", Access.VIEWER);
    Export.moved(doors, "/services.json", "/services/export.json", Access.VIEWER);
    Export.ofFew("owned", OwnedJson.class, this::owned)
        .open(doors, "/services/owned", Access.VIEWER);
    doors.get("/capabilities", Access.VIEWER, this::capabilities);
    doors.get("/capabilities/{slug}/health/fragment", Access.VIEWER, this::health);
    doors.get("/services/{slug}/standing/fragment", Access.VIEWER, this::standing);
    doors.get("/services/{slug}/time/fragment", Access.VIEWER, this::time);
    doors.get("/services/{slug}/reach/fragment", Access.VIEWER, this::reach);
  }

  private void capabilities(Context ctx) {
    var asked = new Asked(ctx);
    int page = asked.page(ServiceList.MOST_PAGES);
    int size = CapabilityListPage.PAGE_SIZE;
    pages.show(
        ctx,
        db.read(
            tx -> {
              var rows =
                  tx.attach(CapabilityListSql.class).page(asked.text("q"), size, (page - 1) * size);
              var standings =
                  Standings.of(
                      tx,
                      rows.stream()
                          .flatMap(row -> Stream.of(row.worstId(), row.needId()))
                          .filter(Objects::nonNull)
                          .toList());
              return new CapabilityListPage(
                  rows.stream().map(row -> CapabilityListPage.Line.of(row, standings)).toList(),
                  asked.text("q"),
                  page,
                  Caller.of(ctx).mayWrite(),
                  clock.instant());
            }));
  }

  private void health(Context ctx) {
    var slug = ctx.pathParam("slug");
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(StandingSql.class);
              return new CapabilityHealth(
                  sql.ofCapability(slug, MOST_OF_CAPABILITY),
                  sql.neededBy(slug, MOST_OF_CAPABILITY),
                  Caller.of(ctx).mayWrite(),
                  clock.instant());
            }));
  }

  private void standing(Context ctx) {
    var service = db.read(tx -> named(tx, ctx));
    pages.show(ctx, new ServiceState(service, clock.instant()));
  }

  private void reach(Context ctx) {
    pages.show(ctx, db.read(tx -> tx.attach(ServiceReachSql.class).of(named(tx, ctx))));
  }

  /** Nothing at all for a service that nothing watches: its page says so beside the checks. */
  private void time(Context ctx) {
    var zone = Frame.of(ctx).zone();
    var time =
        db.read(
            tx -> {
              var service = named(tx, ctx);
              var now = clock.instant();
              var from = now.minus(Duration.ofDays(ServiceTime.DAYS + 1));
              var spans = Standings.spans(tx, List.of(service.id()), from).get(service.id());
              return spans == null
                  ? null
                  : ServiceTime.of(
                      service.name(), spans, latency(tx, service, spans, now, zone), now, zone);
            });
    if (time == null) {
      ctx.html("");
    } else {
      pages.show(ctx, time);
    }
  }

  private ServiceTime.@Nullable Timed latency(
      Tx tx, Standing service, List<Span> spans, Instant now, ZoneId zone) {
    var asked = tx.attach(StandingSql.class).asked(service.slug()).orElse(null);
    if (asked == null) return null;
    var latency = history.latency(tx, asked.id(), now.minus(CHART), now);
    return new ServiceTime.Timed(
        service.slug(),
        asked.id(),
        asked.name(),
        new LatencyPlot(asked.name(), latency, LastDay.together(spans, now), List.of(), zone));
  }

  private static Standing named(Tx tx, Context ctx) {
    var slug = ctx.pathParam("slug");
    return tx.attach(StandingSql.class)
        .bySlug(slug)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "No service “%s”. All services are under /services.".formatted(slug)));
  }

  /** Who owned what on a day that is over; today is the list itself. */
  private void onDay(Context ctx, String on) {
    var asked = new Asked(ctx);
    int page = asked.page(ServiceList.MOST_PAGES);
    var rows = owned(ctx, on, OwnedPage.PAGE_SIZE, (page - 1) * OwnedPage.PAGE_SIZE);
    pages.show(ctx, new OwnedPage(on, asked.text("q"), asked.text("owner"), rows, page));
  }

  private List<OwnedJson> owned(Context ctx, int most) {
    return owned(ctx, new Asked(ctx).text("on"), most, 0).stream().map(OwnedJson::of).toList();
  }

  private record OwnedJson(
      String service,
      String serviceName,
      @Nullable String team,
      @Nullable String serviceOwner,
      Instant validFrom,
      @Nullable Instant validTo,
      boolean isThere) {
    static OwnedJson of(Owned owned) {
      return new OwnedJson(
          owned.serviceSlug(),
          owned.serviceName(),
          owned.teamSlug(),
          owned.serviceOwner(),
          owned.validFrom(),
          owned.validTo(),
          owned.isThere());
    }
  }

  private List<Owned> owned(Context ctx, String on, int most, int skip) {
    Instant at;
    try {
      at = LocalDate.parse(on).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    } catch (DateTimeException e) {
      throw Problem.badRequest("on is a day, such as 2026-11-01.");
    }
    var now = clock.instant();
    var until = at.isAfter(now) ? now : at;
    var asked = new Asked(ctx);
    return db.read(
        tx ->
            tx.attach(StandingSql.class)
                .ownedAt(until, asked.text("q"), asked.text("owner"), most, skip));
  }

  private void page(Context ctx) {
    var on = new Asked(ctx).text("on");
    if (!on.isEmpty()) {
      onDay(ctx, on);
      return;
    }
    var list = asked(ctx);
    var caller = Caller.of(ctx);
    pages.show(
        ctx,
        db.inTransaction(
            tx -> {
              var sql = tx.attach(StandingSql.class);
              sql.planEachAnew();
              return new ServiceListPage(
                  list,
                  sql.list(list, memberId(list, caller), ServiceList.PAGE_SIZE, list.skip()),
                  sql.matching(list, memberId(list, caller)),
                  sql.owners(),
                  sql.capabilities(),
                  caller.mayWrite(),
                  clock.instant());
            }));
  }

  private void each(Context ctx, int most, Consumer<RowJson> row) {
    var list = asked(ctx);
    db.run(
        tx -> {
          var sql = tx.attach(StandingSql.class);
          sql.planEachAnew();
          sql.each(
              list,
              memberId(list, Caller.of(ctx)),
              most,
              0,
              standing -> row.accept(RowJson.of(standing)));
        });
  }

  private static @Nullable Long memberId(ServiceList list, Caller caller) {
    return list.mine() ? caller.id() : null;
  }

  private static ServiceList asked(Context ctx) {
    var asked = new Asked(ctx);
    var sort = asked.oneOf("sort", ServiceList.SORTS);
    return new ServiceList(
        asked.text("q"),
        asked.text("owner"),
        asked.number("tier", 0, 0, 4),
        asked.text("capability"),
        asked.yes("mine"),
        asked.yes("alerting"),
        sort == null ? ServiceList.WORST_FIRST : sort,
        asked.page(ServiceList.MOST_PAGES));
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
