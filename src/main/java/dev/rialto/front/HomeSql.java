package dev.rialto.front;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What Home and Run read of the other rooms, through the views they publish. */
interface HomeSql {
  @SqlQuery(
      """
      select (select count(*) from service_view) as services,
             (select count(*) from service_view where owner_team_id is null) as unowned,
             (select count(distinct service_id) from open_alert_view) as alerting,
             (select count(*) from service_view s
                join membership_view m on m.team_id = s.owner_team_id
               where m.person_id = :personId) as mine,
             (select count(distinct alert_id) from open_page_view where person_id = :personId) as pages,
             (select count(*) from unowned_alert_view) as unowned_alerts,
             (select count(*) from membership_view where person_id = :personId) as my_teams,
             (select count(*)
                from incident_view i
               where i.state in ('open', 'mitigated')
                 and (exists (select from incident_role_view r
                               where r.incident_id = i.id and r.person_id = :personId and r.to_at is null)
                      or exists (select from incident_service_view n
                                   join service_view s on s.id = n.service_id
                                   join membership_view m on m.team_id = s.owner_team_id
                                  where n.incident_id = i.id and m.person_id = :personId))) as incidents,
             exists (select from contact_method_view
                      where person_id = :personId and verified_at is not null) as reachable
      """)
  Counts counts(long personId);

  @SqlQuery(
      """
      select severity_rank as rank, sum(count) as count, min(since) as since,
             sum(acknowledged) as acknowledged, sum(held) as held
        from open_alert_view
       group by severity_rank
       order by severity_rank
      """)
  List<OpenCount> open();
}
