package dev.rialto.delivery;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors of deployments: lists, one of them, what runs where, and what other pages show. */
public final class DeploymentsWeb {
  static final int ROWS = 50;
  static final int LAST_PAGE = 1_000;
  static final int OF_A_SERVICE = 5;
  static final int AROUND = 12;
  static final int MOST_LINES = 200;
  static final int MOST_MARKS = 60;
  static final int MOST_PLACES = 600;
  static final int MOST_PLACES_EXPORTED = 20_000;

  private final Deployments deployments;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public DeploymentsWeb(Deployments deployments, Database db, InstantSource clock, Doors doors) {
    this.deployments = deployments;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/deployments", Access.VIEWER, ctx -> pages.show(ctx, listed(ctx)));
    doors.get(
        "/deployments/rows",
        Access.VIEWER,
        ctx -> pages.show(ctx, new DeploymentLines(listed(ctx))));
    export().open(doors, "/deployments", Access.VIEWER);
    doors.get("/deployments/{id}", Access.VIEWER, ctx -> pages.show(ctx, page(ctx)));
    doors.get(
        "/deployments/{id}/now",
        Access.VIEWER,
        ctx -> pages.show(ctx, new DeploymentBody(page(ctx))));
    doors.get("/services/{slug}/deployments/fragment", Access.VIEWER, this::ofService);
    doors.get("/services/{slug}/deployments/markers", Access.VIEWER, this::marks);
    doors.get("/ship/where", Access.VIEWER, ctx -> pages.show(ctx, running(ctx)));
    Export.ofFew("what-runs-where", RunsJson.class, this::runs)
        .open(doors, "/ship/where", Access.VIEWER);
    Export.moved(doors, "/ship/where.csv", "/ship/where/export.csv", Access.VIEWER);

    doors.get("/api/v1/deployments", Access.VIEWER, this::apiList);
    doors.get("/api/v1/deployments/{id}", Access.VIEWER, this::apiOne);
    doors.get("/api/v1/running", Access.VIEWER, this::apiRunning);
  }

  private DeploymentsPage listed(Context ctx) {
    var filter = filter(ctx);
    int page = new Asked(ctx).page(LAST_PAGE);
    return db.read(
        tx -> {
          var sql = tx.attach(DeploymentReadSql.class);
          var rows = sql.page(filter, ROWS + 1, (page - 1) * ROWS);
          return new DeploymentsPage(
              rows.stream().limit(ROWS).toList(),
              sql.environments(),
              filter,
              tx.attach(OriginSql.class).unmatchedCount(),
              page,
              rows.size() > ROWS,
              clock.instant());
        });
  }

  private DeploymentPage page(Context ctx) {
    return db.read(
        tx -> {
          var deployment = deployments.must(tx, id(ctx));
          var sql = tx.attach(DeploymentReadSql.class);
          return new DeploymentPage(
              deployment,
              sql.linesOf(deployment.id(), MOST_LINES),
              sql.neighbours(deployment.id(), AROUND),
              clock.instant());
        });
  }

