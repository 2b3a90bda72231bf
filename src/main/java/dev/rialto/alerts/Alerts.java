package dev.rialto.alerts;

import dev.rialto.catalog.Services;
import dev.rialto.journal.Journal;
import dev.rialto.paging.Pager;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is broken and who has it. Only a new alert wakes people; a repeated symptom refreshes the
 * one already open, a worse one makes it rise.
 */
public final class Alerts {
  /** Ended in one look; the rest a moment later, so that no transaction grows without bound. */
  static final int MOST_ENDED_AT_ONCE = 5_000;

  /** The newest entries of the journal on an alert's page. */
  static final int MOST_ENTRIES = 100;

  static final int MOST_OTHER_LIVES = 5;

  /** What a batch of symptoms came to. */
  public record Tally(int opened, int retold, int refreshed) {}

  private final Database db;
  private final Journal journal;
  private final Pager pager;
  private final Dispatch dispatch;
  private final Applying applying;
  private final Needs needs;
  private final Silences silences;
  private final Teams teams;
  private final Jobs jobs;
  private final InstantSource clock;

  public Alerts(
      Database db,
      Journal journal,
      Services services,
      Teams teams,
      Pager pager,
      Jobs jobs,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.pager = pager;
    this.teams = teams;
    this.jobs = jobs;
    this.clock = clock;
    dispatch = new Dispatch(services);
    needs = new Needs(journal, jobs);
    applying = new Applying(journal, pager, dispatch, needs);
    silences = new Silences(journal, pager, teams, dispatch, jobs, clock);
    AlertJobs.open(jobs, this);
  }

  /** Opens this room's doors. */
  public void open(Doors doors) {
    new AlertsWeb(db, clock, doors.pages()).open(doors);
    new AlertWeb(db, this, clock, doors.pages()).open(doors);
    new LinkWeb(db, this, clock, doors.pages()).open(doors);
    new SilencesWeb(db, silences, clock, doors.pages()).open(doors);
    new RoutingWeb(db, this, teams, doors.pages()).open(doors);
  }

  public Silences silences() {
    return silences;
  }

  /**
   * Takes in what senders say, in any order and however often. Without {@code paging} everything is
   * derived and nobody is told.
   */
  public Tally apply(Tx tx, List<Symptom> symptoms, boolean paging) {
    if (symptoms.isEmpty()) {
      return new Tally(0, 0, 0);
    }
    tx.attach(AlertSql.class).lockDecisions();
    var outcome = applying.apply(tx, symptoms, paging, clock.instant());
    if (outcome.deadline() != null) {
      AlertJobs.at(tx, jobs, outcome.deadline());
    }
    return outcome.tally();
  }

  /** Ends what nobody confirmed in time, honours silences, and says when to look again. */
  void turn() {
    db.run(
        tx -> {
          var now = clock.instant();
          var sql = tx.attach(AlertSql.class);
          sql.lockDecisions();
          silences.honour(tx, now);
          endOverdue(tx, sql, now);
          outlived(tx, now);
          var next = tx.attach(AlertReadSql.class).firstDeadline();
          if (next != null) {
            AlertJobs.at(tx, jobs, next.isAfter(now) ? next : now.plusSeconds(1));
          }
        });
  }

  /** What outlived the failure it waited for is a problem of its own. */
  private void outlived(Tx tx, Instant now) {
    var summons =
        needs.released(tx, now).stream()
            .map(id -> must(tx, id))
            .filter(alert -> alert.route().pages() && alert.route().teamId() != null)
            .map(this::summons)
            .toList();
    pager.promise(tx, summons);
    if (!summons.isEmpty()) {
      tx.tell("alerts");
    }
  }

  private void endOverdue(Tx tx, AlertSql sql, Instant now) {
    var ended = sql.endOverdue(now, MOST_ENDED_AT_ONCE);
    if (ended.isEmpty()) {
      return;
    }
    journal.append(
        tx,
        ended.stream()
            .map(
                due ->
                    Applying.happening(
                        "alert.resolved",
                        due.id(),
                        null,
                        Map.of("ended_at", due.endedAt(), "because", "nothing was heard of it")))
            .toList());
    var ids = ended.stream().map(AlertSql.Due::id).toList();
    pager.resolved(tx, ids);
    needs.over(tx, ids, now);
    tx.tell("alerts");
    ids.stream().limit(Applying.MOST_TOPICS).forEach(id -> tx.tell("alert:" + id));
  }

  public Optional<Alert> byId(Tx tx, long id) {
    return tx.attach(AlertReadSql.class).byId(id).map(Alert::of);
  }

  Alert must(Tx tx, long id) {
    return byId(tx, id).orElseThrow(() -> Problem.notFound("There is no alert A-" + id + "."));
  }

