package dev.rialto.suspects;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Every read of the search for what did it; all through what other rooms publish. */
interface SuspectSql {
  record NeedRow(long id, boolean hard) {}

  /** What some services lean on, and what that leans on; hard only when every step is. */
  @SqlQuery(
      """
      with recursive need (id, hard, depth) as (
        select needs_service_id, kind = 'hard', 1
          from dependency_view
         where service_id = any(:services)
        union
        select d.needs_service_id, need.hard and d.kind = 'hard', need.depth + 1
          from need
               join dependency_view d on d.service_id = need.id
         where need.depth < :depth
      )
      select id, bool_or(hard) as hard
        from need
       where id <> all(:services)
       group by id
       order by id
       limit :limit
      """)
  List<NeedRow> needs(Long[] services, int depth, int limit);

  @SqlQuery(
      """
      select d.id, d.service_id, s.name as service, s.slug, coalesce(d.environment, '') as environment,
             d.production, d.version, d.state, d.kind, d.started_at, d.finished_at, nullif(d.by_whom, '') as by_whom, nullif(d.url, '') as url,
             d.previous_version
        from deployment_view d
             join service_view s on s.id = d.service_id
       where d.service_id = any(:services)
         and d.started_at between :from and :until
         and d.state <> 'waiting' -- nothing of it is anywhere yet
       order by d.started_at desc, d.id desc
       limit :limit
      """)
  List<Deployed> deployments(Long[] services, Instant from, Instant until, int limit);

  @SqlQuery(
      """
      select c.name as check, c.service_id, coalesce(c.environment, '') as environment, s.from_at as "from", s.to_at as "to"
        from check_view c
             join state_span_view s on s.check_id = c.id
       where c.service_id = any(:services)
         and s.state = 'down'
         and s.from_at < :until and (s.to_at is null or s.to_at > :from)
       order by s.from_at desc
       limit :limit
      """)
  List<Outage> outages(Long[] services, Instant from, Instant until, int limit);

  @SqlQuery(
      """
      select distinct service_id, coalesce(environment, '') as environment
        from check_view
       where service_id = any(:services) and not paused
       limit :limit
      """)
  List<Inquiry.Place> watched(Long[] services, int limit);
}
