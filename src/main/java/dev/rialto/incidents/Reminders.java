package dev.rialto.incidents;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.journal.Journal;
import dev.rialto.paging.Notes;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Show;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reminds whoever owes people a word: the record and the screens say so once, and whoever tells
 * people, or leads where nobody does, gets a note every time the rhythm of the severity comes round
 * again. Nobody is paged for it.
 */
final class Reminders {
  /** Whoever has not heard a dozen notes will not hear the next. */
  static final int MOST_TIMES = 12;

  private static final int MOST_TENURES = 200;
  private static final TaskDescriptor<Void> REMIND = TaskDescriptor.of("incident-word-due");
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Database db;
  private final Journal journal;
  private final Notes notes;
  private final Jobs jobs;
  private final InstantSource clock;

  Reminders(Database db, Journal journal, Notes notes, Jobs jobs, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.notes = notes;
    this.jobs = jobs;
    this.clock = clock;
    jobs.add(
        Tasks.oneTime(REMIND)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
            .execute((instance, context) -> remind(Turn.of(instance.getId()))));
  }

  /** One promised moment of one incident, and how often it was spoken of. */
  private record Turn(long incident, Instant due, int time) {
    static Turn of(String task) {
      var parts = task.split("[@#]");
      return new Turn(
          Long.parseLong(parts[0]),
          Instant.parse(parts[1]),
          parts.length < 3 ? 1 : Integer.parseInt(parts[2]));
    }

    String task() {
      return incident + "@" + due + (time == 1 ? "" : "#" + time);
    }

    Turn next() {
      return new Turn(incident, due, time + 1);
    }
  }

  /** One task for one promised moment: one that was kept in time finds nothing to say. */
  void at(Tx tx, long id, @Nullable Instant due) {
    if (due != null) {
      jobs.schedule(tx, REMIND.instance(new Turn(id, due, 1).task()).build(), due);
    }
  }

  /** A word was given, or none is owed: what has not left yet stays here. */
  void withdraw(Tx tx, long id) {
    notes.withdraw(tx, "incident:" + id);
  }

  private void remind(Turn turn) {
    db.run(
        tx -> {
          tx.attach(IncidentSql.class).lock(turn.incident());
          tx.attach(IncidentReadSql.class)
              .byId(turn.incident())
              .map(Incidents::incident)
              .filter(incident -> turn.due().equals(incident.updateDueAt()))
              .filter(incident -> incident.owesWord(clock.instant()))
              .ifPresent(incident -> say(tx, incident, turn));
        });
  }

  private void say(Tx tx, Incident incident, Turn turn) {
    if (turn.time() == 1) {
      note(tx, incident, "incident.update_overdue", Map.of("due", turn.due()));
    }
    var told =
        owing(tx, incident).stream()
            .filter(tenure -> notes.send(tx, note(incident, turn, tenure)))
            .map(Tenure::name)
            .toList();
    if (!told.isEmpty()) {
      note(
          tx,
          incident,
          "incident.reminded",
          Map.of("due", turn.due(), "time", turn.time(), "people", told));
    }
    if (turn.time() < MOST_TIMES) {
      incident
          .severity()
          .rhythm()
          .ifPresent(
              rhythm ->
                  jobs.schedule(
                      tx,
                      REMIND.instance(turn.next().task()).build(),
                      clock.instant().plus(rhythm)));
    }
  }

  /** Who tells people; where nobody does, who leads. */
  private static List<Tenure> owing(Tx tx, Incident incident) {
    var held =
        tx.attach(IncidentSql.class).tenures(incident.id(), MOST_TENURES).stream()
            .map(IncidentSql.TenureRow::tenure)
            .filter(Tenure::isHeld)
            .toList();
    var tellers = held.stream().filter(t -> t.role() == IncidentRole.COMMUNICATIONS).toList();
    return tellers.isEmpty()
        ? held.stream().filter(t -> t.role() == IncidentRole.COMMANDER).toList()
        : tellers;
  }

  private static Notes.Note note(Incident incident, Turn turn, Tenure tenure) {
    var rhythm = incident.severity().rhythm().map(Show::duration).orElse("so often");
    return new Notes.Note(
        tenure.personId(),
        "incident-word-due " + turn.task(),
        incident.topic(),
        incident.name() + " owes people a word",
        "%s\n%s, so people are to hear something every %s. They wait since %s."
            .formatted(
                incident.title(), incident.severity().said(), rhythm, CLOCK.format(turn.due())),
        incident.path());
  }

  private void note(Tx tx, Incident incident, String kind, Map<String, Object> after) {
    journal.append(tx, "rialto", kind, "incident", incident.id(), null, after);
    tx.tell(Incidents.TOPIC);
    tx.tell(incident.topic());
  }
}
