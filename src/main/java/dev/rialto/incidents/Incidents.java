package dev.rialto.incidents;

import dev.rialto.catalog.Services;
import dev.rialto.journal.Journal;
import dev.rialto.paging.Notes;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong for customers and how far it has come. Whoever declares an incident leads it until
 * somebody else does; that its alerts are over is proposed as its end, never taken for it.
 */
public final class Incidents {
  /** All open pages that show any incident listen to it. */
  public static final String TOPIC = "incidents";

  private final Database db;
  private final Journal journal;
  private final Services services;
  private final Reminders reminders;
  private final InstantSource clock;

  public Incidents(
      Database db,
      Journal journal,
      Services services,
      Notes notes,
      Jobs jobs,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.services = services;
    this.clock = clock;
    this.reminders = new Reminders(db, journal, notes, jobs, clock);
  }

  /** Says that something is wrong for customers. */
  public Incident declare(Caller caller, IncidentDraft draft, Scrutiny scrutiny) {
    var now = clock.instant();
    draft.check(scrutiny, now);
    return db.inTransaction(
        tx -> {
          tx.attach(IncidentSql.class).lockBelonging();
          var read = tx.attach(IncidentReadSql.class);
          var facts = read.alerts(draft.alerts());
          scrutiny.holds(
              facts.size() == new LinkedHashSet<>(draft.alerts()).size(),
              "alerts",
              "There is no such alert; see /alerts.");
          var affected = named(tx, draft.services(), scrutiny);
          facts.stream()
              .map(IncidentReadSql.AlertFact::serviceId)
              .filter(Objects::nonNull)
              .forEach(affected::add);
          scrutiny.orThrow();
          facts.forEach(fact -> refuseTwice(tx, fact.id()));
          var began = began(draft, facts, now);
          var severity = Severity.of(draft.severity()).orElseThrow();
          var sql = tx.attach(IncidentSql.class);
          long id =
              sql.insert(
                  draft.title(),
                  severity.number(),
                  began,
                  caller.name(),
                  caller.id() == 0 ? null : caller.id(),
                  severity.rhythm().map(now::plus).orElse(null),
                  now);
          affected.forEach(service -> sql.addService(id, service, now));
          facts.forEach(fact -> sql.addAlert(id, fact.id(), now));
          if (caller.id() != 0) {
            sql.begin(id, caller.id(), IncidentRole.COMMANDER.word(), now);
          }
          var incident = must(tx, id);
          note(tx, caller, "incident.declared", id, null, IncidentJson.of(incident));
          reminders.at(tx, id, incident.updateDueAt());
          facts.forEach(fact -> tx.tell("alert:" + fact.id()));
          return incident;
        });
  }

  /** Mends title, severity or the moment it began. */
  public Incident change(
      Caller caller, long id, int version, IncidentDraft draft, Scrutiny scrutiny) {
    var now = clock.instant();
    draft.check(scrutiny, now);
    return db.inTransaction(
        tx -> {
          var before = locked(tx, id);
          var began = draft.began() == null ? before.beganAt() : draft.began();
          scrutiny.holds(
              !began.isAfter(before.declaredAt()),
              "began_at",
              "It was declared at %s, so it began before.".formatted(before.declaredAt()));
          scrutiny.orThrow();
          var severity = Severity.of(draft.severity()).orElseThrow();
          if (tx.attach(IncidentSql.class)
                  .update(id, version, draft.title(), severity.number(), began, now)
              == 0) {
            throw Problem.conflict(
                "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
                    .formatted(before.name(), before.version()));
          }
          if (before.severity() != severity) {
            owe(tx, id, before.state().isLive() ? severity.rhythm().map(now::plus) : none());
          }
          var after = must(tx, id);
          if (before.severity() != severity) {
            note(
                tx,
                caller,
                "incident.severity_changed",
                id,
                Map.of("severity", before.severity().number()),
                Map.of("severity", severity.number()));
          }
          if (!before.title().equals(after.title()) || !before.beganAt().equals(after.beganAt())) {
            note(
                tx,
                caller,
                "incident.changed",
                id,
                Map.of("title", before.title(), "began_at", before.beganAt()),
                Map.of("title", after.title(), "began_at", after.beganAt()));
          }
          return after;
        });
  }

  /**
   * Says how far it has come. Said twice, it changes nothing.
   *
   * @param at when it came to that; null: now
   */
  public Incident take(Caller caller, long id, Step step, @Nullable Instant at) {
    return db.inTransaction(
        tx -> {
          var before = locked(tx, id);
          switch (new Course(before.state()).take(step)) {
            case Course.Outcome.Stays stays -> {
              return before;
            }
            case Course.Outcome.Refused refused -> throw Problem.conflict(refused.because());
            case Course.Outcome.Moves moves -> move(tx, before, step, at);
          }
          var sql = tx.attach(IncidentSql.class);
          var now = clock.instant();
          if (step == Step.CLOSE) {
            sql.endAll(id, now);
          }
          if (step == Step.REOPEN && before.leader() == null && caller.id() != 0) {
            sql.begin(id, caller.id(), IncidentRole.COMMANDER.word(), now);
          }
          owe(tx, id, step.to().isLive() ? before.severity().rhythm().map(now::plus) : none());
          var after = must(tx, id);
          note(
              tx,
              caller,
              step.kind(),
              id,
              Map.of("state", before.state().word()),
              Map.of("state", after.state().word(), "at", at == null ? now : at));
          return after;
        });
  }

