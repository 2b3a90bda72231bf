package dev.rialto.wall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What the wall reads of the rooms that know, through the views they publish. */
interface WallSql {
  record Deployed(long serviceId, String version, Instant at) {}

  /** The last arrival in production of each, found without reading those before it. */
  @SqlQuery(
      """
      select s.id as service_id, d.version, d.at
        from unnest(cast(:services as bigint[])) as s (id)
       cross join lateral (
             select version, coalesce(finished_at, started_at) as at
               from deployment_view
              where service_id = s.id and production and state = 'succeeded'
              order by started_at desc, id desc
              limit 1) d
      """)
  List<Deployed> deployed(Long[] services);

  record Outage(long serviceId, long id, int severity, @Nullable String leader) {}

  /** The gravest open incident of each, and who leads it. */
  @SqlQuery(
      """
      select distinct on (x.service_id) x.service_id, i.id, i.severity, p.name as leader
        from incident_view i
        join incident_service_view x on x.incident_id = i.id
        left join incident_role_view r on r.incident_id = i.id and r.role = 'commander' and r.to_at is null
        left join person_view p on p.id = r.person_id
       where i.state in ('open', 'mitigated')
       order by x.service_id, i.severity, i.began_at, i.id
      """)
  List<Outage> outages();

  @SqlQuery("select title from incident_view where id = :id")
  Optional<String> incidentTitle(long id);

  record Cause(long serviceId, String said, @Nullable String keeper, int more) {}

  /**
   * What the worst check of each says, and how many more stand as it does; one that is well says
   * nothing.
   */
  @SqlQuery(
      """
      select distinct on (service_id) service_id,
             case when coalesce(cause, '') = '' then name else name || ': ' || cause end as said,
             null as keeper,
             -- counted before all but the worst are left out
             count(*) over (partition by service_id, state) - 1 as more
        from check_state_view
       where not paused and state <> 'up' and service_id = any(:services)
       order by service_id, array_position(array['down', 'degraded', 'unknown', 'maintenance'], state), since
      """)
  List<Cause> checks(Long[] services);

  /** The worst open alert of each, and who acknowledged it. */
  @SqlQuery(
      """
      select distinct on (service_id) service_id, title as said, acknowledged_by as keeper, 0 as more
        from alert_view
       where state = 'firing' and service_id = any(:services) and not practice
       order by service_id, severity_rank, started_at, id
      """)
  List<Cause> alerts(Long[] services);
}
