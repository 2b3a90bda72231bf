package dev.rialto.maintenance;

import dev.rialto.catalog.Services;
import dev.rialto.checks.Checks;
import dev.rialto.journal.Journal;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.uptime.Timekeeping;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks under planned work page nobody, and its time counts neither for nor against. Probing
 * goes on meanwhile, so that the moment it ends everybody sees how things stand.
 */
public final class Maintenances {
  static final int DUE_AT_ONCE = 200;
  static final int MOST_SHOWN = 100;
  static final int NEXT_SHOWN = 5;
  static final int CHOICES = 300;

  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final Checks checks;
  private final Targets targets;
  private final Timekeeping timekeeping;
  private final InstantSource clock;

  /** The definitions as they were when windows were last laid over them. */
  private long generation = -1;

  public Maintenances(
      Database db,
      Journal journal,
      Services services,
      Teams teams,
      Checks checks,
      Timekeeping timekeeping,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.targets = new Targets(services, teams, checks);
    this.teams = teams;
    this.checks = checks;
    this.timekeeping = timekeeping;
    this.clock = clock;
  }

  /** Begins and ends what is due. Returns how many windows moved. */
  public synchronized int turn() {
    var now = clock.instant();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(MaintenanceSql.class);
          var due =
              sql.due(now, DUE_AT_ONCE).stream().map(MaintenanceSql.WindowRow::window).toList();
          var at = now;
          for (var window : due) {
            at = earlier(at, window.nextAt());
            move(sql, window, now);
          }
          long there = checks.generation(tx);
          if (!due.isEmpty() || there != generation) {
            lay(tx, sql, at);
            generation = there;
          }
          return due.size();
        });
  }

  public @Nullable Instant nextDue(Tx tx) {
    return tx.attach(MaintenanceSql.class).nextDue();
  }

  /** Lays windows over checks and takes them away, wherever they do not lie as they should. */
  private void lay(Tx tx, MaintenanceSql sql, Instant at) {
    var wanted = new HashMap<Long, String>();
    sql.covered().forEach(each -> wanted.put(each.checkId(), each.title()));
    var there = new HashMap<Long, String>();
    sql.said().forEach(each -> there.put(each.checkId(), each.maintenance()));
    var differ = new HashSet<Long>(wanted.keySet());
    differ.addAll(there.keySet());
    differ.removeIf(id -> Objects.equals(wanted.get(id), there.get(id)));
    if (differ.isEmpty()) {
      return;
    }
    for (var check : checks.byIds(tx, differ)) {
      var why = wanted.get(check.id());
      timekeeping.cover(
          tx, List.of(check.watched()), at, track -> track.cover(track.paused(), why, at));
    }
    tx.tell("maintenance");
  }

  private static void move(MaintenanceSql sql, Window window, Instant now) {
    var plan = window.plan();
    var covering = window.endedBy() == null ? plan.covering(now) : null;
    sql.move(
        window.id(),
        covering == null ? null : covering.to(),
        window.endedBy() == null ? plan.boundaryAfter(now) : null);
  }

  Window create(Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    return db.inTransaction(
        tx -> {
          var fields = fields(tx, caller, draft, scrutiny);
          var sql = tx.attach(MaintenanceSql.class);
          long id = sql.insert(fields);
          lay(tx, sql, fields.now());
          var window = must(tx, id);
          journal.append(
              tx,
              caller.label(),
              "maintenance.planned",
              "maintenance",
              id,
              null,
              WindowJson.of(window, fields.now()));
          tx.tell("maintenance");
          return window;
        });
  }

  Window change(Caller caller, long id, int version, WindowDraft draft, Scrutiny scrutiny) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, id);
          var fields = fields(tx, caller, draft, scrutiny);
          var sql = tx.attach(MaintenanceSql.class);
          if (sql.update(fields, id, version) == 0) {
            throw Problem.conflict(
                "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
                    .formatted(before.title(), before.version()));
          }
          lay(tx, sql, fields.now());
          var after = must(tx, id);
          journal.append(
              tx,
              caller.label(),
              "maintenance.changed",
              "maintenance",
              id,
              WindowJson.of(before, fields.now()),
              WindowJson.of(after, fields.now()));
          tx.tell("maintenance");
          return after;
        });
  }

  /** Over now and for good; what was is kept. Said twice, it changes nothing. */
  Window end(Caller caller, long id) {
    return db.inTransaction(
        tx -> {
          editable(tx, caller, id);
          var now = clock.instant();
          var sql = tx.attach(MaintenanceSql.class);
          if (sql.end(id, caller.name(), now) > 0) {
            lay(tx, sql, now);
            journal.append(
                tx,
                caller.label(),
                "maintenance.ended",
                "maintenance",
                id,
                null,
                Map.of("by", caller.name()));
            tx.tell("maintenance");
          }
          return must(tx, id);
        });
  }

  /** What a draft would lie over and when; the scrutiny says why not. */
  @Nullable Reach reach(Tx tx, Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    var target = scrutiny.isClean() ? targets.of(tx, caller, draft, scrutiny) : null;
    if (target == null || !scrutiny.isClean()) {
      return null;
    }
    var sql = tx.attach(MaintenanceSql.class);
    var reached = sql.reach(target.checkId(), target.serviceId(), target.teamId(), MOST_SHOWN + 1);
    var plan = draft.plan();
    return new Reach(
        reached.stream().limit(MOST_SHOWN).toList(),
        reached.size() > MOST_SHOWN,
        plan.from(clock.instant().minus(plan.lasts()), NEXT_SHOWN),
        sql.ending(
            reached.stream().map(each -> Timekeeping.identity(each.id())).toList(), MOST_SHOWN));
  }

  Window must(Tx tx, long id) {
    return byId(tx, id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no planned work %d. All is under /maintenance.".formatted(id)));
  }

  Optional<Window> byId(Tx tx, long id) {
    return tx.attach(MaintenanceSql.class).byId(id).map(MaintenanceSql.WindowRow::window);
  }

  List<Window> page(Tx tx, boolean over, int limit, int offset) {
    return tx.attach(MaintenanceSql.class).page(over, limit, offset).stream()
        .map(MaintenanceSql.WindowRow::window)
        .toList();
  }

  /** What is under way, then what comes soonest. */
  public List<Window> planned(Tx tx, int limit) {
    return page(tx, false, limit, 0);
  }

  List<Window> ofCheck(Tx tx, long checkId) {
    return tx.attach(MaintenanceSql.class).ofCheck(checkId, NEXT_SHOWN).stream()
        .map(MaintenanceSql.WindowRow::window)
        .toList();
  }

  /** What planned work can be for, to choose from. */
  List<MaintenanceSql.Choice> choices(Tx tx) {
    return tx.attach(MaintenanceSql.class).choices(CHOICES);
  }

  boolean mayEdit(Tx tx, Caller caller, Window window) {
    var team = window.teamId();
    return caller.mayWrite() && (team == null || teams.mayActFor(tx, caller, team));
  }

  Window editable(Tx tx, Caller caller, long id) {
    var window = must(tx, id);
    if (!mayEdit(tx, caller, window)) {
      throw Problem.forbidden(
          "Only members of the team that owns %s and administrators may do this."
              .formatted(window.target()));
    }
    return window;
  }

  private MaintenanceSql.Fields fields(Tx tx, Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    var target = targets.of(tx, caller, draft, scrutiny);
    var now = clock.instant();
    var plan = draft.plan();
    scrutiny.holds(
        plan.boundaryAfter(now) != null,
        "starts",
        "All of this lies in the past; what was cannot be planned any more.");
    scrutiny.orThrow();
    if (target == null) {
      throw new IllegalStateException("Nothing was wrong and yet something is missing");
    }
    var covering = plan.covering(now);
    return new MaintenanceSql.Fields(
        draft.title(),
        draft.publicText(),
        target.checkId(),
        target.serviceId(),
        target.teamId(),
        plan.starts(),
        plan.zone().getId(),
        plan.lasts().toSeconds(),
        draft.rrule(),
        covering == null ? null : covering.to(),
        plan.boundaryAfter(now),
        caller.name(),
        now);
  }

  private static Instant earlier(Instant a, @Nullable Instant b) {
    return b == null || a.isBefore(b) ? a : b;
  }
}