  private void ofService(Context ctx) {
    var slug = ctx.pathParam("slug");
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(DeploymentReadSql.class);
              var now = clock.instant();
              return new ServiceDeployments(
                  slug,
                  sql.running(slug, null, now.minus(Deployment.LONG), ROWS),
                  sql.page(DeploymentFilter.ALL.ofService(slug), OF_A_SERVICE, 0).stream()
                      .sorted(Comparator.comparing(Deployment::at).reversed())
                      .toList(),
                  now);
            }));
  }

  private void marks(Context ctx) {
    var from = time(ctx, "from");
    var to = time(ctx, "to");
    pages.show(
        ctx,
        db.read(
            tx ->
                new Marks(
                    tx.attach(DeploymentReadSql.class)
                        .marks(ctx.pathParam("slug"), from, to, MOST_MARKS),
                    from,
                    to)));
  }

  private static Instant time(Context ctx, String name) {
    var text = ctx.queryParam(name);
    try {
      var time = Instant.parse(String.valueOf(text));
      if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Said below, like a time no calendar has.
    }
    throw Problem.badRequest(name + " is a time such as 2026-11-20T14:05:00Z.");
  }

  /** Deployments under way, the oldest first: for the first screen of Ship. */
  public List<Deployment> onTheirWay(Tx tx, @Nullable String team, Instant since) {
    return tx.attach(DeploymentReadSql.class).onTheirWay(team, since, ROWS);
  }

  /** How many deployments of a team, or of all, reached customers since then. */
  public int arrivedSince(Tx tx, @Nullable String team, Instant from) {
    return tx.attach(DeploymentReadSql.class).arrivedSince(team, from);
  }

  /** How many origins belong to no service yet. */
  public int unmatched(Tx tx) {
    return tx.attach(OriginSql.class).unmatchedCount();
  }

  private Running running(Context ctx) {
    var asked = new Asked(ctx);
    return running(asked.textOrNull("service"), asked.textOrNull("team"), MOST_PLACES);
  }

  private Running running(@Nullable String service, @Nullable String team, int most) {
    var now = clock.instant();
    return db.read(
        tx -> {
          var runs =
              tx.attach(DeploymentReadSql.class)
                  .running(service, team, now.minus(Deployment.LONG), most + 1);
          return new Running(runs.stream().limit(most).toList(), runs.size() > most, team, now);
        });
  }

  private Export<DeploymentJson> export() {
    return Export.of("deployments", DeploymentJson.class, this::each)
        .column("id", DeploymentJson::id)
        .column("service", DeploymentJson::service)
        .column("environment", DeploymentJson::environment)
        .column("version", DeploymentJson::version)
        .column("previous_version", DeploymentJson::previousVersion)
        .column("sha", DeploymentJson::sha)
        .column("state", DeploymentJson::state)
        .column("kind", DeploymentJson::kind)
        .column("started_at", DeploymentJson::startedAt)
        .column("finished_at", DeploymentJson::finishedAt)
        .column("by", DeploymentJson::by)
        .column("url", DeploymentJson::url);
  }

  private void each(Context ctx, int most, Consumer<DeploymentJson> row) {
    var filter = filter(ctx);
    db.run(
        tx ->
            tx.attach(DeploymentReadSql.class)
                .each(filter, most, 0, found -> row.accept(DeploymentJson.of(found))));
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var filter = filter(ctx);
    var rows =
        db.read(
            tx ->
                tx.attach(DeploymentReadSql.class)
                    .before(filter, listing.after(Long.MAX_VALUE), listing.limit() + 1));
    ctx.json(listing.answer(rows, DeploymentJson::of, d -> String.valueOf(d.id())));
  }

  private record TransitionJson(
      String state, String word, Instant at, String by, String url, String detail) {}

  private record WholeJson(DeploymentJson deployment, List<TransitionJson> transitions) {}

  private void apiOne(Context ctx) {
    var page = page(ctx);
    ctx.json(
        new WholeJson(
            DeploymentJson.of(page.deployment()),
            page.lines().stream()
                .map(
                    l ->
                        new TransitionJson(
                            l.state(), l.word(), l.at(), l.byWhom(), l.url(), l.detail()))
                .toList()));
  }

  private record RunsJson(
      String service,
      String serviceName,
      @Nullable String team,
      String environment,
      String tier,
      @Nullable String version,
      @Nullable Instant since,
      @Nullable Long deploymentId,
      @Nullable String onItsWay) {}

  private record RunningJson(List<RunsJson> items, boolean more) {}

  private void apiRunning(Context ctx) {
    var all = runs(ctx, MOST_PLACES_EXPORTED + 1);
    ctx.json(
        new RunningJson(
            all.stream().limit(MOST_PLACES_EXPORTED).toList(), all.size() > MOST_PLACES_EXPORTED));
  }

  private List<RunsJson> runs(Context ctx, int most) {
    var asked = new Asked(ctx);
    return running(asked.textOrNull("service"), asked.textOrNull("team"), most).runs().stream()
        .map(
            r ->
                new RunsJson(
                    r.serviceSlug(),
                    r.serviceName(),
                    r.teamSlug(),
                    r.environment(),
                    r.tier(),
                    r.version(),
                    r.since(),
                    r.deploymentId(),
                    r.runningVersion()))
        .toList();
  }

  private static DeploymentFilter filter(Context ctx) {
    var asked = new Asked(ctx);
    return new DeploymentFilter(
        asked.textOrNull("service"),
        asked.textOrNull("team"),
        asked.textOrNull("environment"),
        asked.oneOf("state", DeploymentFilter.STATES),
        asked.oneOf("kind", DeploymentFilter.KINDS),
        asked.textOrNull("q"));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(
            () -> Problem.notFound("Deployments have numbers; all are under /deployments."));
  }
}
