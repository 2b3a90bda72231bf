package dev.rialto.standing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What decides how services stand, read from the views of the rooms that know. */
interface StandingSql {
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
        order by service_id, array_position("""
          + Health.WORST_FIRST
          + ", state), since)\n";

  /**
   * The services that alerts or checks tell of, with the worse of both and its place among what is
   * wrong; one that is well has no place. An alert for information does not put in doubt what a
   * check sees to be well.
   */
  String STANDS =
      """
      with stands as materialized (
        select n.*, nullif(array_position("""
          + Health.WORST_FIRST
          + """
      , n.health), 5) as place
          from (select coalesce(w.service_id, c.service_id) as service_id, w.rank, w.since, w.open,
                       c.checks, c.state as check_state, c.since as check_since,
                       case when w.rank <= 1 or c.state = 'down' then 'down'
                            when w.rank = 2 or c.state = 'degraded' then 'degraded'
                            when c.state = 'unknown' or (w.rank = 3 and c.state is null) then 'unknown'
                            when c.state = 'maintenance' then 'maintenance'
                            else 'up' end as health
                  from
      """
          + WORST
          + " w full join\n"
          + WATCHED
          + " c on c.service_id = w.service_id) n)\n";

  String STANDING =
      """
      select s.id, s.slug, s.name, s.owner_team_id as owner_id, t.slug as owner_slug,
             t.name as owner_name, s.tier, s.capability,
             n.rank, n.since, coalesce(n.open, 0) as open,
             coalesce(n.checks, 0) as checks, n.check_state, n.check_since,
             coalesce(n.health, 'up') as health
        from service_view s
        left join team_view t on t.id = s.owner_team_id
        left join stands n on n.service_id = s.id
      """;

  /** Among those that stand alike the worse alert first, then the older, then the weightier. */
  String WORST_FIRST = "n.place, coalesce(n.rank, 9), n.since, s.tier, lower(s.name), s.id\n";

  /** The capability with the worst service first. */
  String BY_CAPABILITY =
      """
      min(n.place) over (partition by s.capability_id), s.capability = '', lower(s.capability),
      """
          + WORST_FIRST;

  String FILTERED =
      """
       where (:q = '' or s.id in (select k.service_id from service_name_view k
                                   where strpos(k.key, lower(:q)) > 0))
         and (:owner = '' or s.owner_team_id in (select t.id from team_view t where t.slug = :owner)
              or (:owner = 'none' and s.owner_team_id is null))
         and (cast(:memberId as bigint) is null
              or s.owner_team_id in (select m.team_id from membership_view m
                                      where m.person_id = :memberId))
         and (:tier = 0 or s.tier = :tier)
         and (:capability = '' or lower(s.capability) = lower(:capability) or s.capability_slug = :capability)
         and (not :alerting or s.id in (select service_id from stands where rank is not null))
      """;

  String SORTED =
      """
      case when :sort = 'worst' then n.place end,
      case when :sort = 'worst' then coalesce(n.rank, 9) end,
      case when :sort = 'worst' then n.since end,
      case when :sort = 'owner' then coalesce(lower(t.name), '') end,
      case when :sort = 'capability' then lower(s.capability) end,
      case when :sort in ('worst', 'tier') then s.tier end,
      lower(s.name), s.id
      """;

  /**
   * A list without its filters is another statement than one with all of them: a plan made for both
   * at once joins fifty thousand services the slow way. Holds to the end of the transaction.
   */
  @SqlUpdate("set local plan_cache_mode = force_custom_plan")
  void planEachAnew();

  /**
   * By capability, inside it worst first. Whatever is not well is chosen first, so that no
   * capability hides its trouble behind the quiet services of another; what is left is filled with
   * the quiet ones, and only those of the capabilities that will be seen are put in order. Here and
   * below the few are chosen by their numbers before their words are put together, so that fifty
   * thousand services are read narrowly.
   */
  @SqlQuery(
      STANDS
          + """
          , troubled as (
            select s.id
              from stands n
              join service_view s on s.id = n.service_id
             where n.place is not null
             order by
          """
          + WORST_FIRST
          + """
             limit :limit),
            capabilities as (
            select capability_id,
                   sum(services) over (order by place, capability = '', lower(capability)) - services
                     as before
              from (select s.capability_id, s.capability, min(n.place) as place, count(*) as services
                      from service_view s
                      left join stands n on n.service_id = s.id
                     group by s.capability_id, s.capability) c),
            quiet as (
            select s.id
              from capabilities c
              join service_view s on coalesce(s.capability_id, 0) = coalesce(c.capability_id, 0)
              left join stands n on n.service_id = s.id
             where c.before < :limit
               and s.id not in (select id from troubled)
             order by c.before,
          """
          + WORST_FIRST
          + """
             limit (select :limit - count(*) from troubled)),
            chosen as (select id from troubled union all select id from quiet)
          """
          + STANDING
          + "join chosen on chosen.id = s.id order by "
          + BY_CAPABILITY)
  List<Standing> worstFirst(int limit);

  String LIST =
      STANDS
          + """
          , chosen as (
            select s.id
              from service_view s
              left join team_view t on t.id = s.owner_team_id
              left join stands n on n.service_id = s.id
          """
          + FILTERED
          + " order by "
          + SORTED
          + "limit :limit offset :skip)\n"
          + STANDING
          + "join chosen on chosen.id = s.id order by "
          + SORTED;

  @SqlQuery(LIST)
  List<Standing> list(@BindMethods ServiceList asked, @Nullable Long memberId, int limit, int skip);

  /** The same for a file: handed out bit by bit, which needs a transaction. */
  @FetchSize(1_000)
  @SqlQuery(LIST)
  void each(
      @BindMethods ServiceList asked,
      @Nullable Long memberId,
      int limit,
      int skip,
      Consumer<Standing> row);

  @SqlQuery(STANDS + "select count(*) from service_view s\n" + FILTERED)
  long matching(@BindMethods ServiceList asked, @Nullable Long memberId);

  @SqlQuery(STANDS + STANDING + "where s.slug = :slug")
  Optional<Standing> bySlug(String slug);

  @SqlQuery(STANDS + STANDING + "where s.id = any(:ids)")
  List<Standing> named(Long[] ids);

  record Stands(long id, String health) {}

  @SqlQuery(STANDS + "select service_id as id, health from stands where service_id = any(:ids)")
  List<Stands> states(Long[] ids);

  /** How many services there are, how many checks see to be well, and of how many nothing tells. */
  @SqlQuery(
      STANDS
          + """
          select services, up, services - told as unchecked
            from (select count(*) as services from service_view) s,
                 (select count(*) filter (where place is null) as up, count(*) as told from stands) t
          """)
  Tally tally();

  /** What a capability stands on, worst first. */
  @SqlQuery(
      STANDS
          + STANDING
          + "where s.capability_slug = :slug order by "
          + WORST_FIRST
          + "limit :limit")
  List<Standing> ofCapability(String slug, int limit);

  /** What the services of a capability cannot do without, at any remove, but for themselves. */
  @SqlQuery(
      STANDS
          + STANDING
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
          + WORST_FIRST
          + "limit :limit")
  List<Standing> neededBy(String slug, int limit);

  record Stretch(long serviceId, Instant fromAt, @Nullable Instant toAt, String state) {}

  /**
   * What the checks of some services were since a moment: the span that ran then, and all that
   * began after it, each found without reading the past before. Where there are too many the oldest
   * are missing, and show as not known.
   */
  @SqlQuery(
      """
      select c.service_id, p.from_at, p.to_at, p.state
        from check_view c
       cross join lateral (
             (select from_at, to_at, state
                from state_span_view
               where check_id = c.id and from_at <= :from
               order by from_at desc
               limit 1)
             union all
             select from_at, to_at, state
               from state_span_view
              where check_id = c.id and from_at > :from) p
       where c.service_id = any(:serviceIds) and not c.paused and (p.to_at is null or p.to_at > :from)
       order by p.from_at desc
       limit :limit
      """)
  List<Stretch> stretches(Long[] serviceIds, Instant from, int limit);

  record Asked(long id, String name) {}

  /**
   * The check whose time is shown for a service: the first of production, else the first at all.
   */
  @SqlQuery(
      """
      select c.id, c.name
        from check_view c
        join service_view s on s.id = c.service_id
       where s.slug = :slug and c.type <> 'heartbeat' and not c.paused
       order by strpos(lower(c.environment), 'prod') <> 1, c.id
       limit 1
      """)
  Optional<Asked> asked(String slug);

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
      "select distinct capability from service_view where capability <> '' order by 1 limit 500")
  List<String> capabilities();

  @SqlQuery("select slug, name from team_view order by lower(name), id limit 500")
  List<Owner> owners();
}
