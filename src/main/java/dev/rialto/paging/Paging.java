package dev.rialto.paging;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.rialto.channels.Channels;
import dev.rialto.journal.Journal;
import dev.rialto.oncall.OnCall;
import dev.rialto.people.ContactMethods;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The room put together: its verbs, its jobs with their rhythm, its doors. */
public final class Paging {
  private static final Duration AFTER_A_BUG = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofSeconds(15);

  private final Pager pager;
  private final Notes notes;
  private final Ringing ringing;
  private final Deliveries deliveries;
  private final Notices notices;
  private final PagingWeb pagesWeb;
  private final PolicyWeb policyWeb;

  public Paging(
      Database db,
      Jobs jobs,
      Journal journal,
      Vault vault,
      OnCall onCall,
      Channels channels,
      ContactMethods methods,
      Doors doors,
      InstantSource clock) {
    var links = new PageLinks(() -> LinkKey.of(db, vault), doors.publicUrl().toString());
    var outbox = new Outbox(jobs);
    var policies = new Policies(journal, clock);
    pager = new Pager(policies, links, jobs, clock);
    notes = new Notes(jobs, clock);
    ringing = new Ringing(db, jobs, onCall, outbox, clock);
    notices = new Notices(db, outbox, clock);
    deliveries =
        new Deliveries(
            db,
            jobs,
            channels,
            methods,
            outbox,
            ringing,
            new Wording(doors.link(""), links),
            clock);
    var views = new Views(db, onCall, clock);
    pagesWeb = new PagingWeb(db, views, doors);
    policyWeb = new PolicyWeb(db, policies, views, doors);
    addJobs(jobs);
  }

  /** Opens the doors of this room. */
  public void open() {
    pagesWeb.open();
    policyWeb.open();
  }

  public Pager pager() {
    return pager;
  }

  public Notes notes() {
    return notes;
  }

  private void addJobs(Jobs jobs) {
    jobs.add(
        Pager.RING,
        AFTER_A_BUG,
        id -> {
          ringing.ring();
          return Optional.empty();
        });
    jobs.add(
        Pager.TELL,
        AFTER_A_BUG,
        id -> {
          notices.tell();
          return Optional.empty();
        });
    jobs.add(Deliveries.DELIVER, AFTER_A_BUG, id -> deliveries.deliver(Long.parseLong(id)));
    jobs.add(
        Tasks.recurring("paging-sweep", FixedDelay.of(SWEEP))
            .execute((task, context) -> ringing.sweep()));
  }

  /** That messages went to somebody stays; what their way was called and what came back goes. */
  public void forget(Tx tx, long personId) {
    tx.attach(MessageSql.class).forget(personId);
  }
}
