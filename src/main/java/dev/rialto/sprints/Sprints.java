package dev.rialto.sprints;

import dev.rialto.items.ItemState;
import dev.rialto.items.Items;
import dev.rialto.journal.Journal;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A team's sprints: planned, begun with what stands on the board, and closed with a report nobody
 * changes any more. What is unfinished goes on.
 */
public final class Sprints {
  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final Items items;
  private final InstantSource clock;

  public Sprints(Database db, Journal journal, Teams teams, Items items, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.teams = teams;
    this.items = items;
    this.clock = clock;
  }

  Sprint named(long id) {
    return db.read(tx -> tx.attach(SprintSql.class).byId(id)).orElseThrow(() -> unknown(id));
  }

  List<Sprint> page(@Nullable Long teamId, long below, int limit) {
    return db.read(tx -> tx.attach(SprintSql.class).page(teamId, below, limit));
  }

  boolean mayEdit(Caller caller, long teamId) {
    return teams.mayActFor(caller, teamId);
  }

  /** How a sprint stands: its fever, its charges, and who is asked for a lever. */
  Standing standing(Sprint sprint) {
    var now = clock.instant();
    return db.read(
        tx -> {
          var stays = tx.attach(StaySql.class);
          var charges = stays.charges(sprint.id());
          double charged = charges.stream().mapToDouble(StaySql.Charged::points).sum();
          return new Standing(
              sprint,
              new Fever(charged, sprint.buffer(), sprint.days().elapsed(now)),
              stays.stays(sprint.id()),
              charges,
              stays.choices(sprint.id()),
              sprint.open() ? stays.notStarted(sprint.id()) : List.of(),
              tx.attach(SprintSql.class).productOwner(sprint.teamId()).orElse(null),
              Set.copyOf(stays.before(sprint.id())),
              BurnUp.of(stays.works(sprint.id()), sprint, now),
              now);
        });
  }

  /** Where the sprint after this one is planned, or waits planned already. */
  NextSprint next(Team team) {
    return NextSprint.after(
        db.read(tx -> tx.attach(SprintSql.class).last(team.id())).orElse(null), team);
  }

  /** The last day of what a team has open or planned. */
  Optional<LocalDate> lastDay(long teamId) {
    return db.read(tx -> Optional.ofNullable(tx.attach(SprintSql.class).lastDay(teamId)));
  }

  /** Which of these teams has a sprint open. */
  List<Sprint> running(List<Long> teamIds) {
    return db.read(tx -> tx.attach(SprintSql.class).running(teamIds));
  }

  Optional<Standing> open(long teamId) {
    return db.read(tx -> tx.attach(SprintSql.class).open(teamId)).map(this::standing);
  }

