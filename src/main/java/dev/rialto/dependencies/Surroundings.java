package dev.rialto.dependencies;

import dev.rialto.platform.Database;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  public record Part(List<DependencySql.Node> nodes, List<Edge> edges, boolean whole) {
    /** Nothing is drawn of what is there. */
    boolean isTooMuch() {
      return nodes.isEmpty() && !whole;
    }
  }

  static final Part NONE = new Part(List.of(), List.of(), true);
  private static final Part TOO_MUCH = new Part(List.of(), List.of(), false);

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

  /** What belongs to a team, to a capability or to both, with what it needs; or everything. */
  Part of(@Nullable String team, @Nullable String capability) {
    if (team == null && capability == null) return everything();
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var own = sql.of(team, capability, MOST_NODES + 1);
          if (own.size() > MOST_NODES) return TOO_MUCH;
          var all = new LinkedHashSet<>(own);
          boolean whole = walk(sql, all, Set.copyOf(own), 1, true);
          return linked(part(sql, all, whole));
        });
  }

  /** The most connected as far as they have to do with one another. */
  Part among(List<Hubs.Hub> hubs) {
    return db.read(
        tx -> {
          var ids = new LinkedHashSet<>(hubs.stream().map(Hubs.Hub::id).toList());
          return linked(part(tx.attach(DependencySql.class), ids, false));
        });
  }

  /** Without those that no line leads to: alone in a graph, a box says nothing. */
  private static Part linked(Part part) {
    var ends = new LinkedHashSet<Long>();
    part.edges().forEach(edge -> ends.addAll(List.of(edge.from(), edge.to())));
    var nodes = part.nodes().stream().filter(node -> ends.contains(node.id())).toList();
    return new Part(nodes, part.edges(), part.whole());
  }

  /** Everything that has to do with something else. */
  private Part everything() {
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var all = sql.connected(MOST_NODES + 1);
          return all.size() > MOST_NODES ? TOO_MUCH : part(sql, new LinkedHashSet<>(all), true);
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
