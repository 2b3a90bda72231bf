package dev.rialto.paging;

import dev.rialto.paging.AlertPages.AttemptRow;
import dev.rialto.paging.AlertPages.MessageRow;
import dev.rialto.paging.AlertPages.PageRow;
import dev.rialto.paging.NotificationsPage.HealthRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What screens and the API show of pages and messages. */
interface ViewSql {

  record OpenPage(
      long alertId,
      Instant rangAt,
      String serviceName,
      String title,
      String severity,
      Instant since,
      String path,
      boolean inVain) {}

  record PromiseRow(
      long id,
      long teamId,
      String state,
      int step,
      @Nullable Instant nextAt,
      long planId,
      Instant promisedAt) {}

  record PassedRow(int step, int level, String why, Instant at) {}

  /** One line an alert, however often it rang. */
  @SqlQuery(
      """
      select g.alert_id, max(g.rang_at) as rang_at, max(p.service_name) as service_name, max(p.title) as title,
             max(p.severity) as severity, min(p.since) as since, max(p.path) as path,
             bool_and(p.state = 'unanswered') as in_vain
        from page g
        join promise p on p.id = g.promise_id
       where g.person_id = :person
         and g.closed_at is null
       group by g.alert_id
       order by min(array_position(array ['critical', 'error', 'warning', 'info'], p.severity)), min(p.since), g.alert_id
       limit :limit
      """)
  List<OpenPage> mine(long person, int limit);

  @SqlQuery(
      "select count(distinct alert_id) from page where person_id = :person and closed_at is null")
  int openCount(long person);

  @SqlQuery(
      """
      select id, team_id, state, step, next_at, plan_id, promised_at
        from promise
       where alert_id = :alert
       order by id desc
       limit 1
      """)
  Optional<PromiseRow> lastPromise(long alert);

  @SqlQuery(
      """
      select g.id, g.alert_id, g.person_id, coalesce(w.name, 'somebody who left') as person, g.step, g.level, g.why,
             g.rang_at, g.closed_at, g.closed_as, g.closed_by
        from page g
        left join person_view w on w.id = g.person_id
       where g.alert_id = :alert
       order by g.id
       limit 200
      """)
  List<PageRow> pagesOf(long alert);

  @SqlQuery(
      """
      select o.step, o.level, o.why, o.at
        from passed_over o
        join promise p on p.id = o.promise_id
       where p.alert_id = :alert
       order by o.promise_id, o.step
       limit 200
      """)
  List<PassedRow> passedOf(long alert);

  @SqlQuery(
      """
      select n.id, n.kind, n.person_id, coalesce(w.name, 'somebody who left') as person, n.channel, n.label, n.about,
             n.state, n.tries, n.leaves_at, n.next_try_at, n.error, n.created_at, n.ended_at, n.stands_in_for,
             (select count(*) from notification_page x where x.notification_id = n.id) as pages
        from notification n
        left join person_view w on w.id = n.person_id
       where n.id in (select x.notification_id
                        from page g join notification_page x on x.page_id = g.id
                       where g.alert_id = :alert)
       order by n.id
       limit 400
      """)
  List<MessageRow> messagesOf(long alert);

  @SqlQuery(
      """
      select notification_id, number, repeat, started_at, ended_at, outcome, detail
        from attempt
       where notification_id = any(:notifications)
       order by notification_id, number
      """)
  List<AttemptRow> attempts(Collection<Long> notifications);

  @SqlQuery(
      """
      select n.id, n.kind, n.person_id, coalesce(w.name, 'somebody who left') as person, n.channel, n.label, n.about,
             n.state, n.tries, n.leaves_at, n.next_try_at, n.error, n.created_at, n.ended_at, n.stands_in_for,
             (select count(*) from notification_page x where x.notification_id = n.id) as pages
        from notification n
        left join person_view w on w.id = n.person_id
       where n.id < :before
         and (:state = '' or n.state = :state or (:state = 'trouble' and n.state in ('retrying', 'failed')))
         and (:channel = '' or n.channel = :channel)
         and (cast(:person as bigint) is null or n.person_id = :person)
       order by n.id desc
       limit :limit
      """)
  List<MessageRow> messages(
      long before, String state, String channel, @Nullable Long person, int limit);

  @SqlQuery(
      """
      select g.id, g.alert_id, g.person_id, coalesce(w.name, 'somebody who left') as person, g.step, g.level, g.why,
             g.rang_at, g.closed_at, g.closed_as, g.closed_by
        from page g
        left join person_view w on w.id = g.person_id
       where g.id < :before
         and (cast(:alert as bigint) is null or g.alert_id = :alert)
         and (cast(:person as bigint) is null or g.person_id = :person)
         and (not :open or g.closed_at is null)
       order by g.id desc
       limit :limit
      """)
  List<PageRow> pages(
      long before, @Nullable Long alert, @Nullable Long person, boolean open, int limit);

  @SqlQuery(
      """
      select n.channel,
             count(*) filter (where n.state = 'sent') as sent,
             count(*) filter (where n.state in ('retrying', 'failed')) as trouble,
             max(n.ended_at) filter (where n.state = 'sent') as last_sent,
             max(n.created_at) filter (where n.error is not null) as last_failed,
             (array_agg(n.error order by n.id desc) filter (where n.error is not null and n.state <> 'dropped'))[1] as last_error
        from notification n
       where n.created_at > :since
       group by n.channel
       order by trouble desc, n.channel
      """)
  List<HealthRow> health(Instant since);

  @SqlQuery("select id, name from person_view where id = any(:ids)")
  List<PolicySql.Named> names(Collection<Long> ids);
}
