package dev.rialto.delivery;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns what senders told into deployments. The same words in any order, twice or a day late come
 * to the same deployments; only what changed by them is written into the journal.
 */
public final class Deployments {
  /** Whoever watches deployments listens to this. */
  public static final String TOPIC = "deployments";

  /** Transitions looked at of one deployment, and deployments of one place: the newest. */
  static final int MOST_LINES = 2_000;

  static final int MOST_IN_A_PLACE = 20_000;

  private final Journal journal;
  private final Origins origins = new Origins();

  public Deployments(Journal journal) {
    this.journal = journal;
  }

  /** Where something belongs that is no deployment: a run, a change. */
  public Map<Origin, Origins.Heard> place(Tx tx, Map<Origin, Instant> heard) {
    tx.attach(OriginSql.class).turn();
    return origins.hear(tx, heard);
  }

  Origins origins() {
    return origins;
  }

  /**
   * Takes what was told, within the caller's transaction.
   *
   * @param aloud whether the journal hears of it: a rebuild tells nobody
   */
  public void take(Tx tx, List<Told> told, boolean aloud) {
    if (told.isEmpty()) {
      return;
    }
    tx.attach(OriginSql.class).turn();
    var heard = origins.hear(tx, latest(told));
    var sql = tx.attach(DeploymentSql.class);
    var threads = new TreeSet<Long>();
    for (var each : told) {
      long origin = Objects.requireNonNull(heard.get(each.origin())).id();
      long thread = sql.thread(each.key(), each.numbered(), origin);
      sql.hear(thread, each.event().step().word(), each.event());
      threads.add(thread);
    }
    derive(tx, sql.threads(threads), aloud);
  }

