package dev.rialto.paging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Messages written down, bundled, and told of what became of their alerts. */
interface MessageSql {

  record MethodRow(long id, long personId, String kind, String label) {}

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

  // ---- notes, which are no pages

  @SqlQuery(
      """
      insert into note (person_id, occasion, subject, title, text, path, promised_at)
      values (:personId, :occasion, :subject, :title, :text, :path, :now)
          on conflict (person_id, occasion) do nothing
      returning id
      """)
  Optional<Long> note(@BindMethods Notes.Note note, Instant now);

  @SqlQuery(
      """
      insert into notification (kind, person_id, method_id, channel, label, about, note_id, stands_in_for,
                                leaves_at, created_at)
      values ('note', :personId, :id, :kind, :label, :about, :noteId, :standsInFor, :leavesAt, :now)
      returning id
      """)
  long carryNote(
      @BindMethods MethodRow method,
      String about,
      long noteId,
      @Nullable Long standsInFor,
      Instant leavesAt,
      Instant now);

  @SqlUpdate(
      """
      update notification
         set state = 'dropped', next_try_at = null, ended_at = :now,
             error = 'Said by now, so nobody is reminded'
       where note_id in (select id from note where subject = :subject)
         and state in ('waiting', 'retrying')
      """)
  int withdraw(String subject, Instant now);

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

  @SqlUpdate(
      """
      update notification
         set label = channel, error = null, receipt = null
       where person_id = :person
      """)
  void forget(long person);
}
