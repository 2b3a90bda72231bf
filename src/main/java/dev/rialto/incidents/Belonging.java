package dev.rialto.incidents;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What an incident is about: services that are broken, alerts that are part of it, who leans on it.
 */
public final class Belonging {
  /** Of alerts that might belong to an incident, the gravest. */
  static final int MOST_OFFERED = 20;

  static final int MOST_LEANING = 30;

  private final Database db;
  private final Incidents incidents;
  private final Services services;
  private final InstantSource clock;

  public Belonging(Database db, Incidents incidents, Services services, InstantSource clock) {
    this.db = db;
    this.incidents = incidents;
    this.services = services;
    this.clock = clock;
  }

  /** One more service is broken. */
  public Incident addService(Caller caller, long id, String name) {
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          var service =
              services
                  .byName(tx, name)
                  .orElseThrow(
                      () ->
                          Problem.invalid(
                              "service", "There is no service with this name; see /services."));
          if (tx.attach(IncidentSql.class).addService(id, service.id(), clock.instant()) > 0) {
            incidents.note(tx, caller, "incident.service_added", id, null, about(service));
          }
          return incidents.must(tx, id);
        });
  }

  /** It turned out to be well; its alerts stay where they are. */
  public Incident removeService(Caller caller, long id, String name) {
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          services
              .byName(tx, name)
              .filter(s -> tx.attach(IncidentSql.class).removeService(id, s.id()) > 0)
              .ifPresent(
                  s -> incidents.note(tx, caller, "incident.service_removed", id, about(s), null));
          return incidents.must(tx, id);
        });
  }

  /** An alert belongs to it, and with it its service. */
  public Incident addAlert(Caller caller, long id, long alertId) {
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          var fact =
              tx.attach(IncidentReadSql.class).alerts(List.of(alertId)).stream()
                  .findFirst()
                  .orElseThrow(
                      () -> Problem.invalid("alert", "There is no such alert; see /alerts."));
          var sql = tx.attach(IncidentSql.class);
          var now = clock.instant();
          if (sql.addAlert(id, alertId, now) > 0) {
            incidents.note(tx, caller, "incident.alert_added", id, null, about(fact));
            tx.tell("alert:" + alertId);
          }
          if (fact.serviceId() != null && sql.addService(id, fact.serviceId(), now) > 0) {
            incidents.note(
                tx,
                caller,
                "incident.service_added",
                id,
                null,
                Map.of(
                    "service",
                    String.valueOf(fact.slug()),
                    "name",
                    String.valueOf(fact.service())));
          }
          return incidents.must(tx, id);
        });
  }

  /** It was something else. */
  public Incident removeAlert(Caller caller, long id, long alertId) {
    return db.inTransaction(
        tx -> {
          incidents.locked(tx, id);
          var facts = tx.attach(IncidentReadSql.class).alerts(List.of(alertId));
          if (!facts.isEmpty() && tx.attach(IncidentSql.class).removeAlert(id, alertId) > 0) {
            incidents.note(tx, caller, "incident.alert_removed", id, about(facts.getFirst()), null);
            tx.tell("alert:" + alertId);
          }
          return incidents.must(tx, id);
        });
  }

  /** Alerts that ring for its services and belong to no live incident: a person says whether. */
  public static List<Offer> offered(Tx tx, long id) {
    return tx.attach(IncidentReadSql.class).offered(id, MOST_OFFERED).stream()
        .map(
            fact ->
                new Offer(
                    fact.id(), fact.title(), String.valueOf(fact.service()), fact.startedAt()))
        .toList();
  }

  /** An alert that may belong to an incident. */
  public record Offer(long alertId, String title, String service, Instant startedAt) {}

  /** Who works worse or not at all because of it. */
  public record Leaning(String name, String slug, boolean hard) {}

  public static List<Leaning> leaning(Tx tx, long id) {
    return tx.attach(IncidentReadSql.class).leaning(id, MOST_LEANING).stream()
        .map(row -> new Leaning(row.name(), row.slug(), row.hard()))
        .toList();
  }

  private static Map<String, Object> about(Service service) {
    return Map.of("service", service.slug(), "name", service.name());
  }

  private static Map<String, Object> about(IncidentReadSql.AlertFact fact) {
    return Map.of("alert", fact.id(), "title", fact.title());
  }
}
