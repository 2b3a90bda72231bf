package dev.rialto.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Messages and every try to deliver them. */
interface MessageSql {

  record NotificationRow(
      long id,
      UUID deliveryId,
      String kind,
      long personId,
      long methodId,
      String channel,
      String label,
      String about,
      @Nullable Long threadId,
      @Nullable Long standsInFor,
      String state,
      Instant leavesAt,
      int tries,
      @Nullable Instant nextTryAt,
      Instant createdAt) {}

  record MethodRow(long id, long personId, String kind, String label) {}

  /** A page in a message, with what its alert was told to be. */
  record Told(
      long pageId,
      long alertId,
      String serviceName,
      String title,
      String severity,
      Instant since,
      String path,
      String why,
      @Nullable String closedBy,
      String others) {}

  record BundleRow(long personId, String key, @Nullable Instant leavesAt, @Nullable Long waiting) {}

  record NoticeRow(
      long pageId,
      String notice,
      long personId,
      long alertId,
      String key,
      String about,
      long root,
      long methodId,
      String channel,
      String label) {}

  // ---- writing messages

  @SqlQuery(
      """
      select nextval(pg_get_serial_sequence('notification', 'id')) from generate_series(1, :n)
      """)
  List<Long> ids(int n);

  @SqlUpdate(
      """
      insert into notification (id, kind, person_id, method_id, channel, label, about, thread_id, stands_in_for,
                                leaves_at, created_at)
      overriding system value
      select s.id, :kind, s.person, s.method, s.channel, s.label, s.about, s.thread, s.stands_in, s.leaves, :now
        from unnest(:ids, :people, :methods, :channels, :labels, :abouts, :threads, :standIns, :leaves)
          as s (id, person, method, channel, label, about, thread, stands_in, leaves)
      """)
  void insert(
      String kind,
      List<Long> ids,
      List<Long> people,
      List<Long> methods,
      List<String> channels,
      List<String> labels,
      List<String> abouts,
      Long[] threads,
      Long[] standIns,
      List<Instant> leaves,
      Instant now);

  @SqlUpdate(
      """
      insert into notification_page (notification_id, page_id)
      select * from unnest(:notifications, :pages)
          on conflict do nothing
      """)
  void carry(List<Long> notifications, List<Long> pages);

  @SqlUpdate(
      """
      insert into notification_page (notification_id, page_id)
      select :to, page_id from notification_page where notification_id = :from
          on conflict do nothing
      """)
  void carryOver(long from, long to);

  @SqlUpdate(
      """
      update notification n
         set about = u.about
        from unnest(:ids, :abouts) u (id, about)
       where n.id = u.id
      """)
  void rename(List<Long> ids, List<String> abouts);

  /** The rows exist before they are locked, so that two jobs about one topic stand in line. */
  @SqlUpdate(
      """
      insert into bundle (person_id, key)
      select * from (select * from unnest(:people, :keys) t (person, key) order by 1, 2) sorted
          on conflict do nothing
      """)
  void openBundles(List<Long> people, List<String> keys);

  @SqlQuery(
      """
      select b.person_id, b.key, b.leaves_at, n.id as waiting
        from bundle b
        left join notification n on n.id = b.notification_id and n.state = 'waiting'
       where (b.person_id, b.key) in (select * from unnest(:people, :keys))
       order by b.person_id, b.key
         for update of b
      """)
  List<BundleRow> lockBundles(List<Long> people, List<String> keys);

  /** Still waiting when looked at under its lock; anything else has left meanwhile. */
  @SqlQuery(
      """
      select id from notification
       where id = any(:ids) and state = 'waiting'
       order by id
         for update
      """)
  List<Long> lockWaiting(Collection<Long> ids);

  @SqlUpdate(
      """
      update bundle b
         set notification_id = u.notification, leaves_at = u.leaves
        from unnest(:people, :keys, :notifications, :leaves) u (person, key, notification, leaves)
       where b.person_id = u.person and b.key = u.key
      """)
  void setBundles(
      List<Long> people, List<String> keys, List<Long> notifications, List<Instant> leaves);

  // ---- who and by which way

  /** Everybody's first verified way to be reached. */
  @SqlQuery(
      """
      select distinct on (person_id) id, person_id, kind, label
        from contact_method_view
       where person_id = any(:people)
         and verified_at is not null
       order by person_id, rank, id
      """)
  List<MethodRow> firstMethods(Collection<Long> people);

  @SqlQuery(
      "select exists (select from contact_method_view where id = :method and verified_at is not null)")
  boolean verified(long method);

  /** The person's next verified way that no message of this series has tried yet. */
  @SqlQuery(
      """
      with recursive series as (
        select id, method_id, stands_in_for from notification where id = :notification
         union
        select n.id, n.method_id, n.stands_in_for
          from notification n
          join series s on n.id = s.stands_in_for or n.stands_in_for = s.id)
      select id, person_id, kind, label
        from contact_method_view
       where person_id = :person
         and verified_at is not null
         and id not in (select method_id from series where method_id is not null)
       order by rank, id
       limit 1
      """)
  Optional<MethodRow> nextMethod(long notification, long person);

  // ---- delivering

  @SqlQuery("select * from notification where id = :id for update")
  Optional<NotificationRow> lock(long id);

