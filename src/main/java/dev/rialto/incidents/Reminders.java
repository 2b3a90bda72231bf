package dev.rialto.incidents;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says aloud when people have waited for a word longer than was promised: the record shows it, and
 * so do the screens of whoever owes it. Nobody is paged for it.
 */
final class Reminders {
  private static final TaskDescriptor<Void> REMIND = TaskDescriptor.of("incident-word-due");
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Database db;
  private final Journal journal;
  private final Jobs jobs;
  private final InstantSource clock;

  Reminders(Database db, Journal journal, Jobs jobs, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.jobs = jobs;
    this.clock = clock;
    jobs.add(
        Tasks.oneTime(REMIND)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
            .execute((instance, context) -> remind(instance.getId())));
  }

  /** One task for one promised moment: one that was kept in time finds nothing to say. */
  void at(Tx tx, long id, @Nullable Instant due) {
    if (due != null) {
      jobs.schedule(tx, REMIND.instance(id + "@" + due).build(), due);
    }
  }

  private void remind(String task) {
    long id = Long.parseLong(task.substring(0, task.indexOf('@')));
    var due = Instant.parse(task.substring(task.indexOf('@') + 1));
    db.run(
        tx -> {
          tx.attach(IncidentSql.class).lock(id);
          tx.attach(IncidentReadSql.class)
              .byId(id)
              .map(Incidents::incident)
              .filter(incident -> due.equals(incident.updateDueAt()))
              .filter(incident -> incident.owesWord(clock.instant()))
              .ifPresent(incident -> say(tx, incident, due));
        });
  }

  private void say(Tx tx, Incident incident, Instant due) {
    journal.append(
        tx,
        "rialto",
        "incident.update_overdue",
        "incident",
        incident.id(),
        null,
        Map.of("due", due));
    tx.tell(Incidents.TOPIC);
    tx.tell(incident.topic());
  }
}