  Sprint plan(Caller caller, Team team, SprintDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          mustActFor(tx, caller, team.id(), team.name());
          tx.attach(SprintSql.class).mustHaveRoom(team.id(), 0, draft, scrutiny);
          scrutiny.orThrow();
          long id =
              tx.attach(SprintSql.class)
                  .insert(
                      team.id(),
                      draft.goal(),
                      draft.first(),
                      draft.last(),
                      team.zone(),
                      draft.percent(),
                      clock.instant(),
                      caller.label());
          return told(tx, caller, "sprint.planned", null, id);
        });
  }

  Sprint change(Caller caller, long id, int version, SprintDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, id);
          if (!draft.sameDays(before)) {
            tx.attach(SprintSql.class).mustHaveRoom(before.teamId(), id, draft, scrutiny);
          }
          scrutiny.orThrow();
          if (before.over()) {
            throw Problem.conflict(
                "Sprint %d is closed, and its report is frozen.".formatted(before.no()));
          }
          int changed =
              tx.attach(SprintSql.class)
                  .update(id, version, draft.goal(), draft.first(), draft.last(), draft.percent());
          if (changed == 0) {
            throw stale(before);
          }
          return told(tx, caller, "sprint.changed", before, id);
        });
  }

  /** What stands on the board now, unfinished, is the commitment; the buffer is kept beside it. */
  Sprint start(Caller caller, long id, int version) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(SprintSql.class);
          var before = editable(tx, caller, id);
          mustBe(before, "planned", version);
          sql.open(before.teamId())
              .ifPresent(
                  other -> {
                    throw Problem.conflict(
                        "Sprint %d is still open; close it first.".formatted(other.no()));
                  });
          var now = clock.instant();
          tx.attach(StaySql.class).commit(id, before.teamId(), now);
          sql.start(id, now);
          return told(tx, caller, "sprint.started", before, id);
        });
  }

  /** What was only planned can be given up; what began stays on the record. */
  void remove(Caller caller, long id, int version) {
    db.run(
        tx -> {
          var sprint = editable(tx, caller, id);
          mustBe(sprint, "planned", version);
          tx.attach(SprintSql.class).delete(id);
          journal.append(
              tx, caller.label(), "sprint.removed", "sprint", id, SprintJson.of(sprint), null);
          tx.tell(Items.topic(sprint.teamId()));
        });
  }

  Sprint close(Caller caller, long id, int version) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, id);
          mustBe(before, "open", version);
          return end(tx, caller, before, "closed");
        });
  }

  /** Recorded with what the buffer said at that moment. */
  Sprint choose(Caller caller, long id, int version, Lever lever, List<String> keys) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, id);
          mustBe(before, "open", version);
          var stays = tx.attach(StaySql.class);
          var now = clock.instant();
          double charged = stays.charges(id).stream().mapToDouble(StaySql.Charged::points).sum();
          var fever = new Fever(charged, before.buffer(), before.days().elapsed(now));
          var dropped = lever == Lever.DROP ? droppable(stays, id, keys) : List.<String>of();
          stays.choose(
              id,
              lever.word(),
              (int) Math.round(fever.used()),
              String.join(", ", dropped),
              now,
              caller.label());
          dropped.forEach(key -> items.settle(tx, caller.label(), key, ItemState.BACKLOG));
          journal.append(
              tx,
              caller.label(),
              "sprint.lever_chosen",
              "sprint",
              id,
              null,
              java.util.Map.of("lever", lever.word(), "dropped", String.join(", ", dropped)));
          tx.tell(Items.topic(before.teamId()));
          return lever == Lever.CANCEL
              ? end(tx, caller, before, "cancelled")
              : tx.attach(SprintSql.class).byId(id).orElseThrow();
        });
  }

  private static List<String> droppable(StaySql stays, long id, List<String> keys) {
    var may = stays.notStarted(id).stream().map(StaySql.Open::key).toList();
    if (keys.isEmpty()) {
      throw Problem.invalid("items", "Choose at least one item to drop.");
    }
    for (var key : keys) {
      if (!may.contains(key)) {
        throw Problem.invalid("items", key + " is not in this sprint, or was begun meanwhile.");
      }
    }
    return keys;
  }

  private Sprint end(Tx tx, Caller caller, Sprint before, String state) {
    var now = clock.instant();
    var stays = tx.attach(StaySql.class);
    stays.close(before.id(), now);
    var report =
        Report.of(
            before,
            state,
            now,
            caller.label(),
            stays.stays(before.id()),
            stays.charges(before.id()),
            stays.choices(before.id()));
    var text = report.text();
    var sql = tx.attach(SprintSql.class);
    double personDays = (double) sql.members(before.teamId()) * before.days().working();
    sql.close(before.id(), state, now, report.completed(), personDays, text, Report.hash(text));
    return told(tx, caller, "sprint." + state, before, before.id());
  }

  private Sprint told(Tx tx, Caller caller, String kind, @Nullable Sprint before, long id) {
    var after = tx.attach(SprintSql.class).byId(id).orElseThrow();
    journal.append(
        tx,
        caller.label(),
        kind,
        "sprint",
        id,
        before == null ? null : SprintJson.of(before),
        SprintJson.of(after));
    tx.tell(Items.topic(after.teamId()));
    return after;
  }

  private Sprint editable(Tx tx, Caller caller, long id) {
    var sprint = tx.attach(SprintSql.class).lock(id).orElseThrow(() -> unknown(id));
    mustActFor(tx, caller, sprint.teamId(), sprint.teamName());
    return sprint;
  }

  private void mustActFor(Tx tx, Caller caller, long teamId, String name) {
    if (!teams.mayActFor(tx, caller, teamId)) {
      throw Problem.forbidden(
          "Only members of %s and administrators plan its sprints.".formatted(name));
    }
  }

  private static void mustBe(Sprint sprint, String state, int version) {
    if (sprint.version() != version) {
      throw stale(sprint);
    }
    if (!sprint.state().equals(state)) {
      throw Problem.conflict("Sprint %d is %s.".formatted(sprint.no(), sprint.state()));
    }
  }

  private static Problem stale(Sprint sprint) {
    return Problem.conflict(
        "Sprint %d was changed since you opened it; it is now %s, at version %d."
            .formatted(sprint.no(), sprint.state(), sprint.version()));
  }

  private static Problem unknown(long id) {
    return Problem.notFound("No sprint %d. A team’s sprints are on its board.".formatted(id));
  }
}