  /**
   * Wanted still: the page is open. Locked against a stop that is just being written: either it
   * waits for us and sees that the message left, or we see that the page is closed.
   */
  @SqlQuery(
      """
      select g.id
        from notification_page x
        join page g on g.id = x.page_id
       where x.notification_id = :id
         and g.closed_at is null
       order by g.id
         for share of g
      """)
  List<Long> openPages(long id);

  @SqlQuery(
      """
      select g.id
        from notification_page x
        join page g on g.id = x.page_id
        join promise p on p.id = g.promise_id
       where x.notification_id = :id
         and (:kind <> 'raised' or p.state <> 'resolved')
         and (:kind <> 'acknowledged' or p.state = 'stopped')
       order by g.id
      """)
  List<Long> noticedPages(long id, String kind);

  @SqlQuery(
      """
      select g.id as page_id, g.alert_id, p.service_name, p.title, p.severity, p.since, p.path, g.why, g.closed_by,
             coalesce((select string_agg(distinct w.name, ', ')
                         from page o join person_view w on w.id = o.person_id
                        where o.promise_id = g.promise_id and o.person_id <> g.person_id), '') as others
        from page g
        join promise p on p.id = g.promise_id
       where g.id = any(:pages)
       order by array_position(array ['critical', 'error', 'warning', 'info'], p.severity), p.since, g.id
       limit :limit
      """)
  List<Told> told(Collection<Long> pages, int limit);

  @SqlQuery(
      """
      select count(*) filter (where outcome = 'unknown') as crashes
        from attempt
       where notification_id = :id
      """)
  int crashes(long id);

  /** Sent, and nobody said no: whatever is sent next may be the second of its kind. */
  @SqlQuery(
      """
      select exists (select from attempt where notification_id = :id and may_have_arrived)
      """)
  boolean mayHaveArrived(long id);

  @SqlUpdate("update attempt set may_have_arrived = true where id = :attempt")
  void unanswered(long attempt);

  @SqlUpdate(
      """
      update attempt
         set outcome = 'unknown', ended_at = :now,
             detail = 'Rialto stopped between sending and noting the answer'
       where notification_id = :id
         and outcome is null
      """)
  int crashed(long id, Instant now);

  @SqlQuery(
      """
      insert into attempt (notification_id, number, repeat, started_at)
      values (:id, :number, :repeat, :now)
      returning id
      """)
  long begin(long id, int number, boolean repeat, Instant now);

  @SqlUpdate(
      """
      update attempt
         set outcome = :outcome, detail = left(:detail, 1000), ended_at = :now
       where id = :id
         and outcome is null
      """)
  int end(long id, String outcome, String detail, Instant now);

  @SqlUpdate(
      """
      update notification
         set state = 'sending', tries = :tries, next_try_at = null
       where id = :id
      """)
  void sending(long id, int tries);

  @SqlUpdate(
      """
      update notification
         set state = 'sent', ended_at = :now, error = null, receipt = left(:receipt, 500)
       where id = :id
      """)
  void sent(long id, String receipt, Instant now);

  @SqlUpdate(
      """
      update notification
         set state = 'retrying', next_try_at = :at, error = left(:error, 1000)
       where id = :id
      """)
  void retry(long id, Instant at, String error);

  /** Failed for good, or not wanted any more. */
  @SqlUpdate(
      """
      update notification
         set state = :state, next_try_at = null, ended_at = :now, error = left(:error, 1000)
       where id = :id
      """)
  void over(long id, String state, String error, Instant now);

  /** What every message about the same thing has in common, so that channels can thread them. */
  @SqlQuery(
      """
      select min(g.alert_id)
        from notification_page x join page g on g.id = x.page_id
       where x.notification_id = :root
      """)
  @Nullable Long firstAlert(long root);

  @SqlQuery("select id from notification where stands_in_for = :id and state <> 'dropped' limit 1")
  @Nullable Long standIn(long id);

  @SqlQuery("select state from notification where id = :id")
  @Nullable String state(long id);

  @SqlUpdate(
      "update notification set leaves_at = :at where id = :id and state = 'waiting' and leaves_at > :at")
  int hasten(long id, Instant at);

  // ---- telling what became of it

  /** Only whom a message reached, or may have reached, is told what became of it. */
  @SqlQuery(
      """
      with due as (
        select id, notice, person_id, alert_id, promise_id
          from page
         where notice is not null
         order by id
         limit :limit
           for update skip locked),
      cleared as (
        update page g set notice = null from due d where g.id = d.id)
      select distinct on (d.person_id, d.alert_id, d.notice)
             d.id as page_id, d.notice, d.person_id, d.alert_id,
             coalesce('s' || p.service_id, 'n' || p.service_name) as key,
             p.service_name || ': ' || p.title as about,
             n.id as root, n.method_id, n.channel, n.label
        from due d
        join promise p on p.id = d.promise_id
        join page g on g.promise_id = d.promise_id and g.person_id = d.person_id
        join notification_page x on x.page_id = g.id
        join notification n on n.id = x.notification_id
       where n.kind = 'page'
         and n.state in ('sent', 'sending')
       order by d.person_id, d.alert_id, d.notice, n.state = 'sent' desc, n.id desc
      """)
  List<NoticeRow> notices(int limit);

  @SqlQuery("select exists (select from page where notice is not null)")
  boolean moreNotices();
}
