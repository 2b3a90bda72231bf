package dev.rialto.signals;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what went wrong at the doors, behind the answer and folded, so that a sender gone wild
 * costs one row and not one transaction a request.
 */
final class Complaints implements AutoCloseable {
  /** As many as a person would read, of each source. */
  static final int KEPT = 50;

  private final Database db;
  private final Journal journal;
  private final GroupCommit<Complaint> commits;

  Complaints(Database db, Journal journal) {
    this.db = db;
    this.journal = journal;
    this.commits = new GroupCommit<>("complaints", c -> 500, this::write);
  }

  /** Never waits and never fails: in a flood the overflow is dropped, the first of it is kept. */
  void add(Complaint complaint) {
    try {
      var unused = commits.commit(complaint);
    } catch (GroupCommit.Full e) {
      // The rows written before say the same.
    }
  }

  private void write(List<Complaint> complaints) {
    Map<Complaint.Same, Complaint> latest = new LinkedHashMap<>();
    Map<Complaint.Same, Integer> counts = new LinkedHashMap<>();
    for (var complaint : complaints) {
      latest.put(complaint.same(), complaint);
      counts.merge(complaint.same(), 1, Integer::sum);
    }
    db.run(
        tx -> {
          var sql = tx.attach(Sql.class);
          latest.forEach(
              (same, one) -> {
                boolean isNew =
                    sql.add(
                        one.sourceId(),
                        one.status(),
                        one.reason(),
                        one.excerpt(),
                        one.network(),
                        one.at(),
                        counts.getOrDefault(same, 1));
                if (isNew && one.status() == 401) {
                  journal.append(
                      tx,
                      Caller.NOBODY.label(),
                      "signal.refused",
                      "source",
                      0,
                      null,
                      Map.of("network", one.network(), "reason", one.reason()));
                }
              });
          latest.keySet().stream()
              .map(Complaint.Same::sourceId)
              .distinct()
              .forEach(source -> sql.trim(source == null ? 0 : source, KEPT));
          tx.tell(Signals.TOPIC);
        });
  }

  interface Sql {
    /** Whether it is the first of its kind. */
    @SqlQuery(
        """
        insert into source_error as e (source_id, status, reason, excerpt, network, first_at, last_at,
                                       count)
        values (:source, :status, :reason, :excerpt, :network, :at, :at, :count)
        on conflict (coalesce(source_id, 0), status, md5(reason), network) do update
           set last_at = excluded.last_at,
               excerpt = excluded.excerpt,
               count = e.count + excluded.count
        returning xmax = 0
        """)
    boolean add(
        @Bind("source") @Nullable Long source,
        @Bind("status") int status,
        @Bind("reason") String reason,
        @Bind("excerpt") String excerpt,
        @Bind("network") String network,
        @Bind("at") Instant at,
        @Bind("count") int count);

    @SqlUpdate(
        """
        delete from source_error
         where id in (select id
                        from source_error
                       where coalesce(source_id, 0) = :source
                       order by last_at desc, id desc
                      offset :kept)
        """)
    void trim(@Bind("source") long source, @Bind("kept") int kept);

    @SqlQuery(
        """
        select status, reason, excerpt, network, first_at, last_at, count
          from source_error
         where coalesce(source_id, 0) = :source
         order by last_at desc, id desc
         limit :limit
        """)
    List<ComplaintRow> of(@Bind("source") long source, @Bind("limit") int limit);
  }

  @Override
  public void close() {
    commits.close();
  }
}
