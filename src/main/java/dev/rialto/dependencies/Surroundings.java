package dev.rialto.dependencies;

import dev.rialto.platform.Database;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses what of the graph is drawn: as much as can be read at a glance, and says if more is
 * there.
 */
public final class Surroundings {
  /** More than anybody reads at a glance. */
  static final int MOST_NODES = 120;

  static final int MOST_EDGES = 2_000;

  private final Database db;

  Surroundings(Database db) {
    this.db = db;
  }

  /** What of the graph is drawn, and whether that is all that was asked for. */
  public record Part(List<DependencySql.Node> nodes, List<Edge> edges, boolean whole) {}

  /** Who needs it and what it needs, so many steps away; both ways outwards, not to siblings. */
  Part around(long serviceId, int steps) {
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var all = new LinkedHashSet<>(List.of(serviceId));
          boolean whole = walk(sql, all, Set.of(serviceId), steps, true);
          whole &= walk(sql, all, Set.of(serviceId), steps, false);
          return part(sql, all, whole);
        });
  }

  /** The services of a capability and what they need. */
  Part below(long capabilityId) {
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var own = sql.ofCapability(capabilityId, MOST_NODES + 1);
          var all = new LinkedHashSet<>(own.subList(0, Math.min(own.size(), MOST_NODES)));
          boolean whole = own.size() <= MOST_NODES & walk(sql, all, Set.copyOf(all), 1, true);
          return part(sql, all, whole);
        });
  }

  /** Everything that has to do with something else; empty and not whole when that is too much. */
  Part everything() {
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var all = sql.connected(MOST_NODES + 1);
          return all.size() > MOST_NODES
              ? new Part(List.of(), List.of(), false)
              : part(sql, new LinkedHashSet<>(all), true);
        });
  }

  private static boolean walk(
      DependencySql sql, Set<Long> all, Set<Long> start, int steps, boolean outwards) {
    var border = start;
    for (int step = 0; step < steps && !border.isEmpty(); step++) {
      var ids = border.toArray(Long[]::new);
      var found = outwards ? sql.outOf(ids, MOST_EDGES) : sql.into(ids, MOST_EDGES);
      var next = new LinkedHashSet<Long>();
      for (var edge : found) {
        long there = outwards ? edge.to() : edge.from();
        if (all.contains(there)) continue;
        if (all.size() >= MOST_NODES) return false;
        all.add(there);
        next.add(there);
      }
      if (found.size() == MOST_EDGES) return false;
      border = next;
    }
    return true;
  }

  private static Part part(DependencySql sql, Set<Long> all, boolean whole) {
    var ids = all.toArray(Long[]::new);
    var nodes = new LinkedHashMap<Long, DependencySql.Node>();
    sql.nodes(ids).forEach(node -> nodes.put(node.id(), node));
    var edges = sql.among(ids, MOST_EDGES);
    return new Part(List.copyOf(nodes.values()), edges, whole && edges.size() < MOST_EDGES);
  }
}
