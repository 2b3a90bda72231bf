package dev.rialto.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction, handed from room to room as a parameter, so that a change, its journal entry and
 * its promises commit together or not at all.
 */
public final class Tx {
  static final String CHANNEL = "rialto_live";

  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final Logger LOG = LoggerFactory.getLogger(Tx.class);

  private final Handle handle;
  private final Map<Class<?>, Object> attached = new HashMap<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private final Set<String> told = new LinkedHashSet<>();

  Tx(Handle handle) {
    this.handle = handle;
  }

  /** A room's statements, bound to this transaction. */
  public <T> T attach(Class<T> sql) {
    return sql.cast(attached.computeIfAbsent(sql, handle::attach));
  }

  public Handle handle() {
    return handle;
  }

  /** Which table still points at what a statement tried to delete, when that is why it failed. */
  public static Optional<String> stillReferredBy(RuntimeException failure) {
    return failure.getCause() instanceof PSQLException sql
            && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())
            && sql.getServerErrorMessage() != null
        ? Optional.ofNullable(sql.getServerErrorMessage().getTable())
        : Optional.empty();
  }

  /**
   * Runs once the commit has succeeded; never when it rolled back. Must be quick and may be lost in
   * a crash.
   */
  public void afterCommit(Runnable work) {
    afterwards.add(work);
  }

  /** Tells every open browser on every node that this topic changed, with the commit. */
  public void tell(String topic) {
    told.add(topic);
  }

  void sendTold() {
    if (told.isEmpty()) {
      return;
    }
    try (var query =
        handle.createQuery("select pg_notify(:channel, topic) from unnest(:topics) topic")) {
      query
          .bind("channel", CHANNEL)
          .bindArray("topics", String.class, List.copyOf(told))
          .mapToMap()
          .list();
    }
  }

  void committed() {
    for (var work : afterwards) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("Something that follows a commit failed; the commit itself stands", e);
      }
    }
  }
}
