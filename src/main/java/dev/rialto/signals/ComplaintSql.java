package dev.rialto.signals;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about what went wrong at the doors. */
interface ComplaintSql {
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
