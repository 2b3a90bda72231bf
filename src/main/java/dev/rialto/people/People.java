package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Role;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is here and what each may do. Somebody always keeps the keys: the last administrator stays.
 */
public final class People {
  static final String TOPIC = "people";

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;

  public People(Database db, Journal journal, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /** What may be changed about a person; what is null stays as it is. */
  public record Change(
      @Nullable String name,
      @Nullable String zone,
      @Nullable String role,
      @Nullable Boolean active) {
    public static Change of(String name, String zone) {
      return new Change(name, zone, null, null);
    }

    boolean needsAdmin() {
      return role != null || active != null;
    }
  }

  public Person byId(long id) {
    return db.read(tx -> byId(tx, id));
  }

  /** Somebody a directory told of who has never been let in. */
  boolean isWaiting(long id) {
    return db.read(
        tx -> {
          var sql = tx.attach(PersonSql.class);
          return sql.byId(id).flatMap(person -> sql.waiting(person.email())).isPresent();
        });
  }

  /** Whether an invitation to this address would be somebody's first. */
  boolean mayBeInvited(String email) {
    return db.read(
        tx -> {
          var sql = tx.attach(PersonSql.class);
          return sql.byEmail(email).isEmpty() || sql.waiting(email).isPresent();
        });
  }

  public Optional<Person> byEmail(String email) {
    return db.read(tx -> tx.attach(PersonSql.class).byEmail(email));
  }

  /**
   * The person somebody means by an address, by “Name &lt;address&gt;”, or by a name that nobody
   * else bears.
   */
  public Optional<Who> called(Tx tx, String typed) {
    int open = typed.lastIndexOf('<');
    var said =
        open >= 0 && typed.endsWith(">") ? typed.substring(open + 1, typed.length() - 1) : typed;
    var found = tx.attach(PersonSql.class).called(said.strip());
    return found.size() == 1 || (!found.isEmpty() && said.contains("@"))
        ? Optional.of(Who.of(found.getFirst()))
        : Optional.empty();
  }

  /** People as the choices of a form. */
  public List<Who> choices(int limit) {
    return db.read(tx -> tx.attach(PersonSql.class).choices(limit)).stream().map(Who::of).toList();
  }

  public List<Person> page(String query, long after, int limit) {
    return db.read(tx -> tx.attach(PersonSql.class).page(query, after, limit));
  }

  List<PersonRow> rows(String query, int limit, int skip) {
    return db.read(tx -> tx.attach(PersonSql.class).rows(query, limit, skip));
  }

  PeoplePage.Counts counts() {
    return db.read(tx -> tx.attach(PersonSql.class).counts());
  }

  List<PersonPage.TeamLine> teams(long id) {
    return db.read(tx -> tx.attach(PersonSql.class).teams(id));
  }

  public boolean anyAdmin() {
    return db.read(tx -> tx.attach(PersonSql.class).anyAdmin());
  }

  /**
   * An administrator in person, or with a token made for it: one that only writes does not count.
   */
  static boolean mayAdminister(Caller caller) {
    return caller.isAdmin() && (caller.kind() != Caller.Kind.TOKEN || caller.hasScope("admin"));
  }

  public Person change(Caller caller, long id, int version, Change change) {
    return db.inTransaction(tx -> change(tx, caller, id, version, change));
  }

  private Person change(Tx tx, Caller caller, long id, int version, Change change) {
    var sql = tx.attach(PersonSql.class);
    if (change.needsAdmin() && !mayAdminister(caller)) {
      throw Problem.forbidden("Only an administrator changes roles and who may sign in.");
    }
    if (caller.id() != id && !mayAdminister(caller)) {
      throw Problem.forbidden("Only an administrator changes another person.");
    }
    var admins = change.needsAdmin() ? sql.lockAdmins() : List.<Long>of();
    var before = byId(tx, id);
    var wanted = wanted(before, change);
    if (before.isActiveAdmin() && !wanted.isActiveAdmin() && admins.equals(List.of(id))) {
      throw Problem.conflict(
          "%s is the last administrator. Make somebody else one first.".formatted(before.name()));
    }
    var after =
        sql.change(id, wanted.name(), wanted.role().word(), wanted.zone(), wanted.active(), version)
            .orElseThrow(() -> stale(before));
    if (!after.active()) tx.attach(SessionSql.class).endAllOf(id);
    journal.append(
        tx,
        caller.label(),
        "person.changed",
        "person",
        id,
        PersonJson.of(before),
        PersonJson.of(after));
    tx.tell(TOPIC);
    return after;
  }

  private static Person wanted(Person before, Change change) {
    var scrutiny = new Scrutiny();
    var name = change.name() == null ? before.name() : Scrutiny.tidy(change.name());
    if (change.name() != null) Particulars.name(scrutiny, "name", name);
    var zone = change.zone() == null ? before.zone() : change.zone();
    if (change.zone() != null) Particulars.zone(scrutiny, "zone", zone);
    var role = change.role() == null ? null : Particulars.role(scrutiny, "role", change.role());
    scrutiny.orThrow();
    return new Person(
        before.id(),
        name,
        before.email(),
        role == null ? before.role() : role,
        zone,
        change.active() == null ? before.active() : change.active(),
        before.createdAt(),
        before.version());
  }

  private static Problem stale(Person now) {
    return Problem.conflict(
        "%s was changed by somebody else meanwhile; this is version %d now. Look again, then save."
            .formatted(now.name(), now.version()));
  }

  static Person byId(Tx tx, long id) {
    return tx.attach(PersonSql.class)
        .byId(id)
        .orElseThrow(() -> Problem.notFound("There is no person %d.".formatted(id)));
  }

  /** Whether nobody but this person could let anybody in. */
  public boolean isLastAdmin(Tx tx, long id) {
    return tx.attach(PersonSql.class).lockAdmins().equals(List.of(id));
  }

  /** Lets go of everything that is theirs; the number stays, under a name that is nobody's. */
  public void forget(Tx tx, long id, int version, String name, String email, Instant now) {
    var before = byId(tx, id);
    var sql = tx.attach(PersonSql.class);
    sql.dropLinks(id, before.email());
    if (sql.erase(id, version, name, email, now) == 0) {
      throw stale(before);
    }
    sql.dropSessions(id);
    sql.dropDevices(id);
    sql.dropTokens(id);
    sql.dropMethods(id);
    sql.dropMemberships(id);
    tx.tell(TOPIC);
    tx.tell("teams");
  }

  /** A new person, able to sign in with this password. */
  Person join(Tx tx, String actor, String name, String email, Role role, String passwordHash) {
    var sql = tx.attach(PersonSql.class);
    var waiting = sql.waiting(email);
    if (waiting.isPresent()) {
      var before = waiting.get();
      var joined = sql.letIn(before.id(), name, role.word(), passwordHash);
      journal.append(
          tx,
          actor,
          "person.joined",
          "person",
          joined.id(),
          PersonJson.of(before),
          PersonJson.of(joined));
      tx.tell(TOPIC);
      return joined;
    }
    if (sql.byEmail(email).isPresent()) {
      throw Problem.conflict("Somebody with the address %s is here already.".formatted(email));
    }
    var person = sql.insert(name, email, role.word(), "UTC", passwordHash, clock.instant());
    journal.append(tx, actor, "person.joined", "person", person.id(), null, PersonJson.of(person));
    tx.tell(TOPIC);
    return person;
  }
}
