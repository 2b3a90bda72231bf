package dev.rialto.paging;

import static java.util.Objects.requireNonNull;

import dev.rialto.oncall.OnCall;
import dev.rialto.paging.RingSql.Due;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rings what is due, all teams together: the level whose turn it is, or the next that somebody
 * hears. Nothing leaves here; messages are written down and leave by jobs of their own.
 */
final class Ringing {
  private static final int BATCH = 2000;

  /** A promise this late was missed by its job; the sweep then rings it. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Database db;
  private final Jobs jobs;
  private final OnCall onCall;
  private final Outbox outbox;
  private final InstantSource clock;

  Ringing(Database db, Jobs jobs, OnCall onCall, Outbox outbox, InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.onCall = onCall;
    this.outbox = outbox;
    this.clock = clock;
  }

  void ring() {
    boolean more;
    do {
      more = db.inTransaction(this::ringSome);
    } while (more);
  }

  void sweep() {
    db.run(
        tx -> {
          if (tx.attach(RingSql.class).overdue(clock.instant().minus(LATE))) {
            ringNow(tx, jobs, clock.instant());
          }
        });
  }

  /** Nobody of the level could be reached by any message: the next is rung now. */
  void hurry(Tx tx, long notification) {
    var now = clock.instant();
    if (!tx.attach(RingSql.class).hurry(notification, now).isEmpty()) {
      ringNow(tx, jobs, now);
    }
  }

  static void ringNow(Tx tx, Jobs jobs, Instant now) {
    jobs.schedule(tx, Pager.RING.instance(UUID.randomUUID().toString()).build(), now);
  }

  /** Answers whether something is left that is due. */
  private boolean ringSome(Tx tx) {
    var now = clock.instant();
    var due = tx.attach(RingSql.class).due(now, BATCH);
    if (due.isEmpty()) {
      return false;
    }
    var plans = plans(tx, due);
    var teams = due.stream().map(Due::teamId).collect(Collectors.toSet());
    var round = new Round(new Rolls(tx, onCall, teams, plans.values(), now), now);
    for (var promise : due) {
      if (round.full()) {
        break;
      }
      round.climb(promise, requireNonNull(plans.get(promise.planId())));
    }
    for (var at : round.write(tx, outbox)) {
      jobs.schedule(tx, Pager.RING.instance("@" + at.toEpochMilli()).build(), at);
    }
    return round.full() || due.size() == BATCH;
  }

  private static Map<Long, Escalation> plans(Tx tx, List<Due> due) {
    var ids = due.stream().map(Due::planId).collect(Collectors.toSet());
    var plans = new HashMap<Long, Escalation>();
    for (var row : tx.attach(PolicySql.class).plans(ids)) {
      plans.put(row.id(), PlanJson.read(row.levels(), row.repeats()));
    }
    return plans;
  }
}
