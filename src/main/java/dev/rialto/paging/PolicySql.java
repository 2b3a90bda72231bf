package dev.rialto.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Escalation policies and the plans they froze. */
interface PolicySql {

  record PolicyRow(
      long teamId,
      long planId,
      int version,
      Instant changedAt,
      String changedBy,
      int repeats,
      String levels) {}

  record PlanRow(long id, int repeats, String levels) {}

  record TeamPlan(long teamId, long planId) {}

  record Named(long id, String name) {}

  record ScheduleOf(long teamId, long id, String name) {}

  record TeamRow(long id, String slug, String name, String zone) {}

  record MemberRow(long id, String name, boolean active, boolean reachable) {}

  @SqlQuery(
      """
      select team_id, plan_id
        from escalation_policy
       where team_id = any(:teams)
      """)
  List<TeamPlan> plansOf(Collection<Long> teams);

  @SqlQuery(
      "select s.team_id, s.id, "
          + RingSql.SCHEDULE_NAME
          + """
             as name
              from schedule_view s join team_view t on t.id = s.team_id
             where s.team_id = any(:teams)
             order by s.team_id, s.id
            """)
  List<ScheduleOf> schedulesOf(Collection<Long> teams);

  /** The same plan twice is one row, so that thousands of promises share it. */
  @SqlQuery(
      """
      insert into escalation_plan (team_id, repeats, levels)
      select p.team, p.repeats, cast(p.levels as jsonb)
        from unnest(:teams, :repeats, :levels) p (team, repeats, levels)
       order by p.team
          on conflict (team_id, repeats, levels) do update set repeats = excluded.repeats
      returning team_id, id as plan_id
      """)
  List<TeamPlan> plans(List<Long> teams, List<Integer> repeats, List<String> levels);

  @SqlQuery(
      """
      select id, repeats, levels::text as levels
        from escalation_plan
       where id = any(:ids)
      """)
  List<PlanRow> plans(Collection<Long> ids);

  @SqlQuery(
      """
      select y.team_id, y.plan_id, y.version, y.changed_at, y.changed_by, p.repeats, p.levels::text as levels
        from escalation_policy y
        join escalation_plan p on p.id = y.plan_id
       where y.team_id = :teamId
      """)
  Optional<PolicyRow> policy(long teamId);

  /** Writes only over the version the writer saw; 0 stands for no policy yet. */
  @SqlQuery(
      """
      insert into escalation_policy (team_id, plan_id, version, changed_at, changed_by)
      select :teamId, :planId, 1, :at, :by
       where :seen = 0 or exists (select from escalation_policy where team_id = :teamId)
          on conflict (team_id) do update
         set plan_id    = excluded.plan_id,
             version    = escalation_policy.version + 1,
             changed_at = excluded.changed_at,
             changed_by = excluded.changed_by
       where escalation_policy.version = :seen
      returning version
      """)
  @Nullable Integer write(long teamId, long planId, int seen, Instant at, String by);

  @SqlUpdate("delete from escalation_policy where team_id = :teamId and version = :seen")
  int drop(long teamId, int seen);

  @SqlQuery("select id, slug, name, zone from team_view where slug = :slug")
  Optional<TeamRow> team(String slug);

  @SqlQuery(
      """
      select exists (select from membership_view where team_id = :teamId and person_id = :personId)
      """)
  boolean isMember(long teamId, long personId);

  /** Everybody who may be named in a policy: the team first, then the rest of the house. */
  @SqlQuery(
      """
      select p.id, p.name, p.active,
             exists (select from contact_method_view c where c.person_id = p.id and c.verified_at is not null) as reachable
        from person_view p
        left join membership_view m on m.person_id = p.id and m.team_id = :teamId
       where p.active
       order by m.team_id is null, p.name, p.id
       limit 1000
      """)
  List<MemberRow> candidates(long teamId);
}
