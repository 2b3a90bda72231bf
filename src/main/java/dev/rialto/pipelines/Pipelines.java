package dev.rialto.pipelines;

import dev.rialto.delivery.Deployments;
import dev.rialto.delivery.Origin;
import dev.rialto.delivery.Origins;
import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes down what pipelines told. Every transition is kept with its own time, and how a run stands
 * is decided from all of them, so that order and repetition do not matter.
 */
public final class Pipelines {
  /** Whoever watches what is on its way listens to this. */
  public static final String TOPIC = "pipelines";

  /** Transitions of one run and all of its jobs. */
  static final int MOST_EVENTS = 20_000;

  private final Deployments deployments;
  private final Journal journal;

  public Pipelines(Deployments deployments, Journal journal) {
    this.deployments = deployments;
    this.journal = journal;
  }

  /**
   * Takes what was told, within the caller's transaction.
   *
   * @param aloud whether the journal hears of it: a rebuild tells nobody
   */
  public void take(Tx tx, List<Heard> each, boolean aloud) {
    var heard = Heard.all(each);
    if (heard.size() == 0) {
      return;
    }
    var placed = deployments.place(tx, origins(heard));
    var sql = tx.attach(PipelineSql.class);
    var runs = new TreeSet<Long>();
    for (var run : heard.runs()) {
      runs.add(run(sql, run, placed, run.turns().getFirst().at()));
    }
    for (var job : heard.jobs()) {
      long run = run(sql, job.run(), placed, job.turns().getFirst().at());
      long id = sql.job(job, run, job.turns().getFirst().at());
      job.turns().forEach(turn -> sql.hear(run, id, turn, turn.stand().word()));
      runs.add(run);
    }
    runs.forEach(run -> settle(sql, run));
    var happenings = new ArrayList<Happening>();
    for (var change : heard.changes()) {
      change(sql, change, id(placed, change.origin())).ifPresent(happenings::add);
    }
    for (var request : heard.requests()) {
      request(sql, request, id(placed, request.origin())).ifPresent(happenings::add);
    }
    if (aloud) {
      journal.append(tx, happenings);
    }
    if (heard.size() > heard.deployments().size()) {
      tx.tell(TOPIC);
    }
    deployments.take(tx, heard.deployments(), aloud);
  }

  /** What became different by it, if anything did. */
  private static Optional<Happening> change(PipelineSql sql, ChangeTold told, long origin) {
    var repository = told.origin().repository();
    var before = sql.notedChange(repository, told.sha()).orElse(null);
    sql.change(told, origin, repository, Json.write(told.files()));
    var after = sql.notedChange(repository, told.sha()).orElseThrow();
    return after.equals(before)
        ? Optional.empty()
        : Optional.of(
            new Happening(
                by(told.author()),
                before == null ? "change.pushed" : "change.told",
                "change",
                after.id(),
                before,
                after));
  }

  private static Optional<Happening> request(PipelineSql sql, RequestTold told, long origin) {
    var turn = told.turn();
    var before = sql.notedRequest(told.key()).orElse(null);
    long id = sql.request(told, origin, told.origin().repository(), turn.at());
    sql.heardOfRequest(id, turn.word(), turn.at(), turn.by());
    var after = sql.notedRequest(told.key()).orElseThrow();
    if (after.equals(before)) {
      return Optional.empty();
    }
    boolean moved = before == null || !after.state().equals(before.state());
    var word = !moved ? "changed" : after.state().equals("open") ? "opened" : after.state();
    return Optional.of(
        new Happening(
            by(turn.by()), "change_request." + word, "change_request", id, before, after));
  }

  private static String by(String name) {
    return name.isEmpty() ? "pipeline" : "pipeline:" + name;
  }

  /** A job may come before its run, which then begins with what the job says of it. */
  private static long run(
      PipelineSql sql, RunTold told, Map<Origin, Origins.Heard> placed, Instant at) {
    long id = sql.run(told, id(placed, told.origin()), at);
    told.turns().forEach(turn -> sql.hear(id, null, turn, turn.stand().word()));
    return id;
  }

  private static long id(Map<Origin, Origins.Heard> placed, Origin origin) {
    return Objects.requireNonNull(placed.get(origin)).id();
  }

  private static Map<Origin, Instant> origins(Heard heard) {
    var origins = new LinkedHashMap<Origin, Instant>();
    heard.runs().forEach(run -> latest(origins, run.origin(), run.turns().getLast().at()));
    heard.jobs().forEach(job -> latest(origins, job.run().origin(), job.turns().getLast().at()));
    heard.changes().forEach(change -> latest(origins, change.origin(), change.pushedAt()));
    heard.requests().forEach(request -> latest(origins, request.origin(), request.turn().at()));
    return origins;
  }

  private static void latest(Map<Origin, Instant> origins, Origin origin, Instant at) {
    origins.merge(origin, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  private static void settle(PipelineSql sql, long run) {
    var byJob = new HashMap<Long, ArrayList<Turn>>();
    for (var event : sql.events(run, MOST_EVENTS)) {
      byJob
          .computeIfAbsent(event.jobId() == null ? 0L : event.jobId(), id -> new ArrayList<>())
          .add(event.turn());
    }
    var courses = new HashMap<Long, Course>();
    byJob.forEach((job, turns) -> courses.put(job, Course.of(turns)));
    var own = courses.remove(0L);
    courses.forEach((job, course) -> sql.jobStands(job, course.stand().word(), course));
    var course = own == null ? Course.ofJobs(courses.values()) : own;
    sql.runStands(run, course.stand().word(), course);
  }
}
