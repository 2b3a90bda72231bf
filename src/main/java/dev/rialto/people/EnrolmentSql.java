package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement that writes teams and people by the hundred. */
interface EnrolmentSql {

  @SqlQuery(
      """
      select id, slug, lower(name) as name, origin is not null as described
        from team
       where slug = any(:slugs) or lower(name) = any(:names)
      """)
  List<HeldTeam> held(String[] slugs, String[] names);

  record HeldTeam(long id, String slug, String name, boolean described) {}

  @SqlUpdate(
      """
      insert into team (slug, name, description, origin, created_at, updated_at)
      select n.slug, n.name, n.description, n.origin, :now, :now
        from unnest(:slugs, :names, :descriptions, :origins) as n (slug, name, description, origin)
      """)
  void insertTeams(
      String[] slugs, String[] names, String[] descriptions, String[] origins, Instant now);

  @SqlUpdate(
      """
      update team t
         set name = n.name, description = n.description, origin = n.origin, updated_at = :now,
             version = t.version + 1
        from unnest(:ids, :names, :descriptions, :origins) as n (id, name, description, origin)
       where t.id = n.id
      """)
  void updateTeams(
      Long[] ids, String[] names, String[] descriptions, String[] origins, Instant now);

  @SqlUpdate(
      """
      update team t
         set part_of_id = n.part_of_id
        from unnest(:ids, :partOfIds) as n (id, part_of_id)
       where t.id = n.id and t.part_of_id is distinct from n.part_of_id
      """)
  int placeTeams(Long[] ids, Long[] partOfIds);

  @SqlQuery("select id, slug from team where slug = any(:slugs)")
  List<Numbered> teamsBySlug(String[] slugs);

  /** A number and the word it was asked by. */
  record Numbered(long id, String slug) {}

  @SqlQuery("select id, lower(email) as slug from person where lower(email) = any(:emails)")
  List<Numbered> peopleByEmail(String[] emails);

  /**
   * Inactive and without a password: there is nothing to sign in with until somebody invites them.
   */
  @SqlUpdate(
      """
      insert into person (name, email, role, active, origin, created_at)
      select n.name, n.email, 'member', false, n.origin, :now
        from unnest(:names, :emails, :origins) as n (name, email, origin)
      on conflict (lower(email)) do nothing
      """)
  void insertPeople(String[] names, String[] emails, String[] origins, Instant now);

  /** Who has signed in says their own name. */
  @SqlUpdate(
      """
      update person p
         set name = n.name, version = p.version + 1
        from unnest(:ids, :names) as n (id, name)
       where p.id = n.id and p.origin is not null and p.password_hash is null
         and p.name <> n.name
      """)
  int renamePeople(Long[] ids, String[] names);

  @SqlQuery(
      """
      select team_id, person_id from membership where told_by = 'descriptor'
      """)
  List<Enrolment.Member> toldMembers();

  @SqlUpdate(
      """
      insert into membership (team_id, person_id, told_by)
      select n.team_id, n.person_id, 'descriptor'
        from unnest(:teamIds, :personIds) as n (team_id, person_id)
      on conflict (team_id, person_id) do nothing
      """)
  int admitAll(Long[] teamIds, Long[] personIds);

  @SqlUpdate(
      """
      delete from membership m
       using unnest(:teamIds, :personIds) as n (team_id, person_id)
       where m.team_id = n.team_id and m.person_id = n.person_id and m.told_by = 'descriptor'
      """)
  int releaseAll(Long[] teamIds, Long[] personIds);
}
