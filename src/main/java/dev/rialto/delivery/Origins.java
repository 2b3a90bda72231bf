package dev.rialto.delivery;

import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how senders say where something belongs, and settles it. A fact points at its origin,
 * so that one word of a person moves all of its past.
 */
public final class Origins {
  static final int MOST_RULES = 10_000;
  static final int MOST_REPOSITORIES = 50_000;
  static final int AT_ONCE = 1_000;

  Origins() {}

  /** An origin as it stands: unmatched while it has no service. */
  public record Heard(long id, @Nullable Long serviceId, @Nullable Long environmentId) {}

  /** Takes note of origins and settles the new ones. Whoever calls holds the turn. */
  Map<Origin, Heard> hear(Tx tx, Map<Origin, Instant> origins) {
    var sql = tx.attach(OriginSql.class);
    var heard = new LinkedHashMap<Origin, Heard>();
    var fresh = new TreeSet<Long>();
    origins.forEach(
        (origin, at) -> {
          var row = sql.hear(origin, at);
          heard.put(origin, new Heard(row.id(), row.serviceId(), row.environmentId()));
          if (row.fresh()) {
            fresh.add(row.id());
          }
        });
    if (!fresh.isEmpty()) {
      settle(tx, sql.byIds(fresh));
      var settled = new HashMap<Long, OriginSql.Row>();
      sql.byIds(fresh).forEach(row -> settled.put(row.id(), row));
      heard.replaceAll(
          (origin, before) -> {
            var row = settled.get(before.id());
            return row == null ? before : new Heard(row.id(), row.serviceId(), row.environmentId());
          });
    }
    return heard;
  }

  /** Decides anew where these belong; answers which of them moved. */
  Set<Long> settle(Tx tx, List<OriginSql.Row> rows) {
    var sql = tx.attach(OriginSql.class);
    var world = World.around(sql, rows);
    var moved = new TreeSet<Long>();
    for (var row : rows) {
      var belonging = world.mapping().of(row.origin(), world.byId());
      var service = belonging.serviceId();
      var place = belonging.place();
      Long environment =
          service == null || place == null
              ? null
              : Long.valueOf(sql.environment(service, place.name(), place.tier()));
      boolean same =
          Objects.equals(service, row.serviceId())
              && Objects.equals(environment, row.environmentId());
      if (!same || !belonging.because().equals(row.because())) {
        sql.settle(row.id(), service, environment, belonging.because());
      }
      if (!same) {
        moved.add(row.id());
      }
    }
    return moved;
  }

  /** What deciding about some origins needs to know, read once for all of them. */
  private record World(Mapping mapping, Map<Long, Mapping.Known> byId) {

    static World around(OriginSql sql, Collection<OriginSql.Row> rows) {
      var rules = sql.rules(MOST_RULES);
      var keys = rows.stream().map(row -> row.service().toLowerCase(Locale.ROOT)).distinct();
      var named = sql.named(keys.filter(key -> !key.isEmpty()).toList());
      var repositories = new HashMap<String, Set<Long>>();
      var wanted = rows.stream().map(OriginSql.Row::repository).distinct().toList();
      for (var lives : sql.repositories(MOST_REPOSITORIES)) {
        var repository = Origin.repository(lives.url());
        if (wanted.contains(repository)) {
          repositories.computeIfAbsent(repository, r -> new TreeSet<>()).add(lives.serviceId());
        }
      }
      var ids = new TreeSet<Long>();
      rules.forEach(rule -> ids.add(rule.serviceId()));
      named.forEach(name -> ids.add(name.serviceId()));
      repositories.values().forEach(ids::addAll);
      var byId = known(sql, ids);
      var byName = new HashMap<String, Mapping.Known>();
      named.forEach(name -> byName.put(name.key(), byId.get(name.serviceId())));
      var byRepository = new HashMap<String, List<Mapping.Known>>();
      repositories.forEach(
          (repository, services) ->
              byRepository.put(repository, services.stream().map(byId::get).toList()));
      return new World(new Mapping(rules, byName, byRepository), byId);
    }

    private static Map<Long, Mapping.Known> known(OriginSql sql, Set<Long> ids) {
      var places = new HashMap<Long, List<Mapping.Place>>();
      for (var runs : sql.places(ids)) {
        places
            .computeIfAbsent(runs.serviceId(), id -> new ArrayList<>())
            .add(new Mapping.Place(runs.name(), runs.tier()));
      }
      var known = new HashMap<Long, Mapping.Known>();
      for (var service : sql.services(ids)) {
        known.put(
            service.id(),
            new Mapping.Known(
                service.id(), service.name(), places.getOrDefault(service.id(), List.of())));
      }
      return known;
    }
  }
}
