package dev.rialto.rounds;

import dev.rialto.platform.Database;
import dev.rialto.uptime.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Has the second look made by another node, where there is one: what only we cannot reach is not
 * down. Nobody waits long for the other; after {@link #PATIENCE} the node that asked looks itself.
 */
final class SecondTries {
  static final Duration PATIENCE = Duration.ofMillis(1_500);
  static final int MOST_AT_ONCE = 200;

  private final Database db;
  private final Leases leases;
  private final List<Long> wanted = new ArrayList<>();

  SecondTries(Database db, Leases leases) {
    this.db = db;
    this.leases = leases;
  }

  /** False when there is nobody else, so that the second try is ours, at once. */
  boolean leaveToAnother(long checkId) {
    if (leases.living() < 2) {
      return false;
    }
    synchronized (wanted) {
      wanted.add(checkId);
    }
    return true;
  }

  /** To be called once what was seen first is written: whoever looks again decides with it. */
  void ask(Instant now) {
    Long[] ids;
    synchronized (wanted) {
      ids = wanted.toArray(Long[]::new);
      wanted.clear();
    }
    if (ids.length > 0) {
      db.run(tx -> tx.attach(SecondTrySql.class).ask(ids, leases.node(), now));
    }
  }

  /** The checks of which this node has to make the second try now. */
  Collection<Long> take(Instant now) {
    return db.inTransaction(
        tx -> tx.attach(SecondTrySql.class).take(leases.node(), now.minus(PATIENCE), MOST_AT_ONCE));
  }
}
