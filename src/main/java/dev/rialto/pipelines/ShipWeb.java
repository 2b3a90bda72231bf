package dev.rialto.pipelines;

import dev.rialto.delivery.DeploymentsWeb;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The doors of what is on its way: the first screen of Ship, and runs. */
public final class ShipWeb {
  static final int MOST_WAYS = 60;
  static final int MOST_JOBS = 3_000;
  static final int MOST_REVIEWS = 40;

  /** What nobody spoke of for so long is not on its way any more. */
  static final Duration FORGOTTEN = Duration.ofDays(14);

  private final DeploymentsWeb deployments;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public ShipWeb(DeploymentsWeb deployments, Database db, InstantSource clock, Doors doors) {
    this.deployments = deployments;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/ship", Access.VIEWER, ctx -> pages.show(ctx, ship(ctx)));
    doors.get("/ship/now", Access.VIEWER, ctx -> pages.show(ctx, new ShipNow(ship(ctx))));
    Export.ofFew("on-its-way", OnItsWay.class, (ctx, most) -> OnItsWay.of(ship(ctx)))
        .open(doors, "/ship", Access.VIEWER);
    doors.get("/runs/{id}", Access.VIEWER, ctx -> pages.show(ctx, run(ctx)));
    doors.get("/api/v1/runs", Access.VIEWER, this::apiRuns);
    doors.get("/api/v1/runs/{id}", Access.VIEWER, this::apiRun);
  }

  private ShipPage ship(Context ctx) {
    var team = new Asked(ctx).slug("team");
    var now = clock.instant();
    var zone = Frame.of(ctx).zone();
    var today = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    return db.read(
        tx -> {
          var sql = tx.attach(PipelineSql.class);
          var since = now.minus(FORGOTTEN);
          return new ShipPage(
              ways(sql, sql.open(team, since, MOST_WAYS), now),
              sql.reviews(team, since, MOST_REVIEWS),
              deployments.onTheirWay(tx, team, since),
              sql.teams(),
              team,
              deployments.arrivedSince(tx, team, today),
              deployments.unmatched(tx),
              now);
        });
  }

  /** What waits for somebody comes first, the longest wait at the top. */
  private static List<Way> ways(PipelineSql sql, List<PipelineSql.Run> runs, Instant now) {
    var jobs =
        sql.jobs(runs.stream().map(PipelineSql.Run::id).toList(), MOST_JOBS).stream()
            .collect(Collectors.groupingBy(PipelineSql.Job::runId));
    var ways =
        runs.stream()
            .map(run -> new Way(run, jobs.getOrDefault(run.id(), List.of()), now))
            .toList();
    return Stream.concat(
            ways.stream().filter(Way::waits).sorted(java.util.Comparator.comparing(Way::since)),
            ways.stream().filter(way -> !way.waits()))
        .toList();
  }

  private RunPage run(Context ctx) {
    var now = clock.instant();
    return db.read(tx -> new RunPage(way(tx, id(ctx), now), now));
  }

  private static Way way(Tx tx, long id, Instant now) {
    var sql = tx.attach(PipelineSql.class);
    var run =
        sql.runById(id)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "There is no run " + id + ". What is on its way is under /ship."));
    return new Way(run, sql.jobs(List.of(id), MOST_JOBS), now);
  }

  private void apiRuns(Context ctx) {
    var listing = Listing.of(ctx);
    var state = ctx.queryParam("state");
    if (state != null && Stream.of(Stand.values()).noneMatch(s -> s.word().equals(state))) {
      throw Problem.badRequest(
          "state is one of "
              + Stream.of(Stand.values()).map(Stand::word).collect(Collectors.joining(", "))
              + ".");
    }
    var service = new Asked(ctx).slug("service");
    var rows =
        db.read(
            tx ->
                tx.attach(PipelineSql.class)
                    .runs(service, state, listing.after(Long.MAX_VALUE), listing.limit() + 1));
    ctx.json(listing.answer(rows, RunJson::of, run -> String.valueOf(run.id())));
  }

  private void apiRun(Context ctx) {
    var now = clock.instant();
    var way = db.read(tx -> way(tx, id(ctx), now));
    ctx.json(
        new WholeRunJson(RunJson.of(way.run()), way.jobs().stream().map(JobJson::of).toList()));
  }

  private record WholeRunJson(RunJson run, List<JobJson> jobs) {}

  private record RunJson(
      long id,
      @Nullable String service,
      String repository,
      String name,
      String number,
      String title,
      String branch,
      String sha,
      String by,
      String url,
      String state,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    static RunJson of(PipelineSql.Run run) {
      return new RunJson(
          run.id(),
          run.serviceSlug(),
          run.repository(),
          run.name(),
          run.number(),
          run.title(),
          run.branch(),
          run.sha(),
          run.byWhom(),
          run.url(),
          run.state().toLowerCase(Locale.ROOT),
          run.createdAt(),
          run.startedAt(),
          run.finishedAt());
    }
  }

  private record JobJson(
      long id,
      String name,
      String stage,
      String environment,
      String runner,
      String waitsFor,
      String state,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    static JobJson of(PipelineSql.Job job) {
      return new JobJson(
          job.id(),
          job.name(),
          job.stage(),
          job.environment(),
          job.runner(),
          job.finishedAt() == null ? job.waitsFor() : "",
          job.state(),
          job.createdAt(),
          job.startedAt(),
          job.finishedAt());
    }
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(
            () -> Problem.notFound("Runs have numbers; what is on its way is under /ship."));
  }
}
