package dev.rialto.alerts;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the database is down, everybody who needs it is down: one is woken, for the database. The
 * alerts of the others are opened and shown with their cause, and page nobody unless they outlive
 * it. Only alerts of checks wait; what a sender says of its own goes its own way.
 */
final class Needs {
  /** Whoever needed it has this long to recover by itself. */
  static final Duration GRACE = Duration.ofMinutes(2);

  static final int DEEPEST = 5;
  static final int MOST_AT_ONCE = 1_000;
  static final String CHECK_LABEL = "rialto_check";

  private final Journal journal;
  private final Jobs jobs;

  Needs(Journal journal, Jobs jobs) {
    this.journal = journal;
    this.jobs = jobs;
  }

  /** What its service needs and is down, if it is an alert that may wait for it. */
  Optional<NeedSql.Down> cause(Tx tx, Symptom words, Route route, Collection<Long> itself) {
    var service = route.serviceId();
    return service == null || !route.pages() || !words.labels().containsKey(CHECK_LABEL)
        ? Optional.empty()
        : tx.attach(NeedSql.class).down(service, DEEPEST, itself);
  }

  static Route told(Route route, NeedSql.Down cause) {
    return route.because(Reason.of(Because.NEEDS_DOWN, route.serviceName(), cause.service()));
  }

  void waits(Tx tx, long alertId, NeedSql.Down cause, Instant now) {
    tx.attach(NeedSql.class).waits(alertId, cause.alertId(), cause.service(), now);
    journal.append(
        tx,
        List.of(
            Applying.happening(
                "alert.waits",
                alertId,
                null,
                Map.of("because", cause.service() + " is down", "cause", cause.alertId()))));
  }

  /** Some alerts are over; whoever waited for them is looked at after the grace. */
  void over(Tx tx, Collection<Long> ids, Instant now) {
    if (!ids.isEmpty() && tx.attach(NeedSql.class).waitingFor(ids) > 0) {
      AlertJobs.at(tx, jobs, now.plus(GRACE));
    }
  }

  /** Those that outlived their cause, to be paged now; another cause holds them on. */
  List<Long> released(Tx tx, Instant now) {
    var sql = tx.attach(NeedSql.class);
    var released = new ArrayList<Long>();
    var happenings = new ArrayList<Happening>();
    for (var each : sql.due(now.minus(GRACE), MOST_AT_ONCE)) {
      var service = each.serviceId();
      var next =
          each.over() || service == null
              ? Optional.<NeedSql.Down>empty()
              : sql.down(service, DEEPEST, List.of(each.alertId()));
      if (next.isPresent()) {
        waits(tx, each.alertId(), next.get(), now);
        continue;
      }
      sql.release(each.alertId(), now);
      if (!each.over()) {
        happenings.add(
            Applying.happening(
                "alert.released",
                each.alertId(),
                null,
                Map.of("because", "it outlived its cause")));
        if (!each.answered() && !each.held()) {
          released.add(each.alertId());
        }
        tx.tell("alert:" + each.alertId());
      }
    }
    journal.append(tx, happenings);
    return released;
  }
}
