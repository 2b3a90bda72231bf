package dev.rialto.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Every read of incidents. */
interface IncidentReadSql {
  record IncidentRow(
      long id,
      String title,
      int severity,
      String state,
      Instant beganAt,
      Instant declaredAt,
      @Nullable Instant mitigatedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      String declaredBy,
      @Nullable Instant updateDueAt,
      int version,
      @Nullable String leader,
      String services,
      String alerts) {}

  /** Services and alerts of a row come with it as JSON: a list of fifty is one statement. */
  String INCIDENT =
      """
      select i.id, i.title, i.severity, i.state, i.began_at, i.declared_at, i.mitigated_at, i.resolved_at,
             i.closed_at, i.declared_by, i.update_due_at, i.version,
             (select p.name
                from incident_role r
                     join person_view p on p.id = r.person_id
               where r.incident_id = i.id and r.role = 'commander' and r.to_at is null) as leader,
             (select coalesce(json_agg(json_build_object(
                       'id', s.id, 'slug', s.slug, 'name', s.name, 'capability', nullif(s.capability, ''),
                       'capability_slug', s.capability_slug, 'team', t.name, 'team_slug', t.slug) order by s.tier, s.name), '[]')::text
                from incident_service n
                     join service_view s on s.id = n.service_id
                     left join team_view t on t.id = s.owner_team_id
               where n.incident_id = i.id) as services,
             (select coalesce(json_agg(json_build_object(
                       'id', a.id, 'title', a.title, 'firing', a.ended_at is null,
                       'started_at', a.started_at, 'ended_at', a.ended_at) order by a.started_at, a.id), '[]')::text
                from incident_alert n
                     join alert_view a on a.id = n.alert_id
               where n.incident_id = i.id) as alerts
        from incident i
      """;

  String ASKED =
      """
       where (cast(:state as text) is null or :state = 'all' or i.state = :state
              or (:state = 'live' and i.state in ('open', 'mitigated')))
         and (cast(:severity as int) is null or i.severity = :severity)
         and (cast(:text as text) is null or strpos(lower(i.title), lower(:text)) > 0)
         and (cast(:service as text) is null
              or exists (select from incident_service n
                                join service_view s on s.id = n.service_id
                          where n.incident_id = i.id and s.slug = :service))
         and (cast(:team as text) is null
              or exists (select from incident_service n
                                join service_view s on s.id = n.service_id
                                join team_view t on t.id = s.owner_team_id
                          where n.incident_id = i.id and t.slug = :team))
      """;

  @SqlQuery(INCIDENT + "where i.id = :id")
  Optional<IncidentRow> byId(long id);

  /** What somebody works on first, the gravest of it first; then what was, the newest first. */
  String PAGE =
      INCIDENT
          + ASKED
          + """
             order by i.state not in ('open', 'mitigated'),
                      case when i.state in ('open', 'mitigated') then i.severity end,
                      i.began_at desc, i.id desc
             limit :limit offset :offset
            """;

  @SqlQuery(PAGE)
  List<IncidentRow> page(@BindMethods IncidentFilter filter, int limit, int offset);

  /** The same for a file: handed out bit by bit, which needs a transaction. */
  @FetchSize(1_000)
  @SqlQuery(PAGE)
  void each(@BindMethods IncidentFilter filter, int limit, int offset, Consumer<IncidentRow> row);

  @SqlQuery(
      INCIDENT
          + ASKED
          + """
             and i.id < :below
             order by i.id desc
             limit :limit
            """)
  List<IncidentRow> below(@BindMethods IncidentFilter filter, long below, int limit);

  @SqlQuery("select count(*) from (select from incident i " + ASKED + " limit :most) counted")
  int count(@BindMethods IncidentFilter filter, int most);

  record Live(int live, int open, int overdue, int worst) {}

  @SqlQuery(
      """
      select count(*)::int as live, count(*) filter (where state = 'open')::int as open,
             count(*) filter (where update_due_at <= :now)::int as overdue,
             coalesce(min(severity), 5)::int as worst
        from incident
       where state in ('open', 'mitigated')
      """)
  Live live(Instant now);

