package dev.rialto.dependencies;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about dependencies. */
interface DependencySql {

  @SqlQuery(
      """
      select s.id, s.slug, s.name, t.slug as owner_slug, t.name as owner_name, d.kind, d.note, d.told_by, d.version
        from dependency d
        join service_view s on s.id = d.needs_service_id
        left join team_view t on t.id = s.owner_team_id
       where d.service_id = :id
       order by d.kind, lower(s.name)
       limit :limit
      """)
  List<Neighbour> needs(long id, int limit);

  @SqlQuery(
      """
      select s.id, s.slug, s.name, t.slug as owner_slug, t.name as owner_name, d.kind, d.note, d.told_by, d.version
        from dependency d
        join service_view s on s.id = d.service_id
        left join team_view t on t.id = s.owner_team_id
       where d.needs_service_id = :id
       order by d.kind, lower(s.name)
       limit :limit
      """)
  List<Neighbour> neededBy(long id, int limit);

  /** Two people who each close half of a circle must not both find it open. */
  @SqlUpdate("lock table dependency in share row exclusive mode")
  void lock();

  @SqlQuery(
      """
      select service_id as "from", needs_service_id as "to", kind
        from dependency
       where service_id = any(:ids)
       limit :limit
      """)
  List<Edge> outOf(Long[] ids, int limit);

  @SqlQuery(
      """
      select service_id as "from", needs_service_id as "to", kind
        from dependency
       where needs_service_id = any(:ids)
       limit :limit
      """)
  List<Edge> into(Long[] ids, int limit);

  @SqlQuery(
      """
      select service_id as "from", needs_service_id as "to", kind
        from dependency
       where service_id = any(:ids) and needs_service_id = any(:ids)
       limit :limit
      """)
  List<Edge> among(Long[] ids, int limit);

  @SqlQuery(
      """
      select service_id as "from", needs_service_id as "to", kind
        from dependency
       where told_by = :toldBy
      """)
  List<Edge> toldBy(String toldBy);

  @SqlQuery(
      """
      select id, slug, name from service_view where id = any(:ids)
      """)
  List<Node> nodes(Long[] ids);

  @SqlQuery(
      """
      select id from service_view where capability_id = :capabilityId order by tier, name limit :limit
      """)
  List<Long> ofCapability(long capabilityId, int limit);

  /** Services that have to do with another at all; more than asked for means: too many to draw. */
  @SqlQuery(
      """
      select id
        from (select service_id as id from dependency
              union
              select needs_service_id from dependency) as all_of_them
       limit :limit
      """)
  List<Long> connected(int limit);

  /** What a team owns, what belongs to a capability, or to both. */
  @SqlQuery(
      """
      select s.id
        from service_view s
             left join team_view t on t.id = s.owner_team_id
       where (cast(:team as text) is null or t.slug = :team)
         and (cast(:capability as text) is null or s.capability_slug = :capability)
       order by s.tier, s.name
       limit :limit
      """)
  List<Long> of(@Nullable String team, @Nullable String capability, int limit);

  /** Who has to do with most others, first; {@code connected} counts all of them. */
  @SqlQuery(
      """
      select s.id, s.slug, s.name, t.name as owner, n.needs, n.needed_by,
             count(*) over () as connected
        from (select id, sum(needs) as needs, sum(needed_by) as needed_by
                from (select service_id as id, count(*) as needs, 0 as needed_by
                        from dependency
                       group by service_id
                      union all
                      select needs_service_id, 0, count(*)
                        from dependency
                       group by needs_service_id) as ends
               group by id) as n
             join service_view s on s.id = n.id
             left join team_view t on t.id = s.owner_team_id
       where (cast(:team as text) is null or t.slug = :team)
         and (cast(:capability as text) is null or s.capability_slug = :capability)
       order by n.needs + n.needed_by desc, n.needed_by desc, lower(s.name), s.id
       limit :limit offset :offset
      """)
  List<Hubs.Hub> hubs(@Nullable String team, @Nullable String capability, int limit, int offset);

  @SqlQuery(
      """
      select t.slug, t.name
        from team_view t
       where exists (select from service_view s where s.owner_team_id = t.id)
       order by lower(t.name)
       limit :limit
      """)
  List<GraphPage.Choice> owners(int limit);

  @SqlQuery("select slug, name from team_view where slug = :slug")
  Optional<GraphPage.Choice> team(String slug);

  @SqlQuery(
      """
      select c.slug, c.name
        from capability_view c
       where exists (select from service_view s where s.capability_id = c.id)
       order by lower(c.name)
       limit :limit
      """)
  List<GraphPage.Choice> capabilities(int limit);

  @SqlQuery("select slug, name from capability_view where slug = :slug")
  Optional<GraphPage.Choice> capability(String slug);

  record Node(long id, String slug, String name) {}

  @SqlQuery(
      """
      select kind, note, told_by, version
        from dependency
       where service_id = :from and needs_service_id = :to
      """)
  Optional<Told> one(long from, long to);

  record Told(String kind, String note, String toldBy, int version) {}

  @SqlUpdate(
      """
      insert into dependency (service_id, needs_service_id, kind, note, told_by, created_at)
      values (:from, :to, :kind, :note, 'hand', :now)
      on conflict (service_id, needs_service_id)
      do update set kind = excluded.kind, note = excluded.note, version = dependency.version + 1
      """)
  void put(long from, long to, String kind, String note, Instant now);

  @SqlUpdate(
      """
      delete from dependency where service_id = :from and needs_service_id = :to and told_by = 'hand'
      """)
  int delete(long from, long to);

  /** What people said stays: a descriptor that says the same adds nothing. */
  @SqlUpdate(
      """
      insert into dependency (service_id, needs_service_id, kind, told_by, created_at)
      select n.service_id, n.needs_service_id, n.kind, 'descriptor', :now
        from unnest(:froms, :tos, :kinds) as n (service_id, needs_service_id, kind)
      on conflict (service_id, needs_service_id) do nothing
      """)
  int insertAll(Long[] froms, Long[] tos, String[] kinds, Instant now);

  @SqlUpdate(
      """
      delete from dependency d
       using unnest(:froms, :tos) as n (service_id, needs_service_id)
       where d.service_id = n.service_id and d.needs_service_id = n.needs_service_id
         and d.told_by = 'descriptor'
      """)
  int deleteAll(Long[] froms, Long[] tos);

  /** What a service can need, for a list to choose from. */
  @SqlQuery(
      """
      select slug, name
        from service_view
       where id <> :exceptId
       order by lower(name), id
       limit :limit
      """)
  List<GraphPage.Choice> choices(long exceptId, int limit);
}
