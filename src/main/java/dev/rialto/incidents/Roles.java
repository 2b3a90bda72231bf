package dev.rialto.incidents;

import dev.rialto.people.People;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who does what in an incident: taken, given and left, each turn kept with its begin and end. */
public final class Roles {
  /** All who ever held one; an incident with more has other troubles. */
  static final int MOST = 300;

  private final Database db;
  private final Incidents incidents;
  private final People people;
  private final InstantSource clock;

  public Roles(Database db, Incidents incidents, People people, InstantSource clock) {
    this.db = db;
    this.incidents = incidents;
    this.people = people;
    this.clock = clock;
  }

  /** Somebody holds a role from now on; of a single one, whoever held it no longer does. */
  public List<Tenure> give(Caller caller, long id, IncidentRole role, long personId) {
    var person = people.byId(personId);
    if (!person.active()) {
      throw Problem.invalid("person", person.name() + " has left; choose somebody who is here.");
    }
    return db.inTransaction(
        tx -> {
          refuseClosed(incidents.locked(tx, id));
          var change = new Roster(held(tx, id)).give(role, personId);
          if (change instanceof Roster.Change.Begins begins) {
            var sql = tx.attach(IncidentSql.class);
            var now = clock.instant();
            begins.ends().forEach(tenure -> sql.end(tenure.id(), now));
            sql.begin(id, personId, role.word(), now);
            var after = new LinkedHashMap<String, Object>();
            after.put("role", role.word());
            after.put("person", personId);
            after.put("name", person.name());
            incidents.note(
                tx,
                caller,
                caller.id() == personId ? "incident.role_taken" : "incident.role_given",
                id,
                before(begins.ends()),
                after);
          }
          return all(tx, id);
        });
  }

  /** Somebody lays a role down. */
  public List<Tenure> leave(Caller caller, long id, IncidentRole role, long personId) {
    return db.inTransaction(
        tx -> {
          refuseClosed(incidents.locked(tx, id));
          switch (new Roster(held(tx, id)).leave(role, personId)) {
            case Roster.Change.Refused refused -> throw Problem.conflict(refused.because());
            case Roster.Change.Ends ends -> end(tx, caller, id, ends.tenure(), clock.instant());
            case Roster.Change.Begins begins -> throw new IllegalStateException("Leaving begins");
            case Roster.Change.Nothing nothing -> {}
          }
          return all(tx, id);
        });
  }

  /** Everybody who holds or held a role, those who do now first. */
  public List<Tenure> all(Tx tx, long id) {
    return tx.attach(IncidentSql.class).tenures(id, MOST).stream()
        .map(IncidentSql.TenureRow::tenure)
        .toList();
  }

  private List<Tenure> held(Tx tx, long id) {
    return all(tx, id).stream().filter(Tenure::isHeld).toList();
  }

  private void end(Tx tx, Caller caller, long id, Tenure tenure, Instant now) {
    tx.attach(IncidentSql.class).end(tenure.id(), now);
    incidents.note(tx, caller, "incident.role_left", id, before(List.of(tenure)), null);
  }

  private static void refuseClosed(Incident incident) {
    if (incident.state() == State.CLOSED) {
      throw Problem.conflict(
          incident.name() + " is closed and nobody works on it. Reopen it if it is back.");
    }
  }

  private static @Nullable Map<String, Object> before(List<Tenure> ends) {
    if (ends.isEmpty()) {
      return null;
    }
    var tenure = ends.getFirst();
    var before = new LinkedHashMap<String, Object>();
    before.put("role", tenure.role().word());
    before.put("person", tenure.personId());
    before.put("name", tenure.name());
    return before;
  }
}
