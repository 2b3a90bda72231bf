package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about people themselves. */
interface PersonSql {

  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where id = :id
      """)
  Optional<Person> byId(long id);

  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where lower(email) = lower(:email)
      """)
  Optional<Person> byEmail(String email);

  /** The address first; two are enough to know that a name is not one person's alone. */
  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where lower(email) = lower(:said) or lower(name) = lower(:said)
      order by lower(email) = lower(:said) desc, active desc, id
      limit 2
      """)
  List<Person> called(String said);

  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where active
      order by lower(name), id
      limit :limit
      """)
  List<Person> choices(int limit);

  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where id > :after and erased_at is null
        and (:query = '' or strpos(lower(name), lower(:query)) > 0 or strpos(lower(email), lower(:query)) > 0)
      order by id
      limit :limit
      """)
  List<Person> page(String query, long after, int limit);

  @SqlQuery(
      """
      select p.id, p.name, p.email, p.role, p.active,
             (select count(*)
              from contact_method c
              where c.person_id = p.id and c.verified_at is not null) as verified_methods,
             array(select t.name
                   from membership m join team t on t.id = m.team_id
                   where m.person_id = p.id
                   order by lower(t.name)
                   limit 20) as teams
      from person p
      where p.erased_at is null
        and (:query = '' or strpos(lower(p.name), lower(:query)) > 0 or strpos(lower(p.email), lower(:query)) > 0)
      order by p.active desc, lower(p.name), p.id
      limit :limit offset :skip
      """)
  List<PersonRow> rows(String query, int limit, int skip);

  @SqlQuery(
      """
      select count(*) filter (where active)                     as active,
             count(*) filter (where active and role = 'admin')  as admins,
             count(*) filter (where active and not exists (
               select from contact_method c
               where c.person_id = person.id and c.verified_at is not null)) as unreachable
      from person
      """)
  PeoplePage.Counts counts();

  @SqlQuery(
      """
      select t.slug, t.name, m.role, m.roles
      from membership m
      join team t on t.id = m.team_id
      where m.person_id = :id
      order by lower(t.name), t.id
      limit 100
      """)
  List<PersonPage.TeamLine> teams(long id);

  @SqlQuery(
      """
      insert into person (name, email, role, zone, password_hash, created_at)
      values (:name, :email, :role, :zone, :passwordHash, :now)
      returning id, name, email, role, zone, active, created_at, version
      """)
  Person insert(
      String name, String email, String role, String zone, String passwordHash, Instant now);

  @SqlQuery(
      """
      update person
      set name = :name, role = :role, zone = :zone, active = :active, version = version + 1
      where id = :id and version = :version
      returning id, name, email, role, zone, active, created_at, version
      """)
  Optional<Person> change(
      long id, String name, String role, String zone, boolean active, int version);

  /** Somebody a directory told of who has never been let in. */
  @SqlQuery(
      """
      select id, name, email, role, zone, active, created_at, version
      from person
      where lower(email) = lower(:email) and origin is not null and password_hash is null and not active
      """)
  Optional<Person> waiting(String email);

  @SqlQuery(
      """
      update person
      set name = :name, role = :role, password_hash = :passwordHash, active = true, version = version + 1
      where id = :id
      returning id, name, email, role, zone, active, created_at, version
      """)
  Person letIn(long id, String name, String role, String passwordHash);

  /** Locks whoever is an administrator, so that two of them cannot remove each other at once. */
  @SqlQuery(
      """
      select id
      from person
      where role = 'admin' and active
      order by id
      for update
      """)
  List<Long> lockAdmins();

  @SqlQuery("select exists (select from person where role = 'admin' and active)")
  boolean anyAdmin();

  /** Two first administrators at the same moment: the second waits here and then sees the first. */
  @SqlUpdate("lock table person in share row exclusive mode")
  void lockAll();

  @SqlUpdate(
      """
      update person
      set name = :name, email = :email, role = 'viewer', zone = 'UTC', active = false, password_hash = null,
          origin = null, erased_at = :now, version = version + 1
      where id = :id and version = :version
      """)
  int erase(long id, int version, String name, String email, Instant now);

  @SqlUpdate("delete from session where person_id = :id")
  void dropSessions(long id);

  @SqlUpdate("delete from known_device where person_id = :id")
  void dropDevices(long id);

  /** Invitations to their address as well. */
  @SqlUpdate("delete from entry_link where person_id = :id or lower(email) = lower(:email)")
  void dropLinks(long id, String email);

  @SqlUpdate("delete from api_token where person_id = :id")
  void dropTokens(long id);

  @SqlUpdate("delete from contact_method where person_id = :id")
  void dropMethods(long id);

  @SqlUpdate("delete from membership where person_id = :id")
  void dropMemberships(long id);

  @SqlQuery("select password_hash from person where id = :id")
  Optional<String> passwordHash(long id);

  @SqlUpdate("update person set password_hash = :hash where id = :id")
  void password(long id, String hash);
}
