package dev.rialto.items;

import dev.rialto.items.ItemSql.Fields;
import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The work of teams. Anybody may ask a team for something; only its members say what becomes of it.
 * Every step is an interval in the item's history.
 */
public final class Items {
  static final int LONGEST_REASON = 200;

  /** As many as a person looks through in one list. */
  static final int MOST_OFFERED = 200;

  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final People people;
  private final InstantSource clock;

  public Items(Database db, Journal journal, Teams teams, People people, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.teams = teams;
    this.people = people;
    this.clock = clock;
    teams.keptBy(Items::reasonsToKeepTeam);
  }

  /** What browsers that show a team's board listen to. */
  public static String topic(long teamId) {
    return "board:" + teamId;
  }

  Item named(String key) {
    return db.read(tx -> tx.attach(ItemSql.class).byKey(key)).orElseThrow(() -> unknown(key));
  }

  boolean mayEdit(Caller caller, Item item) {
    return teams.mayActFor(caller, item.teamId());
  }

  Item create(Caller caller, ItemDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var team = teams.bySlug(tx, draft.team()).orElse(null);
          scrutiny.holds(
              team != null,
              "team",
              "There is no team with this short name. Teams are under /teams.");
          var fields = fields(tx, team, draft, scrutiny);
          boolean theirs = team != null && teams.mayActFor(tx, caller, team.id());
          scrutiny.holds(
              theirs || draft.state().equals(ItemState.BACKLOG.word()),
              "state",
              "Only members of the team put work on its board; leave it in the backlog.");
          scrutiny.orThrow();
          Ranks.hold(tx);
          var state = ItemState.of(draft.state()).orElseThrow();
          var made = insert(tx, caller.label(), fields, state, Ranks.last(tx), "manual", "", null);
          tx.attach(ItemSql.class)
              .addLinks(
                  made.id(),
                  draft.said().stream().map(ItemSql.Link::title).toList(),
                  draft.said().stream().map(ItemSql.Link::url).toList());
          return made;
        });
  }

  Item change(Caller caller, String key, int version, ItemDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ItemSql.class);
          var before = editable(tx, caller, key);
          var fields = fields(tx, team(tx, before.teamId()), draft, scrutiny);
          scrutiny.orThrow();
          var now = clock.instant();
          if (sql.update(fields, before.id(), version, now) == 0) {
            throw stale(before);
          }
          sql.dropLinks(before.id());
          sql.addLinks(
              before.id(),
              draft.said().stream().map(ItemSql.Link::title).toList(),
              draft.said().stream().map(ItemSql.Link::url).toList());
          return changed(tx, caller.label(), "item.changed", before);
        });
  }

  /** One endpoint for mouse, keys and forms: to another column, to another place, or both. */
  Item move(Caller caller, String key, Move move) {
    return db.inTransaction(
        tx -> {
          Ranks.hold(tx);
          var before = editable(tx, caller, key);
          if (before.version() != move.version()) {
            throw stale(before);
          }
          var state = move.state() == null ? before.stands() : move.state();
          var rank =
              move.ranks()
                  ? Ranks.place(tx, before.id(), move.after(), move.before())
                  : before.rank();
          return to(tx, caller.label(), before, state, rank);
        });
  }

  /** Assigns it, to the caller as a rule; nobody when the id is null. */
  Item assign(Caller caller, String key, int version, @Nullable Long personId) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, key);
          if (before.version() != version) {
            throw stale(before);
          }
          if (Objects.equals(before.assigneeId(), personId)) {
            return before;
          }
          tx.attach(ItemSql.class).assign(before.id(), personId, clock.instant());
          return changed(tx, caller.label(), "item.assigned", before);
        });
  }

  /** Something holds it up: said with a reason, shown with its age. */
  Item block(Caller caller, String key, int version, String reason) {
    new Scrutiny().line("reason", reason, LONGEST_REASON).orThrow();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ItemSql.class);
          var before = editable(tx, caller, key);
          if (before.version() != version) {
            throw stale(before);
          }
          if (before.stands() == ItemState.VERIFIED) {
            throw Problem.conflict(key + " is verified in production: nothing can hold it up.");
          }
          var now = clock.instant();
          sql.unblock(before.id(), caller.label(), now);
          sql.block(before.id(), reason, caller.label(), now);
          sql.touch(before.id(), now);
          return changed(tx, caller.label(), "item.blocked", before);
        });
  }

  Item unblock(Caller caller, String key, int version) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ItemSql.class);
          var before = editable(tx, caller, key);
          if (before.version() != version) {
            throw stale(before);
          }
          var now = clock.instant();
          if (sql.unblock(before.id(), caller.label(), now) == 0) {
            return before;
          }
          sql.touch(before.id(), now);
          return changed(tx, caller.label(), "item.unblocked", before);
        });
  }

  /** By another room's rule, not by a person: to a column, whatever version it has. */
  public void settle(Tx tx, String by, String key, ItemState state) {
    Ranks.hold(tx);
    var before = tx.attach(ItemSql.class).lock(key).orElseThrow(() -> unknown(key));
    var unused = to(tx, by, before, state, before.rank());
  }

  Item insert(
      Tx tx,
      String by,
      Fields fields,
      ItemState state,
      String rank,
      String origin,
      String detail,
      @Nullable Long incidentId) {
    var sql = tx.attach(ItemSql.class);
    var now = clock.instant();
    var key = TeamBoards.nextKey(tx, fields.teamId(), sql.teamSlug(fields.teamId()));
    long id = sql.insert(fields, key, origin, state.word(), rank, incidentId, by, now);
    sql.enterState(id, state.word(), by, now);
    sql.addOrigin(id, origin, detail, by, now);
    var made = sql.byId(id).orElseThrow();
    journal.append(tx, by, "item.created", "item", id, null, ItemJson.of(made));
    tx.tell(topic(made.teamId()));
    return made;
  }

  private Item to(Tx tx, String by, Item before, ItemState state, String rank) {
    boolean elsewhere = state != before.stands();
    if (!elsewhere && rank.equals(before.rank())) {
      return before;
    }
    var sql = tx.attach(ItemSql.class);
    var now = clock.instant();
    sql.move(before.id(), state.word(), rank, now);
    if (elsewhere) {
      sql.leaveState(before.id(), now);
      sql.enterState(before.id(), state.word(), by, now);
      if (state == ItemState.VERIFIED) {
        sql.unblock(before.id(), by, now);
      }
    }
    return changed(tx, by, elsewhere ? "item.moved" : "item.ranked", before);
  }

  private Item changed(Tx tx, String by, String kind, Item before) {
    var after = tx.attach(ItemSql.class).byId(before.id()).orElseThrow();
    journal.append(tx, by, kind, "item", after.id(), ItemJson.of(before), ItemJson.of(after));
    tx.tell(topic(after.teamId()));
    return after;
  }

  private Fields fields(Tx tx, @Nullable Team team, ItemDraft draft, Scrutiny scrutiny) {
    Long serviceId = null;
    if (!draft.service().isEmpty()) {
      serviceId = tx.attach(ItemSql.class).service(draft.service()).orElse(null);
      scrutiny.holds(
          serviceId != null,
          "service",
          "There is no service with this short name. They are under /services.");
    }
    Long assignee = null;
    if (!draft.assignee().isEmpty()) {
      var who = people.called(tx, draft.assignee()).orElse(null);
      scrutiny.holds(
          who != null, "assignee", "No single person is called this. Give their e-mail address.");
      assignee = who == null ? null : who.id();
    }
    return new Fields(
        team == null ? 0 : team.id(),
        serviceId,
        draft.type(),
        ItemType.of(draft.type()).map(ItemType::interrupts).orElse(false),
        draft.title(),
        draft.description(),
        draft.points().isEmpty() ? null : Points.read(draft.points()),
        assignee);
  }

  private Team team(Tx tx, long id) {
    return teams.byId(tx, id).orElseThrow();
  }

  Item editable(Tx tx, Caller caller, String key) {
    var item = tx.attach(ItemSql.class).lock(key).orElseThrow(() -> unknown(key));
    if (!teams.mayActFor(tx, caller, item.teamId())) {
      throw notTheirs(item);
    }
    return item;
  }

  static Problem notTheirs(Item item) {
    return Problem.forbidden(
        "Only members of %s and administrators move and change its items."
            .formatted(item.teamName()));
  }

  List<Item> page(
      @Nullable Long teamId,
      @Nullable Long serviceId,
      @Nullable String state,
      String q,
      String after,
      int limit) {
    return db.read(tx -> tx.attach(ItemSql.class).page(teamId, serviceId, state, q, after, limit));
  }

  List<Neighbour> neighbours(Item item) {
    return db.read(
        tx -> tx.attach(ItemSql.class).neighbours(item.teamId(), item.id(), MOST_OFFERED));
  }

  List<String> servicesOf(long teamId) {
    return db.read(tx -> tx.attach(ItemSql.class).services(teamId, MOST_OFFERED));
  }

  Optional<Long> service(String slug) {
    return db.read(tx -> tx.attach(ItemSql.class).service(slug));
  }

  ItemSql.History history(Item item) {
    return db.read(
        tx -> {
          var sql = tx.attach(ItemSql.class);
          return new ItemSql.History(
              sql.origins(item.id()),
              sql.links(item.id()),
              sql.states(item.id()),
              sql.blocks(item.id()));
        });
  }

  static Problem unknown(String key) {
    return Problem.notFound("No item “%s”.".formatted(key));
  }

  static Problem stale(Item item) {
    return Problem.conflict(
        "%s was changed since you saw it: it is now in %s, at version %d."
            .formatted(item.key(), item.stands().says(), item.version()));
  }

  private static List<String> reasonsToKeepTeam(Tx tx, long teamId) {
    int items = tx.attach(ItemSql.class).ofTeam(teamId);
    return items == 0
        ? List.of()
        : List.of(
            "It has %d work items, and their history would go with it: remove what should never have been, or keep the team and rename it."
                .formatted(items));
  }
}