  /** Somebody has it: nobody else is rung. Who came first stays; said again, it changes nothing. */
  public Alert acknowledge(Tx tx, long id, String name, @Nullable Long personId, String actor) {
    var before = must(tx, id);
    int done = tx.attach(AlertSql.class).acknowledge(id, name, personId, clock.instant());
    if (done > 0) {
      pager.stop(tx, List.of(id), name, personId);
      journal.append(tx, actor, "alert.acknowledged", "alert", id, null, Map.of("by", name));
      tellPeople(tx, id);
      return must(tx, id);
    }
    return before;
  }

  Alert acknowledge(Tx tx, Caller caller, long id) {
    return acknowledge(tx, id, caller.name(), personId(caller), caller.label());
  }

  /** Nobody has it any more, so somebody is rung again. */
  Alert takeBack(Tx tx, Caller caller, long id) {
    var before = must(tx, id);
    if (tx.attach(AlertSql.class).unacknowledge(id, clock.instant()) > 0) {
      var answer = before.answer();
      journal.append(
          tx,
          caller.label(),
          "alert.unacknowledged",
          "alert",
          id,
          answer == null ? null : Map.of("by", answer.by()),
          null);
      if (before.route().pages() && !before.held()) {
        pager.promise(tx, List.of(summons(before)));
      }
      tellPeople(tx, id);
    }
    return must(tx, id);
  }

  /** Rings the next one now; starts from the first where nothing rings. */
  Alert escalate(Tx tx, Caller caller, long id) {
    var alert = must(tx, id);
    if (!alert.firing()) {
      throw Problem.conflict(alert.name() + " is over; there is nothing left to escalate.");
    }
    if (alert.route().teamId() == null) {
      throw Problem.conflict(
          "Nobody owns "
              + alert.name()
              + " and there is no team of last resort, so there is nobody to ring.");
    }
    if (!pager.escalateNow(tx, id)) {
      pager.promise(tx, List.of(summons(alert)));
    }
    journal.append(tx, caller.label(), "alert.escalated", "alert", id, null, null);
    tellPeople(tx, id);
    return must(tx, id);
  }

  /** For senders that never say it is over. One that says it still fires opens a new alert. */
  Alert resolve(Tx tx, Caller caller, long id) {
    tx.attach(AlertSql.class).lockDecisions();
    must(tx, id);
    if (tx.attach(AlertSql.class).endByHand(id, Mark.exact(clock.instant())) > 0) {
      pager.resolved(tx, List.of(id));
      needs.over(tx, List.of(id), clock.instant());
      journal.append(
          tx,
          caller.label(),
          "alert.resolved",
          "alert",
          id,
          null,
          Map.of("ended_at", clock.instant(), "by", caller.name()));
      tellPeople(tx, id);
    }
    return must(tx, id);
  }

  /** Whose link a message carried, and the alerts it told of. */
  Optional<Pager.Linked> linked(Tx tx, String token) {
    return pager.linked(tx, token);
  }

  /** Where labels would lead, without any alert: the same decision, the same words. */
  Route test(Tx tx, Map<String, String> labels, @Nullable Long sourceService) {
    var symptom =
        new Symptom(
            "test",
            labels,
            Map.of(),
            Instant.EPOCH,
            null,
            false,
            null,
            0,
            null,
            Instant.EPOCH,
            sourceService);
    return dispatch
        .routing(tx, Applying.namesIn(List.of(symptom)), Applying.sourceServices(List.of(symptom)))
        .decide(labels, sourceService, symptom.severity());
  }

  List<Silence> holding(Tx tx, Map<String, String> labels) {
    return dispatch.active(tx, clock.instant()).stream().filter(s -> s.holds(labels)).toList();
  }

  /** The team that gets what nobody owns; empty: there is no team at all. */
  Optional<AlertSql.Setting> lastResort(Tx tx) {
    return tx.attach(AlertSql.class).lastResort();
  }

  void lastResortIs(Tx tx, Caller caller, long teamId, String name) {
    var sql = tx.attach(AlertSql.class);
    var before = sql.lastResort().map(AlertSql.Setting::teamName).orElse("nobody");
    sql.lastResortIs(teamId);
    journal.append(
        tx,
        caller.label(),
        "alert_setting.changed",
        "alert_setting",
        1,
        Map.of("last_resort", before),
        Map.of("last_resort", name));
  }

  List<StoryLine> story(Tx tx, long id) {
    return StoryLine.of(
        journal.of(tx, "alert", id, MOST_ENTRIES),
        tx.attach(AlertReadSql.class).rings(id, StoryLine.MOST_NAMES, MOST_ENTRIES));
  }

  /**
   * For tools that speak Alertmanager's language: every match, one after another, as it is read.
   */
  public void query(Tx tx, AlertQuery query, Consumer<AlertQuery.Found> each) {
    query.run(tx, clock.instant(), each);
  }

  private dev.rialto.paging.Pager.Summons summons(Alert alert) {
    return dispatch.summons(
        alert.id(), alert.route(), alert.title(), alert.severity(), alert.startedAt());
  }

  private static void tellPeople(Tx tx, long id) {
    tx.tell("alerts");
    tx.tell("alert:" + id);
  }

  private static @Nullable Long personId(Caller caller) {
    return caller.id() == 0 ? null : caller.id();
  }
}
