package dev.rialto.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Promises and the pages they made, always many at a time: a storm is five thousand of them. */
interface PromiseSql {

  /** An alert whose promise is still open keeps it; the rest get one. Answers the teams to ring. */
  @SqlQuery(
      """
      with made as (
        insert into promise (alert_id, team_id, plan_id, service_id, service_name, title, severity, since, path,
                             next_at, promised_at)
        select s.*, :now, :now
          from unnest(:alerts, :teams, :plans, :services, :serviceNames, :titles, :severities, :sinces, :paths) s
            on conflict (alert_id) where state in ('ringing', 'unanswered') do nothing
        returning team_id)
      select distinct team_id from made
      """)
  List<Long> promise(
      List<Long> alerts,
      List<Long> teams,
      List<Long> plans,
      Long[] services,
      List<String> serviceNames,
      List<String> titles,
      List<String> severities,
      List<Instant> sinces,
      List<String> paths,
      Instant now);

  /** Answered or silenced: nothing more rings. */
  @SqlUpdate(
      """
      update promise
         set state = 'stopped', next_at = null, ended_at = :now, ended_by = :by
       where alert_id = any(:alerts)
         and state in ('ringing', 'unanswered')
      """)
  int stop(Collection<Long> alerts, String by, Instant now);

  /**
   * The others who were rung learn that somebody has it; a message that never left says nothing.
   */
  @SqlQuery(
      """
      update page
         set closed_at = :now,
             closed_as = case when cast(:person as bigint) is null then 'stopped' else 'acknowledged' end,
             closed_by = :by,
             notice    = case when person_id <> cast(:person as bigint) then 'acknowledged' end
       where alert_id = any(:alerts)
         and closed_at is null
      returning person_id, notice is not null as notice
      """)
  List<Closed> close(Collection<Long> alerts, String by, @Nullable Long person, Instant now);

  record Closed(long personId, boolean notice) {}

  /** Over: whoever was rung in this life of the alert is told, whether they had answered or not. */
  @SqlQuery(
      """
      with ended as (
        update promise
           set state = 'resolved', next_at = null,
               ended_at = coalesce(ended_at, :now), ended_by = coalesce(ended_by, 'resolved')
         where alert_id = any(:alerts)
           and state <> 'resolved'
        returning id)
      update page g
         set closed_at = coalesce(g.closed_at, :now),
             closed_as = coalesce(g.closed_as, 'resolved'),
             notice    = 'resolved'
        from ended e
       where g.promise_id = e.id
      returning g.person_id, true as notice
      """)
  List<Closed> resolve(Collection<Long> alerts, Instant now);

  /** Worse than it was told: those who were rung in this life of the alert hear it. */
  @SqlQuery(
      """
      with risen as (
        update promise
           set severity = :severity
         where alert_id = any(:alerts)
           and state <> 'resolved'
           and severity <> :severity
        returning id)
      update page g
         set notice = 'raised'
        from risen r
       where g.promise_id = r.id
      returning g.person_id, true as notice
      """)
  List<Closed> raise(Collection<Long> alerts, String severity);

  /** The next level now; a promise that was answered or had given up goes on from where it was. */
  @SqlQuery(
      """
      update promise p
         set next_at  = :now,
             state    = 'ringing',
             ended_at = null,
             ended_by = null,
             step     = case when p.step < jsonb_array_length(l.levels) * (l.repeats + 1) then p.step else 0 end
        from escalation_plan l
       where p.id = (select max(id) from promise where alert_id = :alert)
         and p.state <> 'resolved'
         and l.id = p.plan_id
      returning p.team_id
      """)
  @Nullable Long escalate(long alert, Instant now);

  record LinkRow(long personId, long alertId, long pageId, Instant madeAt) {}

  @SqlQuery(
      """
      select person_id, alert_id, id as page_id, rang_at as made_at
        from page
       where id = :id
      """)
  List<LinkRow> linkedPage(long id);

  @SqlQuery(
      """
      select n.person_id, g.alert_id, g.id as page_id, n.created_at as made_at
        from notification n
        join notification_page x on x.notification_id = n.id
        join page g on g.id = x.page_id
       where n.id = :id
         and n.person_id is not null
       order by g.id
       limit 10000
      """)
  List<LinkRow> linkedBundle(long id);

  // ---- the key behind the links

  @SqlUpdate("insert into link_key (sealed) values (:sealed) on conflict do nothing")
  void offerLinkKey(String sealed);

  @SqlQuery("select sealed from link_key")
  String linkKey();

  @SqlUpdate("update link_key set sealed = :sealed")
  void replaceLinkKey(String sealed);
}
