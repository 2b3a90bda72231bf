package dev.rialto.people;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.InstantSource;

/** Sweeps away what has run out, every hour: sessions, old links, failures long forgotten. */
final class PeopleJobs {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration LINKS_KEPT = Duration.ofDays(30);
  private static final Duration PACES_KEPT = Duration.ofDays(2);

  private PeopleJobs() {}

  static void addTo(Jobs jobs, Database db, InstantSource clock) {
    jobs.add(
        Tasks.recurring("people-sweep", FixedDelay.of(EVERY))
            .execute((instance, context) -> db.run(tx -> sweep(tx, clock))));
  }

  static void sweep(Tx tx, InstantSource clock) {
    var now = clock.instant();
    var sessions = tx.attach(SessionSql.class);
    sessions.dropExpired(now);
    sessions.dropOldDevices(now.minus(SignIns.DEVICE_REMEMBERED));
    sessions.dropOldPaces(now.minus(PACES_KEPT));
    tx.attach(EntryLinkSql.class).dropOld(now.minus(LINKS_KEPT));
  }
}
