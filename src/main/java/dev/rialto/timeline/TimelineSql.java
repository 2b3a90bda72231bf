package dev.rialto.timeline;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What happened around an incident, read where other rooms keep it. */
interface TimelineSql {

  /** Its own alerts, and of each of its services those of the time that are among the newest. */
  @SqlQuery(
      """
      with mine as (
        select alert_id as id, true as part
          from incident_alert_view
         where incident_id = :id
      ), near as (
        select a.id, false as part
          from incident_service_view n
               cross join lateral (select v.id, v.started_at
                                     from alert_view v
                                    where v.service_id = n.service_id and not v.practice
                                    order by v.id desc
                                    limit :looked) a
         where n.incident_id = :id
           and a.started_at between :from and :until
           and a.id not in (select id from mine)
      )
      select a.id, a.title, a.severity, s.name as service, a.started_at, a.ended_at,
             a.acknowledged_at, a.acknowledged_by, w.part
        from (select * from mine union all select * from near) w
             join alert_view a on a.id = w.id
             left join service_view s on s.id = a.service_id
       order by w.part desc, a.severity_rank, a.started_at, a.id
       limit :limit
      """)
  List<Facts.AlertFact> alerts(long id, Instant from, Instant until, int looked, int limit);

  @SqlQuery(
      """
      select g.alert_id, g.rang_at, p.name
        from page_view g
             join person_view p on p.id = g.person_id
       where g.alert_id = any(:alerts)
       order by g.rang_at, p.name
       limit :limit
      """)
  List<Facts.Ring> rings(Collection<Long> alerts, int limit);

  @SqlQuery(
      """
      select d.id, s.name as service, coalesce(d.environment, '') as environment, d.version, d.state, d.kind,
             d.started_at, d.finished_at, nullif(d.by_whom, '') as by_whom
        from incident_service_view n
             join service_view s on s.id = n.service_id
             join deployment_view d on d.service_id = n.service_id
       where n.incident_id = :id
         and d.started_at between :from and :until
       order by d.started_at desc, d.id desc
       limit :limit
      """)
  List<Facts.DeploymentFact> deployments(long id, Instant from, Instant until, int limit);

  @SqlQuery(
      """
      select c.id, c.name, s.name as service, p.state, p.cause, p.from_at
        from incident_service_view n
             join service_view s on s.id = n.service_id
             join check_view c on c.service_id = n.service_id
             join state_span_view p on p.check_id = c.id
       where n.incident_id = :id
         and p.state in ('up', 'degraded', 'down')
         and p.from_at between :from and :until
       order by p.from_at desc, c.id
       limit :limit
      """)
  List<Facts.CheckFact> checks(long id, Instant from, Instant until, int limit);
}
