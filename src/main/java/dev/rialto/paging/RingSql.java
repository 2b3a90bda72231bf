package dev.rialto.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What is due to ring, whom a level has, and the pages that come of it. */
interface RingSql {

  record Due(
      long id,
      long alertId,
      long teamId,
      long planId,
      int step,
      @Nullable Long serviceId,
      String serviceName,
      String title) {}

  record Candidate(long id, String name, boolean active, boolean reachable) {}

  record Made(long id, long promiseId, long personId) {}

  /** A promise held by somebody who is just stopping it is skipped; the sweep looks again. */
  @SqlQuery(
      """
      select id, alert_id, team_id, plan_id, step, service_id, service_name, title
        from promise
       where next_at <= :now
       order by next_at, id
       limit :limit
         for update skip locked
      """)
  List<Due> due(Instant now, int limit);

  /** Something should have rung a while ago: a safety net, not the way of things. */
  @SqlQuery("select exists (select from promise where next_at < :before)")
  boolean overdue(Instant before);

  @SqlQuery(
      """
      select p.id, p.name, p.active,
             exists (select from contact_method_view c where c.person_id = p.id and c.verified_at is not null) as reachable
        from person_view p
       where p.id = any(:ids)
       order by p.name, p.id
      """)
  List<Candidate> people(Collection<Long> ids);

  @SqlQuery(
      """
      select p.id, p.name, p.active,
             exists (select from contact_method_view c where c.person_id = p.id and c.verified_at is not null) as reachable
        from membership_view m
        join person_view p on p.id = m.person_id
       where m.team_id = :team
         and p.active
         and p.role <> 'viewer'
       order by p.name, p.id
       limit 2000
      """)
  List<Candidate> membersOf(long team);

  @SqlQuery(
      """
      select p.id, p.name, p.active,
             exists (select from contact_method_view c where c.person_id = p.id and c.verified_at is not null) as reachable
        from person_view p
       where p.role = 'admin'
         and p.active
         and p.role <> 'viewer'
       order by p.name, p.id
       limit 200
      """)
  List<Candidate> admins();

  record Named(long id, String name) {}

  /** As people say it: a schedule that was never named goes by its team, “Checkout”. */
  String SCHEDULE_NAME =
      """
      case when s.name = 'On call' then t.name
           when s.name like 'Layer _' then t.name || ', ' || lower(s.name)
           else s.name end
      """;

  @SqlQuery("select id, name from team_view where id = any(:ids)")
  List<Named> teams(Collection<Long> ids);

  @SqlQuery(
      "select s.id, "
          + SCHEDULE_NAME
          + """
             as name
              from schedule_view s join team_view t on t.id = s.team_id
             where s.id = any(:ids)
            """)
  List<Named> schedules(Collection<Long> ids);

  /** Once per step of a promise and person, however often a job is run again. */
  @SqlQuery(
      """
      insert into page (promise_id, alert_id, person_id, step, level, why, rang_at)
      select p.*, :now
        from unnest(:promises, :alerts, :people, :steps, :levels, :whys) p
          on conflict (promise_id, step, person_id) do nothing
      returning id, promise_id, person_id
      """)
  List<Made> pages(
      List<Long> promises,
      List<Long> alerts,
      List<Long> people,
      List<Integer> steps,
      List<Integer> levels,
      List<String> whys,
      Instant now);

  @SqlUpdate(
      """
      insert into passed_over (promise_id, step, level, why, at)
      select p.*, :now
        from unnest(:promises, :steps, :levels, :whys) p
          on conflict (promise_id, step) do nothing
      """)
  int passOver(
      List<Long> promises,
      List<Integer> steps,
      List<Integer> levels,
      List<String> whys,
      Instant now);

  @SqlUpdate(
      """
      update promise p
         set step = u.step, next_at = u.next_at
        from unnest(:promises, :steps, :nexts) u (id, step, next_at)
       where p.id = u.id
      """)
  int goOn(List<Long> promises, List<Integer> steps, List<Instant> nexts);

  @SqlUpdate(
      """
      update promise p
         set state = 'unanswered', step = u.step, next_at = null
        from unnest(:promises, :steps) u (id, step)
       where p.id = u.id
      """)
  int giveUp(List<Long> promises, List<Integer> steps);

  /**
   * Nobody of the level just rung can be reached any more: each message failed and none is still to
   * be tried for the first time. Only then is the next level rung before its time, and only in the
   * first round: when every channel is down, repeats keep their pace until one comes back.
   */
  @SqlQuery(
      """
      with hopeless as (
        select p.id, p.step, p.team_id,
               (select string_agg(distinct coalesce(n.label, n.channel) || ': ' || coalesce(n.error, 'no answer'), '; ')
                  from page g
                  join notification_page x on x.page_id = g.id
                  join notification n on n.id = x.notification_id and n.kind = 'page'
                 where g.promise_id = p.id and g.step = p.step - 1) as why
          from promise p
          join escalation_plan l on l.id = p.plan_id
         where p.id in (select g.promise_id from notification_page x join page g on g.id = x.page_id
                         where x.notification_id = :notification and g.closed_at is null)
           and p.state = 'ringing'
           and p.next_at > :now
           and p.step < jsonb_array_length(l.levels)
           and exists (select from page g where g.promise_id = p.id and g.step = p.step - 1)
           and not exists (
                 select from page g
                   join notification_page x on x.page_id = g.id
                   join notification n on n.id = x.notification_id and n.kind = 'page'
                  where g.promise_id = p.id
                    and g.step = p.step - 1
                    and (n.state = 'sent' or (n.state in ('waiting', 'sending') and n.tries <= 1)))
           for update of p skip locked),
      told as (
        insert into passed_over (promise_id, step, level, why, at)
        select id, step - 1, -1, 'No message got through. ' || left(why, 500), :now from hopeless
            on conflict (promise_id, step) do nothing)
      update promise p
         set next_at = :now
        from hopeless h
       where p.id = h.id
      returning h.team_id
      """)
  List<Long> hurry(long notification, Instant now);
}
