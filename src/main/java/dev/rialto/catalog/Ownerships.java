package dev.rialto.catalog;

import dev.rialto.platform.Database;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who owned what, when: written in the transaction that changes the owner, so that history and
 * present cannot disagree.
 */
public final class Ownerships {
  static final int MOST_SPANS = 200;

  private final Database db;

  public Ownerships(Database db) {
    this.db = db;
  }

  /** Call after the rows of the services have changed or gone. */
  static void follow(Tx tx, Collection<Long> services, Instant now) {
    var ids = services.toArray(Long[]::new);
    var sql = tx.attach(OwnershipSql.class);
    sql.close(ids, now);
    sql.open(ids, now);
  }

  /** Newest first. */
  List<Ownership> of(long serviceId) {
    return db.read(tx -> tx.attach(OwnershipSql.class).of(serviceId, MOST_SPANS));
  }

  List<Ownership> at(String slug, Instant at) {
    return Slug.fits(slug)
        ? db.read(tx -> tx.attach(OwnershipSql.class).at(slug, at, MOST_SPANS))
        : List.of();
  }
}
