package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about teams and who is in them. */
interface TeamSql {
  /**
   * A slug or a name may be held by another team: the caller learns which, before the index says
   * no.
   */
  @SqlQuery(
      """
      select case when slug = :slug then 'slug' else 'name' end
        from team
       where (slug = :slug or lower(name) = lower(:name)) and id <> :exceptId
       limit 1
      """)
  Optional<String> heldBy(String slug, String name, long exceptId);

  @SqlQuery(
      """
      insert into team (slug, name, zone, description, created_at, updated_at)
      values (:slug, :name, :zone, :description, :now, :now)
      returning id
      """)
  long insert(String slug, String name, String zone, String description, Instant now);

  @SqlUpdate(
      """
      update team
         set slug = :slug, name = :name, zone = :zone, description = :description,
             updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(
      long id, int version, String slug, String name, String zone, String description, Instant now);

  @SqlUpdate("delete from team where id = :id and version = :version")
  int delete(long id, int version);

  @SqlQuery(
      """
      select t.id, t.slug, t.name, t.zone, t.description, t.version, t.created_at, t.updated_at,
             (select count(*) from membership m where m.team_id = t.id) as members
        from team t
       where t.slug = :slug
      """)
  Optional<Team> bySlug(String slug);

  @SqlQuery(
      """
      select t.id, t.slug, t.name, t.zone, t.description, t.version, t.created_at, t.updated_at,
             (select count(*) from membership m where m.team_id = t.id) as members
        from team t
       where t.id = :id
      """)
  Optional<Team> byId(long id);

  /** Pages by slug: an insert between two pages neither repeats nor hides a team. */
  @SqlQuery(
      """
      select t.id, t.slug, t.name, t.zone, t.description, t.version, t.created_at, t.updated_at,
             (select count(*) from membership m where m.team_id = t.id) as members
        from team t
       where (:q = '' or strpos(lower(t.name || ' ' || t.slug), lower(:q)) > 0)
         and (cast(:personId as bigint) is null
              or exists (select from membership m where m.team_id = t.id and m.person_id = :personId))
         and t.slug > :after
       order by t.slug
       limit :limit
      """)
  List<Team> page(String q, @Nullable Long personId, String after, int limit);

  @SqlQuery(
      """
      select m.team_id, m.person_id, p.name, p.email, p.active, m.role, m.roles
        from membership m
        join person p on p.id = m.person_id
       where m.team_id = :teamId
       order by m.role, lower(p.name), p.id
       limit :limit
      """)
  List<Membership> members(long teamId, int limit);

  @SqlQuery(
      """
      select m.team_id, m.person_id, p.name, p.email, p.active, m.role, m.roles
        from membership m
        join person p on p.id = m.person_id
       where m.team_id = :teamId and m.person_id = :personId
      """)
  Optional<Membership> member(long teamId, long personId);

  @SqlQuery(
      "select exists (select from membership where team_id = :teamId and person_id = :personId)")
  boolean isMember(long teamId, long personId);

  /** The team row is locked first, so that two last seats are not given away at once. */
  @SqlQuery("select id from team where id = :teamId for update")
  Optional<Long> lock(long teamId);

  @SqlUpdate(
      """
      insert into membership (team_id, person_id, role, roles)
      values (:teamId, :personId, :role, :roles)
      on conflict (team_id, person_id) do update
         set role = excluded.role, roles = excluded.roles, told_by = 'hand'
      """)
  void admit(long teamId, long personId, String role, String[] roles);

  @SqlUpdate("delete from membership where team_id = :teamId and person_id = :personId")
  int release(long teamId, long personId);

  @SqlQuery("select name from person where id = :personId and active")
  Optional<String> activePerson(long personId);

  /** By address, or by name where only one active person bears it. */
  @SqlQuery(
      """
      select id
        from person
       where active and (lower(email) = lower(:typed) or lower(name) = lower(:typed))
       order by lower(email) = lower(:typed) desc
       limit 2
      """)
  List<Long> peopleCalled(String typed);

  @SqlQuery(
      """
      select p.name || ' <' || p.email || '>'
        from person p
       where p.active
         and not exists (select from membership m where m.team_id = :teamId and m.person_id = p.id)
       order by lower(p.name), p.id
       limit :limit
      """)
  List<String> outsiders(long teamId, int limit);
}
