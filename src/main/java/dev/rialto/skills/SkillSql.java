package dev.rialto.skills;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about skills. */
interface SkillSql {
  @SqlQuery(
      """
      select name, teaches from person_skill where person_id = :personId order by key limit :limit
      """)
  List<Skill> of(long personId, int limit);

  /** Who can teach comes first; within that by name, never by how much. */
  @SqlQuery(
      """
      select p.id as person_id, p.name, p.email, s.name as skill, s.teaches,
             array(select t.name
                     from membership_view m
                     join team_view t on t.id = m.team_id
                    where m.person_id = p.id
                    order by lower(t.name)
                    limit 5) as teams
        from person_skill s
        join person_view p on p.id = s.person_id
       where p.active
         and (:q = '' or strpos(s.key, :q) > 0)
         and (not :teaching or s.teaches)
       order by s.key = :q desc, s.teaches desc, s.key, lower(p.name), p.id
       limit :limit
      """)
  List<Knower> who(String q, boolean teaching, int limit);

  @SqlQuery(
      """
      select p.id as person_id, p.name, p.email, s.name as skill, s.teaches, array[]::text[] as teams
        from person_skill s
        join person_view p on p.id = s.person_id
        join membership_view m on m.person_id = p.id
       where m.team_id = :teamId and p.active
       order by s.key, s.teaches desc, lower(p.name)
       limit :limit
      """)
  List<Knower> inTeam(long teamId, int limit);

  @SqlUpdate("delete from person_skill where person_id = :personId")
  void dropAll(long personId);

  @SqlQuery(
      """
      select min(name) from person_skill group by key order by 1 limit :limit
      """)
  List<String> names(int limit);

  @SqlQuery(
      """
      select name, teaches from person_skill where person_id = :personId and key = :key
      """)
  Optional<Skill> one(long personId, String key);

  @SqlQuery("select count(*) from person_skill where person_id = :personId")
  int count(long personId);

  @SqlUpdate(
      """
      insert into person_skill (person_id, key, name, teaches, added_at)
      values (:personId, :key, :name, :teaches, :now)
      on conflict (person_id, key) do update set name = excluded.name, teaches = excluded.teaches
      """)
  void put(long personId, String key, String name, boolean teaches, Instant now);

  @SqlUpdate("delete from person_skill where person_id = :personId and key = :key")
  int delete(long personId, String key);
}
