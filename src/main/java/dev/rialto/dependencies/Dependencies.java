package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which service needs which. What would close a circle is refused with the way round, since a
 * circle of needs has no cause to look for.
 */
public final class Dependencies {
  static final int MOST_NEIGHBOURS = 500;

  static final int LONGEST_NOTE = 300;

  /** How far a circle is looked for; nothing that people made is deeper. */
  private static final int DEEPEST = 100;

  private static final int BATCH = 20_000;

  private final Database db;
  private final Journal journal;
  private final Services services;
  private final InstantSource clock;

  public Dependencies(Database db, Journal journal, Services services, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.services = services;
    this.clock = clock;
  }

  List<Neighbour> needs(long serviceId) {
    return db.read(tx -> tx.attach(DependencySql.class).needs(serviceId, MOST_NEIGHBOURS));
  }

  List<Neighbour> neededBy(long serviceId) {
    return db.read(tx -> tx.attach(DependencySql.class).neededBy(serviceId, MOST_NEIGHBOURS));
  }

  /** What the journal keeps of a dependency. */
  record Said(String needs, String kind, String note) {}

  /**
   * Says that one service needs another. Said again as it is, it changes nothing.
   *
   * @param version the one that was read; 0 for a need that is new
   */
  void put(Caller caller, Service service, Service needed, String kind, String note, int version) {
    var scrutiny =
        new Scrutiny()
            .holds(
                kind.equals(Edge.HARD) || kind.equals(Edge.SOFT),
                "kind",
                "hard: it cannot work without; or soft: it works worse.")
            .optionalLine("note", note, LONGEST_NOTE)
            .holds(
                service.id() != needed.id(), "needs", "Every service needs itself; name another.");
    scrutiny.orThrow();
    refuseStrangers(caller, service);
    db.run(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          sql.lock();
          var before = sql.one(service.id(), needed.id());
          refuseWhatTheDescriptorSays(before, service, needed);
          var was = before.map(b -> new Said(needed.slug(), b.kind(), b.note())).orElse(null);
          var is = new Said(needed.slug(), kind, note);
          if (is.equals(was)) return;
          refuseStale(before, service, needed, version);
          wayRound(tx, needed.id(), service.id())
              .ifPresent(
                  way -> {
                    throw Problem.invalid(
                        "needs", "That would be a circle: %s → %s.".formatted(service.name(), way));
                  });
          sql.put(service.id(), needed.id(), kind, note, clock.instant());
          journal.append(
              tx,
              caller.label(),
              was == null ? "service.dependency_added" : "service.dependency_changed",
              "service",
              service.id(),
              was,
              is);
          tx.tell("services");
        });
  }

  void remove(Caller caller, Service service, Service needed, int version) {
    refuseStrangers(caller, service);
    db.run(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          var before = sql.one(service.id(), needed.id());
          refuseWhatTheDescriptorSays(before, service, needed);
          if (before.isEmpty()) {
            throw Problem.notFound(
                "%s does not need %s, as far as is known."
                    .formatted(service.name(), needed.name()));
          }
          refuseStale(before, service, needed, version);
          sql.delete(service.id(), needed.id());
          journal.append(
              tx,
              caller.label(),
              "service.dependency_removed",
              "service",
              service.id(),
              before.map(b -> new Said(needed.slug(), b.kind(), b.note())).orElse(null),
              null);
          tx.tell("services");
        });
  }

  private void refuseStrangers(Caller caller, Service service) {
    if (!services.mayEdit(caller, service)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this.".formatted(service.ownerName()));
    }
  }

  private static void refuseStale(
      Optional<DependencySql.Told> now, Service service, Service needed, int version) {
    int is = now.map(DependencySql.Told::version).orElse(0);
    if (is == version) return;
    throw Problem.conflict(
        now.map(
                told ->
                    "That %s needs %s is said already, as %s%s, at version %d. Look at it again, then decide."
                        .formatted(
                            service.name(),
                            needed.name(),
                            told.kind(),
                            told.note().isEmpty() ? "" : " (“" + told.note() + "”)",
                            told.version()))
            .orElse(
                "Somebody has taken out meanwhile that %s needs %s; with version 0 it is said anew."
                    .formatted(service.name(), needed.name())));
  }

  /** What is said of one need now, for a form that would change it. */
  Optional<DependencySql.Told> one(Service service, Service needed) {
    return db.read(tx -> tx.attach(DependencySql.class).one(service.id(), needed.id()));
  }

  private static void refuseWhatTheDescriptorSays(
      Optional<DependencySql.Told> before, Service service, Service needed) {
    if (before.filter(b -> b.toldBy().equals("descriptor")).isPresent()) {
      throw Problem.conflict(
          "A descriptor says that %s needs %s: change it there and import again."
              .formatted(service.name(), needed.name()));
    }
  }

  /** The way from one service to another as names, step by step outwards. */
  private static Optional<String> wayRound(Tx tx, long from, long to) {
    var sql = tx.attach(DependencySql.class);
    var edges = new ArrayList<Edge>();
    var seen = new HashSet<>(Set.of(from));
    var border = Set.of(from);
    for (int depth = 0; depth < DEEPEST && !border.isEmpty() && !seen.contains(to); depth++) {
      var found = sql.outOf(border.toArray(Long[]::new), Integer.MAX_VALUE);
      edges.addAll(found);
      border = found.stream().map(Edge::to).filter(seen::add).collect(Collectors.toSet());
    }
    return Circles.way(edges, from, to)
        .map(
            way -> {
              var names = names(sql, way);
              return way.stream().map(names::get).collect(Collectors.joining(" → "));
            });
  }

  private static Map<Long, String> names(DependencySql sql, Collection<Long> ids) {
    return sql.nodes(ids.toArray(Long[]::new)).stream()
        .collect(Collectors.toMap(DependencySql.Node::id, DependencySql.Node::name));
  }

  /** What people said, for whoever has to fit descriptors in between. */
  public List<Edge> byHand(Tx tx) {
    return tx.attach(DependencySql.class).toldBy("hand");
  }

  /** What came and what went when the descriptors had their say. */
  public record Replaced(int added, int removed) {}

  /**
   * Makes what descriptors say exactly this. The caller has seen to it that nothing is a circle.
   */
  public Replaced replaceDescribed(Tx tx, Set<Edge> wanted) {
    var sql = tx.attach(DependencySql.class);
    sql.lock();
    var now = new HashSet<>(sql.toldBy("descriptor"));
    var gone = now.stream().filter(edge -> !wanted.contains(edge)).toList();
    // In the order of the index, a third quicker than as they come.
    var come =
        wanted.stream()
            .filter(edge -> !now.contains(edge))
            .sorted(Comparator.comparingLong(Edge::from).thenComparingLong(Edge::to))
            .toList();
    for (var batch : batches(gone)) {
      sql.deleteAll(
          batch.stream().map(Edge::from).toArray(Long[]::new),
          batch.stream().map(Edge::to).toArray(Long[]::new));
    }
    int added = 0;
    for (var batch : batches(come)) {
      added +=
          sql.insertAll(
              batch.stream().map(Edge::from).toArray(Long[]::new),
              batch.stream().map(Edge::to).toArray(Long[]::new),
              batch.stream().map(Edge::kind).toArray(String[]::new),
              clock.instant());
    }
    return new Replaced(added, gone.size());
  }

  private static List<List<Edge>> batches(List<Edge> edges) {
    var batches = new ArrayList<List<Edge>>();
    for (int from = 0; from < edges.size(); from += BATCH) {
      batches.add(edges.subList(from, Math.min(edges.size(), from + BATCH)));
    }
    return batches;
  }
}
