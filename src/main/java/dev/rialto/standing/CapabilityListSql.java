package dev.rialto.standing;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** How all capabilities stand, in one statement however many there are. */
interface CapabilityListSql {
  /**
   * A capability and what its answer rests on.
   *
   * @param matching how many capabilities were asked for
   * @param broken how many of these do not work
   */
  record Row(
      String slug,
      String name,
      String description,
      @Nullable String ownerSlug,
      @Nullable String ownerName,
      @Nullable String partOfName,
      long services,
      long alike,
      boolean watched,
      @Nullable Long worstId,
      boolean needy,
      @Nullable Long needId,
      long matching,
      long broken) {}

  /**
   * Worst first, by the same rules as {@link Verdict}. What is needed is followed upwards from the
   * services that are down, not downwards from all; which of them it is, is told of the worst
   * hundred alone, so that a bad day is no slow one.
   */
  @SqlQuery(
      StandingSql.STANDS
          + """
          , touched as (
            with recursive up (at_id) as (
              select service_id from stands where health = 'down'
               union
              select d.service_id
                from up
                join dependency_view d on d.needs_service_id = up.at_id and d.kind = 'hard')
            select distinct o.capability_id
              from up
              join service_view o on o.id = up.at_id
             where o.capability_id is not null),
            gravest as (
            select s.id
              from stands n
              join service_view s on s.id = n.service_id
             where n.health = 'down'
             order by
          """
          + StandingSql.WORST_FIRST
          + """
             limit 100),
            hit as (
            with recursive up (down_id, at_id) as (
              select id, id from gravest
               union
              select up.down_id, d.service_id
                from up
                join dependency_view d on d.needs_service_id = up.at_id and d.kind = 'hard')
            select down_id, at_id from up),
            needs as (
            select distinct on (o.capability_id) o.capability_id, s.id
              from hit
              join service_view o on o.id = hit.at_id
              join service_view s on s.id = hit.down_id
              join stands n on n.service_id = s.id
             where o.capability_id is not null
               and s.capability_id is distinct from o.capability_id
             order by o.capability_id,
          """
          + StandingSql.WORST_FIRST
          + """
            ),
            own as (
            select s.capability_id, s.id, coalesce(n.place, 5) as place,
                   count(*) over (partition by s.capability_id) as services,
                   count(*) over (partition by s.capability_id, coalesce(n.health, 'up')) as alike,
                   count(n.check_state) over (partition by s.capability_id) > 0 as watched,
                   row_number() over (partition by s.capability_id order by
          """
          + StandingSql.WORST_FIRST
          + """
                   ) as nth
              from service_view s
              left join stands n on n.service_id = s.id
             where s.capability_id is not null)
          select slug, name, description, owner_slug, owner_name, part_of_name, services, alike, watched,
                 worst_id, needy, need_id, count(*) over () as matching,
                 count(*) filter (where place = 1) over () as broken
            from (select c.id, c.slug, c.name, c.description, t.slug as owner_slug,
                         t.name as owner_name, w.name as part_of_name,
                         coalesce(o.services, 0) as services, coalesce(o.alike, 0) as alike,
                         coalesce(o.watched, false) as watched, o.id as worst_id, x.id as need_id,
                         h.capability_id is not null and coalesce(o.place, 5) <> 1 as needy,
                         case when o.id is null then 3
                              when h.capability_id is null then o.place
                              when o.watched then least(o.place, 2)
                              else 1 end as place
                    from capability_view c
                    left join team_view t on t.id = c.owner_team_id
                    left join capability_view w on w.id = c.part_of_id
                    left join own o on o.capability_id = c.id and o.nth = 1
                    left join touched h on h.capability_id = c.id
                    left join needs x on x.capability_id = c.id
                   where :q = ''
                      or strpos(lower(c.name || ' ' || c.slug || ' ' || c.description), lower(:q)) > 0) c
           order by place, lower(name), id
           limit :limit offset :skip
          """)
  List<Row> page(String q, int limit, int skip);
}
