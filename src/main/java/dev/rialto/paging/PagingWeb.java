package dev.rialto.paging;

import dev.rialto.paging.AlertPages.PageRow;
import dev.rialto.paging.PagingJson.NotificationJson;
import dev.rialto.paging.PagingJson.PageJson;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors to pages and messages: mine, those of an alert, and every message with its tries. */
final class PagingWeb {
  private static final int LINES = 50;

  private final Database db;
  private final Views views;
  private final Doors doors;

  PagingWeb(Database db, Views views, Doors doors) {
    this.db = db;
    this.views = views;
    this.doors = doors;
  }

  void open() {
    doors.get("/pages", Access.VIEWER, this::mine);
    doors.get("/pages/mine", Access.VIEWER, this::mineFragment);
    doors.get("/pages/badge", Access.VIEWER, this::badge);
    doors.get("/alerts/{id}/pages", Access.VIEWER, this::pagesOfAlert);
    doors.get("/notifications", Access.VIEWER, ctx -> show(ctx, notifications(ctx)));
    doors.get(
        "/notifications/list",
        Access.VIEWER,
        ctx -> show(ctx, new NotificationsList(notifications(ctx))));
    export().open(doors, "/notifications", Access.VIEWER);
    Export.ofFew(
            "my-pages",
            MyPages.OpenLine.class,
            (ctx, most) -> views.mine(Caller.of(ctx).id(), true).lines())
        .open(doors, "/pages", Access.VIEWER);

    doors.get("/api/v1/pages", Access.VIEWER, this::apiPages);
    doors.get("/api/v1/notifications", Access.VIEWER, this::apiNotifications);
  }

  private void mine(Context ctx) {
    var person = Caller.of(ctx).id();
    show(ctx, new MyPagesPage(views.mine(person, true), person));
  }

  private void mineFragment(Context ctx) {
    show(ctx, views.mine(Caller.of(ctx).id(), "1".equals(ctx.queryParam("all"))));
  }

  private void badge(Context ctx) {
    show(ctx, new PagesBadge(views.openCount(Caller.of(ctx).id())));
  }

  private void pagesOfAlert(Context ctx) {
    show(ctx, views.pagesOf(alert(ctx.pathParam("id"))));
  }

  private NotificationsPage notifications(Context ctx) {
    return views.notifications(
        state(ctx), channel(ctx), Listing.of(ctx).after(Long.MAX_VALUE), LINES);
  }

  private Export<NotificationJson> export() {
    return Export.of("notifications", NotificationJson.class, this::each)
        .column("id", NotificationJson::id)
        .column("created_at", NotificationJson::createdAt)
        .column("person", message -> message.person().name())
        .column("channel", NotificationJson::channel)
        .column("about", NotificationJson::about)
        .column("kind", NotificationJson::kind)
        .column("state", NotificationJson::state)
        .column("tries", message -> message.attempts().size())
        .column("error", NotificationJson::error);
  }

  private void each(Context ctx, int most, Consumer<NotificationJson> row) {
    Export.walk(
        most,
        Long.MAX_VALUE,
        (before, limit) -> notifications(before, state(ctx), channel(ctx), null, limit),
        NotificationJson::id,
        row);
  }

  private List<NotificationJson> notifications(
      long before, String state, String channel, @Nullable Long person, int limit) {
    return db.read(
        tx -> {
          var sql = tx.attach(ViewSql.class);
          var rows = sql.messages(before, state, channel, person, limit);
          var attempts = Views.attempts(sql, rows);
          return rows.stream()
              .map(row -> NotificationJson.of(row, attempts.getOrDefault(row.id(), List.of())))
              .toList();
        });
  }

  private void apiPages(Context ctx) {
    var listing = Listing.of(ctx);
    var alert = ctx.queryParam("alert");
    var rows =
        db.read(
            tx ->
                tx.attach(ViewSql.class)
                    .pages(
                        listing.after(Long.MAX_VALUE),
                        alert == null ? null : (Long) alert(alert),
                        person(ctx),
                        "true".equals(ctx.queryParam("open")),
                        listing.limit() + 1));
    ctx.json(listing.answer(rows, PageJson::of, (PageRow row) -> String.valueOf(row.id())));
  }

  private void apiNotifications(Context ctx) {
    var listing = Listing.of(ctx);
    var rows =
        notifications(
            listing.after(Long.MAX_VALUE),
            state(ctx),
            channel(ctx),
            person(ctx),
            listing.limit() + 1);
    ctx.json(listing.answer(rows, row -> row, row -> String.valueOf(row.id())));
  }

  private void show(Context ctx, Record page) {
    doors.pages().show(ctx, page);
  }

  private static String state(Context ctx) {
    var state = ctx.queryParam("state");
    if (state == null || NotificationsPage.STATES.contains(state)) {
      return state == null ? "" : state;
    }
    throw Problem.badRequest(
        "state is one of " + String.join(", ", NotificationsPage.STATES.subList(1, 8)) + ".");
  }

  private static String channel(Context ctx) {
    var channel = ctx.queryParam("channel");
    if (channel == null || channel.matches("[a-z]{0,20}")) {
      return channel == null ? "" : channel;
    }
    throw Problem.badRequest(
        "channel is a word such as email, ntfy, slack, mattermost or webhook.");
  }

  private static @Nullable Long person(Context ctx) {
    var person = ctx.queryParam("person");
    if (person == null) {
      return null;
    }
    return Digits.of(person)
        .orElseThrow(() -> Problem.badRequest("person is a number, such as 7."));
  }

  private static long alert(String id) {
    return Digits.of(id.replaceFirst("^[Aa]-", ""))
        .orElseThrow(
            () -> Problem.notFound("No alert is called “" + id + "”. They look like A-17."));
  }
}
