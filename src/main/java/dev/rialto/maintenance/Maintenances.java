package dev.rialto.maintenance;

import dev.rialto.catalog.Services;
import dev.rialto.checks.Checks;
import dev.rialto.journal.Journal;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import dev.rialto.uptime.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Planned work pages nobody, and its time counts neither for nor against. Probing goes on
 * meanwhile, so that the moment it ends everybody sees how things stand.
 */
public final class Maintenances {
  static final int DUE_AT_ONCE = 200;
  static final int MOST_SHOWN = 100;
  static final int NEXT_SHOWN = 3;

  private final Database db;
  private final Journal journal;
  private final Services services;
  private final Teams teams;
  private final Checks checks;
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
    this.services = services;
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
          var due = sql.due(now, DUE_AT_ONCE).stream().map(Maintenances::window).toList();
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
    var target = scrutiny.isClean() ? target(tx, caller, draft, scrutiny) : null;
    if (target == null || !scrutiny.isClean()) {
      return null;
    }
    var reached =
        tx.attach(MaintenanceSql.class)
            .reach(target.checkId(), target.serviceId(), target.teamId(), MOST_SHOWN + 1);
    var plan = draft.plan();
    return new Reach(
        reached.stream().limit(MOST_SHOWN).toList(),
        reached.size() > MOST_SHOWN,
        plan.from(clock.instant().minus(plan.lasts()), NEXT_SHOWN));
  }

  Window must(Tx tx, long id) {
    return byId(tx, id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no planned work %d. All is under /maintenance.".formatted(id)));
  }

  Optional<Window> byId(Tx tx, long id) {
    return tx.attach(MaintenanceSql.class).byId(id).map(Maintenances::window);
  }

  List<Window> page(Tx tx, boolean over, int limit, int offset) {
    return tx.attach(MaintenanceSql.class).page(over, limit, offset).stream()
        .map(Maintenances::window)
        .toList();
  }

  List<Window> ofCheck(Tx tx, long checkId) {
    return tx.attach(MaintenanceSql.class).ofCheck(checkId, NEXT_SHOWN).stream()
        .map(Maintenances::window)
        .toList();
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

  /** How a form names what a window is for. */
  String named(Tx tx, Window window) {
    var sql = tx.attach(MaintenanceSql.class);
    return switch (window.scope()) {
      case "service" -> sql.serviceSlug(window.targetId()).orElse("");
      case "team" -> sql.teamSlug(window.targetId()).orElse("");
      default -> String.valueOf(window.targetId());
    };
  }

  private record Target(@Nullable Long checkId, @Nullable Long serviceId, @Nullable Long teamId) {}

  private MaintenanceSql.Fields fields(Tx tx, Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    var target = target(tx, caller, draft, scrutiny);
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

  private @Nullable Target target(Tx tx, Caller caller, WindowDraft draft, Scrutiny scrutiny) {
    return switch (draft.scope()) {
      case "check" -> {
        var check =
            draft.target().matches("\\d{1,18}")
                ? checks.byId(tx, Long.parseLong(draft.target())).orElse(null)
                : null;
        if (check == null) {
          scrutiny.wrong("target", "There is no check with this number; see /checks.");
          yield null;
        }
        refuseOthers(tx, caller, check.service().teamId(), check.service().name(), scrutiny);
        yield new Target(check.id(), null, null);
      }
      case "service" -> {
        var service =
            Slug.fits(draft.target()) ? services.byName(tx, draft.target()).orElse(null) : null;
        if (service == null) {
          scrutiny.wrong("target", "There is no service with this short name; see /services.");
          yield null;
        }
        refuseOthers(tx, caller, service.ownerTeamId(), service.name(), scrutiny);
        yield new Target(null, service.id(), null);
      }
      default -> {
        var team = Slug.fits(draft.target()) ? teams.bySlug(tx, draft.target()).orElse(null) : null;
        if (team == null) {
          scrutiny.wrong("target", "There is no team with this short name; see /teams.");
          yield null;
        }
        refuseOthers(tx, caller, team.id(), team.name(), scrutiny);
        yield new Target(null, null, team.id());
      }
    };
  }

  /** Planned work silences a pager, so only those whose pager it is may plan it. */
  private void refuseOthers(
      Tx tx, Caller caller, @Nullable Long team, String name, Scrutiny scrutiny) {
    scrutiny.holds(
        team == null || teams.mayActFor(tx, caller, team),
        "target",
        "Only the team that owns %s and administrators plan work on it.".formatted(name));
  }

  private static Instant earlier(Instant a, @Nullable Instant b) {
    return b == null || a.isBefore(b) ? a : b;
  }

  static Window window(MaintenanceSql.WindowRow row) {
    return new Window(
        row.id(),
        row.title(),
        row.scope(),
        row.targetId(),
        row.target(),
        row.targetPath(),
        row.teamId(),
        row.starts(),
        ZoneId.of(row.zone()),
        Duration.ofSeconds(row.lastsS()),
        row.rrule(),
        row.activeUntil(),
        row.nextAt(),
        row.endedBy(),
        row.createdBy(),
        row.version());
  }
}