  /** People heard something now, so the next word is owed later. */
  public void told(Tx tx, long id) {
    var incident = must(tx, id);
    owe(
        tx,
        id,
        incident.state().isLive()
            ? incident.severity().rhythm().map(clock.instant()::plus)
            : none());
  }

  public Optional<Incident> byId(Tx tx, long id) {
    return tx.attach(IncidentReadSql.class).byId(id).map(Incidents::incident);
  }

  /** As it is, or why there is none. */
  public Incident must(Tx tx, long id) {
    return byId(tx, id)
        .orElseThrow(
            () ->
                Problem.notFound("There is no incident INC-" + id + ". All are under /incidents."));
  }

  /** The same, and nobody else decides about it until this transaction is over. */
  public Incident locked(Tx tx, long id) {
    tx.attach(IncidentSql.class).lock(id);
    return must(tx, id);
  }

  /** Writes down that something happened to an incident, and tells every open page of it. */
  public void note(
      Tx tx, Caller caller, String kind, long id, @Nullable Object before, @Nullable Object after) {
    journal.append(tx, caller.label(), kind, "incident", id, before, after);
    tx.tell(TOPIC);
    tx.tell("incident:" + id);
  }

  private void move(Tx tx, Incident before, Step step, @Nullable Instant at) {
    var now = clock.instant();
    var when = at == null ? now : at;
    if (when.isAfter(now) || when.isBefore(before.beganAt())) {
      throw Problem.invalid("at", "Between when it began and now; leave it out for now.");
    }
    var mitigated = before.mitigatedAt() == null ? when : before.mitigatedAt();
    var resolved = before.resolvedAt() == null ? when : before.resolvedAt();
    if (step == Step.RESOLVE && when.isBefore(mitigated)) {
      throw Problem.invalid("at", "It was mitigated after that; it cannot have been over before.");
    }
    var sql = tx.attach(IncidentSql.class);
    var to = step.to().word();
    switch (step) {
      case MITIGATE -> sql.move(before.id(), to, when, null, null, now);
      case RESOLVE -> sql.move(before.id(), to, mitigated, when, null, now);
      case CLOSE -> sql.move(before.id(), to, mitigated, resolved, now, now);
      case REOPEN -> sql.move(before.id(), to, null, null, null, now);
    }
  }

  private void owe(Tx tx, long id, Optional<Instant> due) {
    tx.attach(IncidentSql.class).owe(id, due.orElse(null));
    reminders.withdraw(tx, id);
    reminders.at(tx, id, due.orElse(null));
  }

  private static Optional<Instant> none() {
    return Optional.empty();
  }

  /** One alert, one live incident: two people who press at once do not make two. */
  private static void refuseTwice(Tx tx, long alertId) {
    tx.attach(IncidentReadSql.class)
        .liveOfAlert(alertId)
        .map(Incidents::incident)
        .ifPresent(
            live -> {
              throw Problem.conflict(
                  "Alert A-%d belongs to %s already, “%s”: %s"
                      .formatted(alertId, live.name(), live.title(), live.path()));
            });
  }

  private LinkedHashSet<Long> named(Tx tx, List<String> names, Scrutiny scrutiny) {
    var found = services.byNames(tx, names);
    var unknown = new ArrayList<>(names);
    unknown.removeAll(found.keySet());
    scrutiny.holds(
        unknown.isEmpty(),
        "services",
        "There is no service called %s; see /services.".formatted(String.join(", ", unknown)));
    var ids = new LinkedHashSet<Long>();
    found.values().forEach(service -> ids.add(service.id()));
    return ids;
  }

  private static Instant began(
      IncidentDraft draft, List<IncidentReadSql.AlertFact> facts, Instant now) {
    if (draft.began() != null) {
      return draft.began();
    }
    var first = facts.stream().map(IncidentReadSql.AlertFact::startedAt).min(Instant::compareTo);
    return first.filter(at -> at.isBefore(now)).orElse(now);
  }

  static Incident incident(IncidentReadSql.IncidentRow row) {
    return new Incident(
        row.id(),
        row.title(),
        Severity.of(row.severity()).orElseThrow(),
        State.of(row.state()),
        row.beganAt(),
        row.declaredAt(),
        row.mitigatedAt(),
        row.resolvedAt(),
        row.closedAt(),
        row.declaredBy(),
        row.updateDueAt(),
        row.version(),
        row.leader(),
        List.of(Json.read(row.services(), Incident.Affected[].class)),
        List.of(Json.read(row.alerts(), Incident.Ringing[].class)));
  }
}