  /** Where somebody owes the next word: they tell people, or lead where nobody else does. */
  @SqlQuery(
      INCIDENT
          + """
             where i.state in ('open', 'mitigated') and i.update_due_at <= :now
               and exists (select from incident_role r
                            where r.incident_id = i.id and r.to_at is null and r.person_id = :personId
                              and (r.role = 'communications'
                                   or (r.role = 'commander'
                                       and not exists (select from incident_role c
                                                        where c.incident_id = i.id and c.to_at is null
                                                          and c.role = 'communications'))))
             order by i.update_due_at
             limit :limit
            """)
  List<IncidentRow> owedBy(long personId, Instant now, int limit);

  @SqlQuery(
      INCIDENT
          + """
             where i.state in ('open', 'mitigated')
               and exists (select from incident_alert n where n.incident_id = i.id and n.alert_id = :alertId)
             order by i.id
             limit 1
            """)
  Optional<IncidentRow> liveOfAlert(long alertId);

  /** The live ones somebody has a part in, or that hit a service of their teams. */
  @SqlQuery(
      INCIDENT
          + """
             where i.state in ('open', 'mitigated')
               and (exists (select from incident_role r
                             where r.incident_id = i.id and r.person_id = :personId and r.to_at is null)
                    or exists (select from incident_service n
                                 join service_view s on s.id = n.service_id
                                 join membership_view m on m.team_id = s.owner_team_id
                                where n.incident_id = i.id and m.person_id = :personId))
             order by i.severity, i.began_at
             limit :limit
            """)
  List<IncidentRow> liveOf(long personId, int limit);

  /** The live ones that lie on a service. */
  @SqlQuery(
      INCIDENT
          + """
             where i.state in ('open', 'mitigated')
               and exists (select from incident_service n where n.incident_id = i.id and n.service_id = :serviceId)
             order by i.severity, i.began_at
             limit :limit
            """)
  List<IncidentRow> liveOfService(long serviceId, int limit);

  /** The live ones that lie on a service of a capability. */
  @SqlQuery(
      INCIDENT
          + """
             where i.state in ('open', 'mitigated')
               and exists (select from incident_service n
                             join service_view s on s.id = n.service_id
                            where n.incident_id = i.id and s.capability_slug = :capability)
             order by i.severity, i.began_at
             limit :limit
            """)
  List<IncidentRow> liveOfCapability(String capability, int limit);

  record AlertFact(
      long id,
      String title,
      String severity,
      Instant startedAt,
      @Nullable Long serviceId,
      @Nullable String service,
      @Nullable String slug,
      int tier,
      String capability) {}

  @SqlQuery(
      """
      select a.id, a.title, a.severity, a.started_at, a.service_id, s.name as service, s.slug,
             coalesce(s.tier, 3) as tier, coalesce(s.capability, '') as capability
        from alert_view a
             left join service_view s on s.id = a.service_id
       where a.id = any(:ids)
       order by a.started_at, a.id
      """)
  List<AlertFact> alerts(Collection<Long> ids);

  /** Alerts that ring for its services and belong to no live incident yet. */
  @SqlQuery(
      """
      select a.id, a.title, a.severity, a.started_at, a.service_id, s.name as service, s.slug,
             s.tier, s.capability
        from incident_service n
             join service_view s on s.id = n.service_id
             join alert_view a on a.service_id = n.service_id
       where n.incident_id = :id
         and a.ended_at is null
         and not a.practice
         and not exists (select from incident_alert m
                                join incident i on i.id = m.incident_id
                          where m.alert_id = a.id and i.state in ('open', 'mitigated'))
       order by a.severity_rank, a.started_at, a.id
       limit :limit
      """)
  List<AlertFact> offered(long id, int limit);

  record Leaning(String name, String slug, boolean hard) {}

  /** Which services lean on those of an incident and are not themselves part of it. */
  @SqlQuery(
      """
      select s.name, s.slug, bool_or(d.kind = 'hard') as hard
        from incident_service n
             join dependency_view d on d.needs_service_id = n.service_id
             join service_view s on s.id = d.service_id
       where n.incident_id = :id
         and not exists (select from incident_service m where m.incident_id = :id and m.service_id = s.id)
       group by s.id, s.name, s.slug, s.tier
       order by bool_or(d.kind = 'hard') desc, s.tier, s.name
       limit :limit
      """)
  List<Leaning> leaning(long id, int limit);
}
