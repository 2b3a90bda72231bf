package dev.rialto.uptime;

import dev.rialto.platform.Database;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Shares the checks among the nodes that live: a node says so every second, and what a dead one
 * held is taken over within {@link #LASTS}. Two rows a second, however many checks there are.
 */
public final class Leases {
  public static final int SHARDS = 16;
  public static final Duration LASTS = Duration.ofSeconds(5);
  public static final Duration RENEWED_EVERY = Duration.ofSeconds(1);

  private final Database db;
  private final String node;
  private final Duration lasts;
  private volatile int living = 1;

  public Leases(Database db, String node, Duration lasts) {
    this.db = db;
    this.node = node;
    this.lasts = lasts;
  }

  /** Says that this node lives, and returns what it watches from now on. */
  public Set<Integer> renew() {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(LeaseSql.class);
          sql.live(node, lasts.toMillis() / 1_000.0);
          var held = new TreeSet<>(sql.held(node));
          living = Math.max(1, sql.living());
          int fair = Math.ceilDiv(SHARDS, living);
          if (held.size() < fair) {
            held.addAll(sql.take(node, fair - held.size()));
          } else if (held.size() > fair) {
            sql.give(node, held.size() - fair);
            held.clear();
            held.addAll(sql.held(node));
          }
          return held;
        });
  }

  /** How many nodes there were when this one last said that it lives, itself among them. */
  public int living() {
    return living;
  }

  public String node() {
    return node;
  }

  /** Going: the others need not wait for the lease to end. */
  public void release() {
    db.run(
        tx -> {
          var sql = tx.attach(LeaseSql.class);
          sql.giveAll(node);
          sql.leave(node);
        });
  }

  public static int shard(long checkId) {
    return (int) (checkId % SHARDS);
  }
}
