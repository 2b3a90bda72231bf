package dev.rialto.alerts;

import dev.rialto.alerts.Routing.LastResort;
import dev.rialto.alerts.Routing.Target;
import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.paging.Pager.Summons;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings what routing and silences need to know out of the database, once for a whole batch. */
final class Dispatch {
  private final Services services;

  Dispatch(Services services) {
    this.services = services;
  }

  Routing routing(Tx tx, Merging merging) {
    var symptoms = new ArrayList<Symptom>();
    merging.births().forEach(birth -> symptoms.add(birth.words()));
    merging
        .changes()
        .forEach(
            change -> {
              if (change.words() != null) {
                symptoms.add(change.words());
              }
            });
    if (symptoms.isEmpty()) {
      return new Routing(Map.of(), Map.of(), null);
    }
    return routing(tx, Applying.namesIn(symptoms), Applying.sourceServices(symptoms));
  }

  Routing routing(Tx tx, Collection<String> names, Set<Long> ids) {
    var byName = new HashMap<String, Target>();
    services.byNames(tx, names).forEach((name, service) -> byName.put(name, target(service)));
    var byId = new HashMap<Long, Target>();
    ids.forEach(id -> services.byId(tx, id).ifPresent(s -> byId.put(id, target(s))));
    var lastResort =
        tx.attach(AlertSql.class)
            .lastResort()
            .map(team -> new LastResort(team.teamId(), team.teamName()))
            .orElse(null);
    return new Routing(byName, byId, lastResort);
  }

  List<Silence> active(Tx tx, Instant now) {
    return tx.attach(SilenceSql.class).active(now).stream().map(SilenceJson::of).toList();
  }

  Summons summons(long id, Route route, String title, Severity severity, Instant since) {
    var team = route.teamId();
    if (team == null) {
      throw new IllegalStateException("Nobody to page for A-" + id);
    }
    return new Summons(
        id,
        team,
        route.serviceId(),
        route.serviceName().isEmpty() ? "No service" : route.serviceName(),
        title,
        severity.word(),
        since,
        "/alerts/" + id);
  }

  private static Target target(Service service) {
    return new Target(
        service.id(),
        service.name(),
        service.tier().said(),
        service.ownerTeamId(),
        service.ownerName());
  }
}
