package dev.rialto.changes;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The doors of changes: the list, a commit, a change request, and what a deployment carried. */
public final class ChangesWeb {
  static final int ROWS = 50;
  static final int LAST_PAGE = 200;
  static final int CARRIED_SHOWN = 8;
  static final int MOST_CARRIED = 500;
  static final int MOST_REACHED = 500;

  private final Changes changes;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public ChangesWeb(Changes changes, Database db, InstantSource clock, Doors doors) {
    this.changes = changes;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/changes", Access.VIEWER, ctx -> pages.show(ctx, listed(ctx)));
    doors.get("/changes/rows", Access.VIEWER, ctx -> pages.show(ctx, new ChangeLines(listed(ctx))));
    export().open(doors, "/changes", Access.VIEWER);
    doors.get(
        "/changes/{id}", Access.VIEWER, ctx -> pages.show(ctx, changes.commit(id(ctx, "Changes"))));
    doors.get(
        "/change-requests/{id}",
        Access.VIEWER,
        ctx -> pages.show(ctx, changes.request(id(ctx, "Change requests"))));
    doors.get(
        "/deployments/{id}/changes",
        Access.VIEWER,
        ctx -> pages.show(ctx, carried(id(ctx, "Deployments"), CARRIED_SHOWN)));

    doors.get("/api/v1/changes", Access.VIEWER, this::apiCommits);
    doors.get("/api/v1/changes/{id}", Access.VIEWER, this::apiCommit);
    doors.get("/api/v1/change-requests", Access.VIEWER, this::apiRequests);
    doors.get("/api/v1/change-requests/{id}", Access.VIEWER, this::apiRequest);
    doors.get("/api/v1/deployments/{id}/changes", Access.VIEWER, this::apiCarried);
  }

  private ChangesPage listed(Context ctx) {
    var asked = new Asked(ctx);
    var deployment = asked.text("deployment");
    var filter = ChangeFilter.of(asked);
    int page = asked.page(LAST_PAGE);
    if (!deployment.isEmpty()) {
      var carried = carried(number(deployment, "Deployments"), MOST_CARRIED);
      return new ChangesPage(
          carried.changes(), filter, carried, List.of(), 0, 1, carried.more(), clock.instant());
    }
    return db.read(
        tx -> {
          var sql = tx.attach(ChangeSql.class);
          var rows = sql.page(filter, ROWS + 1, (page - 1) * ROWS);
          return new ChangesPage(
              rows.stream().limit(ROWS).toList(),
              filter,
              null,
              reached(tx.attach(ReachedSql.class), rows),
              sql.open(),
              page,
              rows.size() > ROWS,
              clock.instant());
        });
  }

  private static List<ReachedSql.Reached> reached(ReachedSql sql, List<Change> rows) {
    var commits = rows.stream().filter(Change::commit).toList();
    return commits.isEmpty()
        ? List.of()
        : sql.reached(
            commits.stream().map(Change::repository).collect(Collectors.toSet()),
            commits.stream().map(Change::branch).collect(Collectors.toSet()),
            commits.getLast().at(),
            MOST_REACHED);
  }

  private Carried carried(long deployment, int most) {
    return db.read(tx -> changes.carried(tx, deployment, most));
  }

  private Export<Change> export() {
    return Export.of("changes", Change.class, this::each)
        .column("kind", Change::kind)
        .column("id", Change::id)
        .column("service", Change::serviceSlug)
        .column("repository", Change::repository)
        .column("name", Change::name)
        .column("title", Change::title)
        .column("author", Change::author)
        .column("branch", Change::branch)
        .column("state", Change::state)
        .column("at", Change::at)
        .column("url", Change::url);
  }

  private void each(Context ctx, int most, Consumer<Change> row) {
    var asked = new Asked(ctx);
    var deployment = asked.text("deployment");
    if (!deployment.isEmpty()) {
      carried(number(deployment, "Deployments"), MOST_CARRIED).changes().forEach(row);
      return;
    }
    var filter = ChangeFilter.of(asked);
    db.run(tx -> tx.attach(ChangeSql.class).each(filter, most, 0, row));
  }

  private void apiCommits(Context ctx) {
    var listing = Listing.of(ctx);
    var service = new Asked(ctx).slug("service");
    var rows =
        db.read(
            tx ->
                tx.attach(ChangeSql.class)
                    .commits(service, listing.after(Long.MAX_VALUE), listing.limit() + 1));
    ctx.json(listing.answer(rows, ChangeJson::of, commit -> String.valueOf(commit.id())));
  }

  private void apiCommit(Context ctx) {
    var page = changes.commit(id(ctx, "Changes"));
    ctx.json(
        new ChangeJson.Whole(
            ChangeJson.of(page.commit()),
            page.all(),
            page.arrivals().stream().map(ChangeJson.ArrivalJson::of).toList()));
  }

  private void apiRequests(Context ctx) {
    var listing = Listing.of(ctx);
    var asked = new Asked(ctx);
    var service = asked.slug("service");
    var state = asked.oneOf("state", List.of("open", "merged", "closed"));
    var rows =
        db.read(
            tx ->
                tx.attach(ChangeSql.class)
                    .requests(service, state, listing.after(Long.MAX_VALUE), listing.limit() + 1));
    ctx.json(listing.answer(rows, RequestJson::of, request -> String.valueOf(request.id())));
  }

  private void apiRequest(Context ctx) {
    var page = changes.request(id(ctx, "Change requests"));
    ctx.json(
        new RequestJson.Whole(
            RequestJson.of(page.request()),
            page.turns().stream().map(RequestJson.TurnJson::of).toList()));
  }

  private record CarriedJson(
      boolean known, boolean takenBack, List<NamedJson> items, boolean more) {}

  private record NamedJson(long id, String sha, String title, String author) {}

  private void apiCarried(Context ctx) {
    var carried = carried(id(ctx, "Deployments"), MOST_CARRIED);
    ctx.json(
        new CarriedJson(
            carried.unknown() == null,
            carried.takenBack(),
            carried.changes().stream()
                .map(c -> new NamedJson(c.id(), c.name(), c.title(), c.author()))
                .toList(),
            carried.more()));
  }

  private static long id(Context ctx, String what) {
    return number(ctx.pathParam("id"), what);
  }

  private static long number(String id, String what) {
    return Digits.of(id)
        .orElseThrow(
            () -> Problem.notFound(what + " have numbers; all changes are under /changes."));
  }
}
