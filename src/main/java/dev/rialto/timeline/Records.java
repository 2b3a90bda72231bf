package dev.rialto.timeline;

import static java.util.Objects.requireNonNull;

import dev.rialto.incidents.Incident;
import dev.rialto.incidents.Incidents;
import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Who;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.suspects.Suspect;
import dev.rialto.suspects.Suspects;
import dev.rialto.suspects.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people say, do and think about an incident; and the whole record of it, read together with
 * what happened by itself.
 */
public final class Records {
  static final int LONGEST_NOTE = 1_000;
  static final int LONGEST_TASK = 200;
  static final int MOST_NOTES = 1_000;
  static final int MOST_TASKS = 60;
  static final int MOST_VERDICTS = 200;
  static final int MOST_UPDATES = 20;

  /** Of each kind of fact; a storm is told by its worst alerts. */
  static final int MOST_FACTS = 200;

  /** Of a service's alerts, so many of the newest are looked at for those of the time. */
  static final int MOST_LOOKED_AT = 2_000;

  static final int MOST_ENTRIES = 1_000;
  static final int MOST_WATCHERS = 60;

  /** What happened just before belongs to the story. */
  static final Duration BEFORE = Duration.ofHours(1);

  /** A note may be about what happened long before anybody noticed. */
  static final Duration EARLIEST_NOTE = Duration.ofDays(30);

  /** An open page says again and again that it is there; one that is silent for so long is not. */
  static final Duration HERE = Duration.ofSeconds(50);

  private final Database db;
  private final Incidents incidents;
  private final People people;
  private final Journal journal;
  private final InstantSource clock;

