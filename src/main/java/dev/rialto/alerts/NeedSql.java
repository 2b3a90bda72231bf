package dev.rialto.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about alerts that wait for what their service needs. */
public interface NeedSql {
  record Down(long alertId, String service) {}

  /**
   * The nearest service this one cannot work without whose alert is open and waits for nothing
   * itself: the root, not the next symptom.
   */
  @SqlQuery(
      """
      with recursive needs (service_id, depth) as (
        select needs_service_id, 1
          from dependency_view
         where service_id = :service and kind = 'hard'
         union
        select d.needs_service_id, n.depth + 1
          from needs n
               join dependency_view d on d.service_id = n.service_id and d.kind = 'hard'
         where n.depth < :depth
      )
      select a.id as alert_id, s.name as service
        from needs n
             join alert a on a.service_id = n.service_id
             join service_view s on s.id = n.service_id
       where a.ended_at is null and a.merged_into is null and a.severity <= 1
         and a.id <> all(:except)
         and not exists (select 1 from alert_wait w where w.alert_id = a.id and w.released_at is null)
       order by n.depth, a.id
       limit 1
      """)
  Optional<Down> down(
      @Bind("service") long service,
      @Bind("depth") int depth,
      @Bind("except") Collection<Long> except);

  @SqlUpdate(
      """
      insert into alert_wait (alert_id, cause_id, needs, since)
      values (:alert, :cause, :needs, :since)
      on conflict (alert_id) do update
         set cause_id = excluded.cause_id, needs = excluded.needs, since = excluded.since,
             released_at = null
      """)
  void waits(
      @Bind("alert") long alert,
      @Bind("cause") long cause,
      @Bind("needs") String needs,
      @Bind("since") Instant since);

  record Waiting(
      long alertId, boolean over, boolean answered, boolean held, @Nullable Long serviceId) {}

  /** Whose cause has been over for long enough, or who are over themselves. */
  @SqlQuery(
      """
      select w.alert_id, a.ended_at is not null as over, a.acknowledged_at is not null as answered,
             a.held_by is not null as held, a.service_id
        from alert_wait w
             join alert a on a.id = w.alert_id
             join alert c on c.id = w.cause_id
       where w.released_at is null and (a.ended_at is not null or c.ended_at <= :before)
       order by w.alert_id
       limit :limit
      """)
  List<Waiting> due(@Bind("before") Instant before, @Bind("limit") int limit);

  @SqlUpdate("update alert_wait set released_at = :now where alert_id = :alert")
  void release(@Bind("alert") long alert, @Bind("now") Instant now);

  @SqlQuery("select count(*) from alert_wait where released_at is null and cause_id = any(:ids)")
  int waitingFor(@Bind("ids") Collection<Long> ids);

  @SqlQuery(
      """
      select cause_id as alert_id, needs as service
        from alert_wait
       where alert_id = :alert and released_at is null
      """)
  Optional<Down> of(@Bind("alert") long alert);
}
