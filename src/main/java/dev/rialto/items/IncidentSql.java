package dev.rialto.items;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What items ask about incidents, by the views they publish. */
interface IncidentSql {
  record Incident(long id, String title, int severity, String state) {}

  record Hit(long teamId, long serviceId) {}

  @SqlQuery("select id, title, severity, state from incident_view where id = :id")
  Optional<Incident> incident(long id);

  /** The teams whose services it hit, each with the first of them. */
  @SqlQuery(
      """
      select distinct on (s.owner_team_id) s.owner_team_id as team_id, s.id as service_id
        from incident_service_view i
             join service_view s on s.id = i.service_id
       where i.incident_id = :id
         and s.owner_team_id is not null
       order by s.owner_team_id, s.tier, s.id
       limit :limit
      """)
  List<Hit> hit(long id, int limit);

  /** Who leads it now, when they are in this team. */
  @SqlQuery(
      """
      select r.person_id
        from incident_role_view r
             join membership_view m on m.person_id = r.person_id and m.team_id = :teamId
       where r.incident_id = :id
         and r.role = 'commander'
         and r.to_at is null
       limit 1
      """)
  @Nullable Long leads(long id, long teamId);
}