  public Records(
      Database db, Incidents incidents, People people, Journal journal, InstantSource clock) {
    this.db = db;
    this.incidents = incidents;
    this.people = people;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Writes down what somebody knows; it is never changed, only added to.
   *
   * @param at when it happened; null: now
   */
  public Note note(
      Caller caller, long id, String text, Told told, @Nullable Instant at, Scrutiny scrutiny) {
    var now = clock.instant();
    scrutiny
        .holds(!text.isEmpty(), "text", "Say what you know: up to 1,000 characters.")
        .prose("text", text, LONGEST_NOTE)
        .holds(at == null || !at.isAfter(now), "at", "It cannot have happened in the future.");
    return db.inTransaction(
        tx -> {
          var incident = incidents.locked(tx, id);
          scrutiny.holds(
              at == null || !at.isBefore(incident.beganAt().minus(EARLIEST_NOTE)),
              "at",
              "At most 30 days before the incident began.");
          scrutiny.orThrow();
          var sql = tx.attach(RecordSql.class);
          if (sql.countNotes(id) >= MOST_NOTES) {
            throw Problem.conflict(
                "%s has %,d notes, which is all there may be."
                    .formatted(incident.name(), MOST_NOTES));
          }
          var note =
              sql.insertNote(
                      id,
                      at == null ? now : at,
                      now,
                      caller.name(),
                      caller.id() == 0 ? null : caller.id(),
                      told.word(),
                      incident.state().word(),
                      text)
                  .note();
          if (told.isUpdate()) {
            incidents.told(tx, id);
          }
          incidents.note(
              tx,
              caller,
              told.isUpdate() ? "incident.updated" : "incident.noted",
              id,
              null,
              Map.of("note", note.id(), "at", note.at(), "told", told.word(), "text", text));
          return note;
        });
  }

  /** Something is to be done, by somebody or by whoever can. */
  public Task addTask(Caller caller, long id, String text, String person, Scrutiny scrutiny) {
    scrutiny.line("task", text, LONGEST_TASK);
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          Who who = person.isEmpty() ? null : people.called(tx, person).orElse(null);
          scrutiny.holds(
              person.isEmpty() || who != null,
              "person",
              "Nobody here is called that, or several are; their e-mail address is certain.");
          scrutiny.orThrow();
          var sql = tx.attach(RecordSql.class);
          if (sql.tasks(id, MOST_TASKS).size() >= MOST_TASKS) {
            throw Problem.conflict(
                "It has %d tasks, which is all there may be; drop one first."
                    .formatted(MOST_TASKS));
          }
          long taskId = sql.insertTask(id, text, who == null ? null : who.id(), clock.instant());
          incidents.note(
              tx,
              caller,
              "incident.task_added",
              id,
              null,
              Map.of("about", text, "person", who == null ? "" : who.name()));
          return task(tx, id, taskId);
        });
  }

  /** It is done, or it is not after all; said twice, it changes nothing. */
  public Task finish(Caller caller, long id, long taskId, boolean done) {
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          var task = task(tx, id, taskId);
          if (tx.attach(RecordSql.class).finish(id, taskId, done ? clock.instant() : null) > 0) {
            incidents.note(
                tx,
                caller,
                done ? "incident.task_done" : "incident.task_reopened",
                id,
                null,
                Map.of("about", task.text()));
          }
          return task(tx, id, taskId);
        });
  }

  public void removeTask(Caller caller, long id, long taskId) {
    db.run(
        tx -> {
          incidents.locked(tx, id);
          var task = task(tx, id, taskId);
          tx.attach(RecordSql.class).removeTask(id, taskId);
          incidents.note(
              tx, caller, "incident.task_removed", id, Map.of("about", task.text()), null);
        });
  }

  /** Somebody is sure of a deployment, or takes their word back. */
  public List<Suspect> judge(Caller caller, long id, long deploymentId, @Nullable Verdict verdict) {
    return db.inTransaction(
        tx -> {
          var incident = incidents.locked(tx, id);
          var sql = tx.attach(RecordSql.class);
          var name =
              sql.deployment(deploymentId)
                  .orElseThrow(
                      () -> Problem.notFound("There is no deployment " + deploymentId + "."));
          int changed =
              verdict == null
                  ? sql.unjudge(id, deploymentId)
                  : sql.judge(id, deploymentId, verdict.word(), caller.name(), clock.instant());
          if (changed > 0) {
            incidents.note(
                tx,
                caller,
                "incident.suspect_" + (verdict == null ? "undone" : verdict.word()),
                id,
                null,
                Map.of("about", name, "deployment", deploymentId));
          }
          return suspects(tx, incident);
        });
  }

  /** What may have done it, the likeliest first. */
  public List<Suspect> suspects(Tx tx, Incident incident) {
    var sql = tx.attach(RecordSql.class);
    var judged = new LinkedHashMap<Long, Suspects.Judged>();
    sql.verdicts(incident.id(), MOST_VERDICTS)
        .forEach(
            row ->
                judged.put(
                    row.deploymentId(),
                    new Suspects.Judged(
                        Verdict.valueOf(row.verdict().toUpperCase(Locale.ROOT)),
                        row.byWhom(),
                        row.at())));
    var said =
        sql.notes(incident.id(), MOST_NOTES).stream()
            .map(row -> new Suspects.Said(row.byWhom(), row.at(), row.text()))
            .toList();
    return Suspects.of(
        tx,
        incident.services().stream().map(Incident.Affected::id).toList(),
        incident.beganAt(),
        until(incident),
        said,
        judged);
  }

  /** Everything that happened, the newest first. */
  public List<Line> lines(Tx tx, Incident incident) {
    long id = incident.id();
    var from = incident.beganAt().minus(BEFORE);
    var until = until(incident);
    var sql = tx.attach(TimelineSql.class);
    var alerts = sql.alerts(id, from, until, MOST_LOOKED_AT, MOST_FACTS);
    var mine = alerts.stream().map(Facts.AlertFact::id).toList();
    return new Timeline(
            id,
            new Facts(
                journal.of(tx, "incident", id, MOST_ENTRIES).reversed(),
                notes(tx, id).reversed(),
                alerts,
                mine.isEmpty() ? List.of() : sql.rings(mine, MOST_FACTS),
                sql.deployments(id, from, until, MOST_FACTS),
                sql.checks(id, from, until, MOST_FACTS)))
        .lines();
  }

  public List<Note> notes(Tx tx, long id) {
    return tx.attach(RecordSql.class).notes(id, MOST_NOTES).stream()
        .map(RecordSql.NoteRow::note)
        .toList();
  }

  /** What people were told, the newest first. */
  public List<Note> updates(Tx tx, long id) {
    return tx.attach(RecordSql.class).updates(id, MOST_UPDATES).stream()
        .map(RecordSql.NoteRow::note)
        .toList();
  }

  public List<Task> tasks(Tx tx, long id) {
    return tx.attach(RecordSql.class).tasks(id, MOST_TASKS).stream()
        .map(RecordSql.TaskRow::task)
        .toList();
  }

  /** Says that somebody's screen shows it now, and who else's does. */
  public List<String> here(Caller caller, long id) {
    var now = clock.instant();
    return db.inTransaction(
        tx -> {
          incidents.must(tx, id);
          var sql = tx.attach(RecordSql.class);
          if (caller.id() != 0) {
            sql.watch(id, caller.id(), now);
          }
          sql.forgetWatchers(now.minus(HERE.multipliedBy(10)));
          return sql.watchers(id, now.minus(HERE), MOST_WATCHERS);
        });
  }

  /** How it was recovered from; what did it only where that is confirmed. */
  Recovery recovery(Incident incident, List<Suspect> suspects, List<Facts.AlertFact> alerts) {
    var culprit =
        suspects.stream().filter(s -> s.verdict() == Verdict.CONFIRMED).findFirst().orElse(null);
    var mine = alerts.stream().filter(Facts.AlertFact::part).toList();
    var noticed =
        mine.stream()
            .map(Facts.AlertFact::startedAt)
            .filter(at -> at.isBefore(incident.declaredAt()))
            .min(Instant::compareTo)
            .orElse(incident.declaredAt());
    var answered =
        mine.stream()
            .filter(a -> a.acknowledgedAt() != null)
            .filter(a -> requireNonNull(a.acknowledgedAt()).isBefore(incident.declaredAt()))
            .min(Comparator.comparing(a -> requireNonNull(a.acknowledgedAt())))
            .orElse(null);
    return new Recovery(
        culprit == null ? null : culprit.deployed().at(),
        culprit == null ? null : culprit.deployed().name(),
        incident.beganAt(),
        noticed,
        answered == null ? incident.declaredAt() : answered.acknowledgedAt(),
        answered == null ? incident.declaredBy() : answered.acknowledgedBy(),
        incident.restoredAt(),
        !incident.state().isLive());
  }

  /** The alerts of the record, for the parts of the recovery. */
  List<Facts.AlertFact> alerts(Tx tx, Incident incident) {
    return tx.attach(TimelineSql.class)
        .alerts(
            incident.id(),
            incident.beganAt().minus(BEFORE),
            until(incident),
            MOST_LOOKED_AT,
            MOST_FACTS);
  }

  private Instant until(Incident incident) {
    if (incident.state().isLive()) {
      return clock.instant();
    }
    var over = incident.resolvedAt();
    return over == null ? clock.instant() : over.plus(BEFORE);
  }

  private static Task task(Tx tx, long id, long taskId) {
    return tx.attach(RecordSql.class).tasks(id, MOST_TASKS).stream()
        .map(RecordSql.TaskRow::task)
        .filter(task -> task.id() == taskId)
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("There is no such task; somebody may have dropped it."));
  }
}
