package dev.rialto.front;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What Home and Run read of the other rooms, through the views they publish. */
interface HomeSql {
  /** The worst open alert of each service, its age, and how many there are. */
  String WORST =
      """
      (select distinct on (service_id) service_id, severity_rank as rank, since,
              sum(count) over (partition by service_id) as open
         from (select service_id, severity_rank, min(since) as since, sum(count) as count
                 from open_alert_view
                where service_id is not null
                group by service_id, severity_rank) by_rank
        order by service_id, severity_rank)
      """;

  /** The worst state that the checks of each service see, its age, and how many watch it. */
  String WATCHED =
      """
      (select distinct on (service_id) service_id, state, since,
              count(*) over (partition by service_id) as checks
         from check_state_view
        where not paused
        order by service_id,
                 array_position(array ['down', 'degraded', 'unknown', 'maintenance', 'up'], state), since)
      """;

  /**
   * The order of {@link Standing#health}, worst first; the rank of an alert decides among equals.
   */
  String BADNESS =
      """
      case when w.rank <= 1 or c.state = 'down' then 0
           when w.rank = 2 or c.state = 'degraded' then 1
           when c.state = 'unknown' or (w.rank = 3 and c.state is null) then 2
           when c.state = 'maintenance' then 3
           else 4 end
      """;

  String STANDING =
      """
      select s.id, s.slug, s.name, t.slug as owner_slug, t.name as owner_name, s.tier, s.capability,
             w.rank, w.since, coalesce(w.open, 0) as open,
             coalesce(c.checks, 0) as checks, c.state as check_state, c.since as check_since,
             count(*) over () as matching
        from service_view s
        left join team_view t on t.id = s.owner_team_id
        left join
      """
          + WORST
          + " w on w.service_id = s.id left join\n"
          + WATCHED
          + " c on c.service_id = s.id\n";

  /** By capability, the one with the worst service first; inside it worst first, then by weight. */
  @SqlQuery(
      STANDING
          + " order by min("
          + BADNESS
          + """
          ) over (partition by lower(s.capability)), s.capability = '', lower(s.capability),
          """
          + BADNESS
          + """
          , coalesce(w.rank, 9), w.since, s.tier, lower(s.name), s.id
           limit :limit
          """)
  List<Standing> worstFirst(int limit);

  @SqlQuery(
      STANDING
          + """
           where (:q = '' or s.id in (select k.service_id from service_name_view k
                                       where strpos(k.key, lower(:q)) > 0))
             and (:owner = '' or t.slug = :owner or (:owner = 'none' and s.owner_team_id is null))
             and (cast(:memberId as bigint) is null
                  or exists (select from membership_view m
                              where m.team_id = s.owner_team_id and m.person_id = :memberId))
             and (:tier = 0 or s.tier = :tier)
             and (:capability = '' or lower(s.capability) = lower(:capability) or s.capability_slug = :capability)
             and (not :alerting or w.rank is not null)
           order by case when :sort = 'worst' then
          """
          + BADNESS
          + """
           end,
                    case when :sort = 'worst' then coalesce(w.rank, 9) end,
                    case when :sort = 'worst' then w.since end,
                    case when :sort = 'owner' then coalesce(lower(t.name), '') end,
                    case when :sort = 'capability' then lower(s.capability) end,
                    case when :sort in ('worst', 'tier') then s.tier end,
                    lower(s.name), s.id
           limit :limit offset :skip
          """)
  List<Standing> list(
      String q,
      String owner,
      @Nullable Long memberId,
      int tier,
      String capability,
      boolean alerting,
      String sort,
      int limit,
      int skip);

  /** What a capability stands on, worst first. */
  @SqlQuery(
      STANDING
          + " where s.capability_slug = :slug order by "
          + BADNESS
          + """
          , coalesce(w.rank, 9), w.since, s.tier, lower(s.name), s.id
           limit :limit
          """)
  List<Standing> ofCapability(String slug, int limit);

  /** What the services of a capability cannot do without, at any remove, but for themselves. */
  @SqlQuery(
      STANDING
          + """
           where s.id in (with recursive needed as (
                            select d.needs_service_id as id
                              from dependency_view d
                              join service_view o on o.id = d.service_id and o.capability_slug = :slug
                             where d.kind = 'hard'
                             union
                            select d.needs_service_id
                              from needed n
                              join dependency_view d on d.service_id = n.id and d.kind = 'hard')
                          select id from needed)
             and s.capability_slug is distinct from :slug
           order by
          """
          + BADNESS
          + """
          , coalesce(w.rank, 9), w.since, s.tier, lower(s.name), s.id
           limit :limit
          """)
  List<Standing> neededBy(String slug, int limit);

  /** Who owned what at a moment; services that are gone since are in it as they were. */
  @SqlQuery(
      """
      select service_slug, service_name, team_slug, team_name, service_owner, valid_from, valid_to,
             exists (select from service_view s where s.id = service_id) as is_there,
             count(*) over () as matching
        from service_ownership_view
       where valid_from <= :at and (valid_to is null or valid_to > :at)
         and (:q = '' or strpos(lower(service_name || ' ' || service_slug), lower(:q)) > 0)
         and (:owner = '' or team_slug = :owner or (:owner = 'none' and team_slug is null))
       order by lower(service_name), service_slug
       limit :limit offset :skip
      """)
  List<Owned> ownedAt(Instant at, String q, String owner, int limit, int skip);

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
             exists (select from contact_method_view
                      where person_id = :personId and verified_at is not null) as reachable
      """)
  Counts counts(long personId);

  @SqlQuery(
      """
      select exists (select from membership_view) as team,
             exists (select from service_view where owner_team_id is not null) as service,
             exists (select from contact_method_view
                      where person_id = :personId and verified_at is not null) as contact_method,
             exists (select from schedule_view) as schedule,
             exists (select from team_policy_view) as policy,
             exists (select from listening_source_view) as source,
             exists (select from listening_source_view where heard) as signal
      """)
  FirstSteps firstSteps(long personId);

  @SqlQuery(
      """
      select severity_rank as rank, sum(count) as count, min(since) as since,
             sum(acknowledged) as acknowledged, sum(held) as held
        from open_alert_view
       group by severity_rank
       order by severity_rank
      """)
  List<OpenCount> open();

  @SqlQuery(
      "select distinct capability from service_view where capability <> '' order by 1 limit 500")
  List<String> capabilities();

  @SqlQuery("select slug, name from team_view order by lower(name), id limit 500")
  List<Owner> owners();
}
