package dev.rialto.delivery;

import dev.rialto.catalog.Services;
import dev.rialto.journal.Entry;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;

/**
 * What people say about where things belong. Saying it moves what is there already, back to the
 * first signal; taking it back moves it back.
 */
public final class Mappings {
  private final Database db;
  private final Journal journal;
  private final Services services;
  private final Deployments deployments;
  private final InstantSource clock;

  public Mappings(
      Database db,
      Journal journal,
      Services services,
      Deployments deployments,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.services = services;
    this.deployments = deployments;
    this.clock = clock;
  }

  /** What came of it. */
  record Mapped(OriginSql.MappingRow mapping, int moved) {}

  Mapped add(Caller caller, MappingDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(OriginSql.class);
          sql.turn();
          var service = services.byName(tx, draft.to()).orElse(null);
          if (service == null) {
            throw Problem.invalid(
                "service", "There is no such service; all are listed under /services.");
          }
          long id =
              sql.add(draft, service.id(), clock.instant(), caller.label())
                  .orElseThrow(
                      () ->
                          Problem.conflict(
                              "Somebody has said already where this belongs. Take that back first,"
                                  + " under /mappings."));
          int moved = resettleAll(tx);
          var row = must(sql, id);
          journal.append(tx, caller.label(), "mapping.added", "mapping", id, null, row);
          return new Mapped(row, moved);
        });
  }

  int remove(Caller caller, long id) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(OriginSql.class);
          sql.turn();
          var before = must(sql, id);
          sql.remove(id);
          int moved = resettleAll(tx);
          journal.append(tx, caller.label(), "mapping.removed", "mapping", id, before, null);
          return moved;
        });
  }

  private int resettleAll(Tx tx) {
    var sql = tx.attach(OriginSql.class);
    int moved = 0;
    for (var some = sql.after(0, Origins.AT_ONCE);
        !some.isEmpty();
        some = sql.after(some.getLast().id(), Origins.AT_ONCE)) {
      moved += deployments.resettle(tx, some);
    }
    return moved;
  }

  /** The catalog learnt something about a service: what nobody could place may find its place. */
  public void catalogChanged(Tx tx, Entry entry) {
    var sql = tx.attach(OriginSql.class);
    sql.turn();
    for (var some = sql.ofServiceOrNone(entry.subjectId(), 0, Origins.AT_ONCE);
        !some.isEmpty();
        some = sql.ofServiceOrNone(entry.subjectId(), some.getLast().id(), Origins.AT_ONCE)) {
      deployments.resettle(tx, some);
    }
  }

  /** Descriptors taught the catalog many at once. */
  public void catalogImported(Tx tx, Entry entry) {
    tx.attach(OriginSql.class).turn();
    resettleAll(tx);
  }

  private static OriginSql.MappingRow must(OriginSql sql, long id) {
    return sql.mappings(id - 1, 1).stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("There is no mapping " + id + ". All are under /mappings."));
  }

  List<OriginSql.MappingRow> page(long after, int limit) {
    return db.read(tx -> tx.attach(OriginSql.class).mappings(after, limit));
  }

  OriginSql.MappingRow byId(long id) {
    return db.read(tx -> must(tx.attach(OriginSql.class), id));
  }
}
