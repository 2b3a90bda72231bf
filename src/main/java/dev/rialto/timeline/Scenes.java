package dev.rialto.timeline;

import dev.rialto.incidents.Belonging;
import dev.rialto.incidents.Incident;
import dev.rialto.incidents.Incidents;
import dev.rialto.incidents.Roles;
import dev.rialto.people.People;
import dev.rialto.people.Who;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what each part of an incident's page shows, so that a part can refresh alone. */
record Scenes(Incidents incidents, Roles roles, Records records, People people) {
  /** Names to choose from where a role or a task is given; others are typed. */
  static final int MOST_CHOICES = 200;

  IncidentHead head(Tx tx, Incident incident, Caller caller, Instant now) {
    var undone = records.tasks(tx, incident.id()).stream().filter(t -> !t.isDone()).count();
    return new IncidentHead(
        incident,
        records.recovery(incident, records.suspects(tx, incident), records.alerts(tx, incident)),
        incident.state().isLive() ? Belonging.offered(tx, incident.id()) : List.of(),
        caller.mayWrite(),
        (int) undone,
        now);
  }

  IncidentPeople people(Tx tx, Incident incident, Caller caller, Instant now) {
    return new IncidentPeople(
        incident,
        roles.all(tx, incident.id()),
        Belonging.leaning(tx, incident.id()),
        caller.mayWrite()
            ? people.choices(MOST_CHOICES).stream().map(Who::said).toList()
            : List.of(),
        caller.id(),
        caller.mayWrite(),
        now);
  }

  IncidentRecord record(Tx tx, Incident incident, @Nullable String show, int page, Instant now) {
    return IncidentRecord.of(incident, records.lines(tx, incident), show, page, now);
  }

  IncidentFindings findings(Tx tx, Incident incident, Caller caller, Instant now) {
    return new IncidentFindings(
        incident,
        records.suspects(tx, incident),
        records.tasks(tx, incident.id()),
        records.updates(tx, incident.id()),
        caller.mayWrite(),
        now);
  }
}
