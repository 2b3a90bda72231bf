package dev.rialto.changes;

import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Follows a change from where it was pushed to where it runs, and a deployment back to its changes.
 */
public final class Changes {
  static final int MOST_REQUESTS = 10;
  static final int MOST_RUNS = 20;
  static final int MOST_TURNS = 200;
  static final int MOST_ARRIVALS = 50;

  /** What is deployed carries what was pushed before it; so many later commits are looked at. */
  static final int MOST_HEADS = 2_000;

  private static final String NO_SHA =
      "Its pipeline told no commit. Once it sends the commit, as “sha” next to “version”, its changes stand here.";
  private static final String NO_PUSH =
      "Its commit was pushed where nobody told us. Let GitHub or GitLab send pushes as well.";
  private static final String NO_BEFORE =
      "Of what ran here before no commit is known; from the next deployment on there is one.";

  private final Database db;
  private final InstantSource clock;

  public Changes(Database db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  ChangePage commit(long id) {
    return db.read(
        tx -> {
          var sql = tx.attach(ChangeSql.class);
          var commit =
              sql.commit(id)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "There is no change " + id + ". All are under /changes."));
          var shas = List.of(commit.sha());
          return new ChangePage(
              commit,
              arrivals(sql, commit.repository(), commit.branch(), commit.sha(), commit.pushedAt()),
              sql.requestsOf(commit.repository(), commit.sha(), MOST_REQUESTS),
              sql.runs(commit.repository(), shas, MOST_RUNS),
              clock.instant());
        });
  }

  RequestPage request(long id) {
    return db.read(
        tx -> {
          var sql = tx.attach(ChangeSql.class);
          var request =
              sql.request(id)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "There is no change request " + id + ". All are under /changes."));
          var shas =
              Stream.of(request.mergeSha(), request.headSha())
                  .filter(sha -> !sha.isEmpty())
                  .distinct()
                  .toList();
          var commits = sql.commitsOf(request.repository(), shas, MOST_REQUESTS);
          var arrivals =
              commits.stream()
                  .filter(commit -> commit.name().equals(request.mergeSha()))
                  .findFirst()
                  .map(c -> arrivals(sql, c.repository(), c.branch(), c.name(), c.at()))
                  .orElse(List.of());
          return new RequestPage(
              request,
              sql.turns(id, MOST_TURNS),
              commits,
              arrivals,
              sql.runs(request.repository(), shas, MOST_RUNS),
              clock.instant());
        });
  }

  private static List<ChangeSql.Arrival> arrivals(
      ChangeSql sql, String repository, String branch, String sha, Instant pushedAt) {
    return sql.arrivals(repository, branch, sha, pushedAt, MOST_HEADS, MOST_ARRIVALS);
  }

  /** What a deployment brought, or took back; or why nobody can say. */
  Carried carried(Tx tx, long deployment, int most) {
    var sql = tx.attach(ChangeSql.class);
    var range =
        sql.range(deployment)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "There is no deployment %d of a known service. All are under /deployments."
                            .formatted(deployment)));
    var head = range.headAt();
    var before = range.beforeAt();
    var repository = range.repository();
    var branch = range.branch();
    if (range.sha().isEmpty()) {
      return new Carried(range, List.of(), false, NO_SHA);
    }
    if (head == null || repository == null || branch == null) {
      return new Carried(range, List.of(), false, NO_PUSH);
    }
    if (before == null) {
      return new Carried(range, List.of(), false, NO_BEFORE);
    }
    boolean back = before.isAfter(head);
    var changes =
        sql.between(repository, branch, back ? head : before, back ? before : head, most + 1);
    return new Carried(range, changes.stream().limit(most).toList(), changes.size() > most, null);
  }
}