  private static Map<Origin, Instant> latest(List<Told> told) {
    var latest = new LinkedHashMap<Origin, Instant>();
    for (var each : told) {
      latest.merge(each.origin(), each.event().at(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return latest;
  }

  /** What these threads come to now, and what that makes of their neighbours. */
  private void derive(Tx tx, List<DeploymentSql.Thread> threads, boolean aloud) {
    var sql = tx.attach(DeploymentSql.class);
    var before = new HashMap<Long, Deployment>();
    var touched = new LinkedHashSet<Long>();
    var places = new TreeSet<Long>();
    for (var thread : threads) {
      var there = sql.ofThread(thread.id());
      read(tx).byIds(there).forEach(d -> before.put(d.id(), d));
      touched.addAll(reconcile(sql, thread, there));
      if (thread.environmentId() != null) {
        places.add(thread.environmentId());
      }
    }
    places.forEach(place -> touched.addAll(judge(tx, place, before, touched)));
    if (aloud) {
      tell(tx, before, read(tx).byIds(touched));
    }
    tx.tell(TOPIC);
  }

  /** One row a try; a row stays with the transitions it was made of, so that links to it hold. */
  private static List<Long> reconcile(
      DeploymentSql sql, DeploymentSql.Thread thread, List<Long> there) {
    var lines = sql.lines(thread.id(), MOST_LINES);
    var left = new TreeSet<Long>(there);
    var made = new ArrayList<Long>();
    for (var attempt :
        Attempt.of(lines.stream().map(DeploymentSql.Line::event).toList(), thread.numbered())) {
      var own = linesOf(attempt, lines);
      var written = written(thread, attempt);
      var row =
          own.stream()
              .map(DeploymentSql.Line::deploymentId)
              .filter(id -> id != null && left.contains(id))
              .findFirst();
      long id;
      if (row.isPresent()) {
        id = row.get();
        left.remove(id);
        sql.update(id, written);
      } else {
        id = sql.insert(written);
      }
      sql.assign(id, own.stream().map(DeploymentSql.Line::id).toList());
      made.add(id);
    }
    if (!left.isEmpty()) {
      sql.remove(left);
    }
    return made;
  }

  private static List<DeploymentSql.Line> linesOf(Attempt attempt, List<DeploymentSql.Line> lines) {
    var events = new HashSet<>(attempt.events());
    return lines.stream().filter(line -> events.contains(line.event())).toList();
  }

  private static DeploymentSql.Written written(DeploymentSql.Thread thread, Attempt attempt) {
    var step = attempt.step();
    return new DeploymentSql.Written(
        thread.id(),
        thread.serviceId(),
        thread.serviceId() == null ? null : thread.environmentId(),
        step == Step.STARTED ? "running" : step.word(),
        attempt.named(),
        attempt.sha(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.by(),
        attempt.url(),
        attempt.detail(),
        state(step),
        attempt.endedAt());
  }

  private static String state(Step step) {
    return switch (step) {
      case WAITING -> "waiting";
      case CANCELLED -> "cancelled";
      case FAILED -> "failed";
      case SUCCEEDED, ROLLED_BACK -> "succeeded";
      case STARTED, NOTED -> "running";
    };
  }

  /** Decides about a whole place; answers whose rows became something else by their neighbours. */
  private static Set<Long> judge(
      Tx tx, long place, Map<Long, Deployment> before, Set<Long> touched) {
    var sql = tx.attach(DeploymentSql.class);
    var standing = sql.sequence(place, MOST_IN_A_PLACE);
    var verdicts = Sequence.of(standing.stream().map(Deployments::link).toList());
    var different = new TreeSet<Long>();
    for (var row : standing) {
      var verdict = Objects.requireNonNull(verdicts.get(row.id()));
      var kind = verdict.kind().name().toLowerCase(Locale.ROOT);
      boolean same =
          row.version().equals(verdict.version())
              && row.state().equals(state(verdict.step()))
              && row.kind().equals(kind)
              && Objects.equals(row.finishedAt(), verdict.finishedAt())
              && Objects.equals(row.previousVersion(), verdict.previousVersion());
      if (!same) {
        different.add(row.id());
        if (!touched.contains(row.id())) {
          read(tx).byId(row.id()).ifPresent(d -> before.put(d.id(), d));
        }
        sql.judge(
            row.id(),
            verdict.version(),
            state(verdict.step()),
            kind,
            verdict.finishedAt(),
            verdict.previousVersion());
      }
    }
    return different;
  }

  private static Sequence.Link link(DeploymentSql.Standing row) {
    return new Sequence.Link(
        row.id(),
        row.key(),
        row.told().equals("running") ? Step.STARTED : Step.of(row.told()),
        row.named(),
        row.startedAt(),
        row.endedAt());
  }

  /** Only what is something else than before is told, and only of services we know. */
  private void tell(Tx tx, Map<Long, Deployment> before, Collection<Deployment> after) {
    var happenings = new ArrayList<Happening>();
    for (var deployment : after) {
      var was = before.get(deployment.id());
      if (deployment.serviceId() != null
          && !kind(deployment).equals(was == null ? "" : kind(was))) {
        happenings.add(
            new Happening(
                actor(deployment),
                kind(deployment),
                "deployment",
                deployment.id(),
                was == null ? null : DeploymentJson.of(was),
                DeploymentJson.of(deployment)));
      }
    }
    journal.append(tx, happenings);
  }

  private static String actor(Deployment deployment) {
    return deployment.byWhom().isEmpty() ? "pipeline" : "pipeline:" + deployment.byWhom();
  }

  private static String kind(Deployment deployment) {
    return switch (deployment.state()) {
      case "waiting" -> "deployment.waiting";
      case "running" -> "deployment.started";
      case "cancelled" -> "deployment.cancelled";
      case "failed" -> "deployment.failed";
      default -> deployment.rollback() ? "deployment.rolled_back" : "deployment.succeeded";
    };
  }

  /** Decides anew where these origins belong; what hangs on them follows, back to the first. */
  int resettle(Tx tx, List<OriginSql.Row> rows) {
    var sql = tx.attach(DeploymentSql.class);
    var moved = origins.settle(tx, rows);
    if (moved.isEmpty()) {
      return 0;
    }
    var places = new TreeSet<>(sql.environmentsOf(moved));
    sql.follow(moved);
    places.addAll(sql.environmentsOf(moved));
    // What people say about the past is in the journal as such; the past itself is not told anew.
    places.forEach(place -> judge(tx, place, new HashMap<>(), Set.of()));
    tx.tell(TOPIC);
    return moved.size();
  }

  private static DeploymentReadSql read(Tx tx) {
    return tx.attach(DeploymentReadSql.class);
  }

  Deployment must(Tx tx, long id) {
    return read(tx)
        .byId(id)
        .orElseThrow(
            () ->
                Problem.notFound("There is no deployment " + id + ". All are under /deployments."));
  }
}
