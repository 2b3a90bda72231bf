package dev.rialto.paging;

import dev.rialto.paging.MessageSql.MethodRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver a message, in as few statements as it can be: at fifty alerts a second the
 * round trips are what a page waits for.
 */
interface DeliverySql {
  /**
   * A message and everything a try has to know of it.
   *
   * @param begun a try was committed and its end was not: Rialto stopped in between
   * @param crashes tries of which nobody knows the end, that one included
   * @param mayHaveArrived sent, and nobody said no: the next may be the second of its kind
   * @param insteadOf the state of the message this one stands in for
   * @param standIn the state of the message that stands in for this one
   * @param firstAlert what all messages about the same thing have in common
   * @param methodKind null when the contact method was removed
   */
  record Posting(
      long id,
      UUID deliveryId,
      String kind,
      long personId,
      long methodId,
      String channel,
      String label,
      String about,
      String state,
      Instant leavesAt,
      int tries,
      @Nullable Instant nextTryAt,
      boolean begun,
      int crashes,
      boolean mayHaveArrived,
      @Nullable String insteadOf,
      @Nullable String standIn,
      @Nullable Long firstAlert,
      @Nullable Long noteId,
      @Nullable String methodKind,
      @Nullable String address,
      byte @Nullable [] secret,
      boolean verified) {
    boolean settled() {
      return List.of("sent", "failed", "dropped").contains(state);
    }
  }

  /**
   * A page in a message, with what its alert was told to be.
   *
   * @param others the first few of the others who were rung, by name
   * @param moreOthers how many there are besides
   */
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
      String others,
      int moreOthers) {}

  @SqlQuery(
      """
      select n.id, n.delivery_id, n.kind, n.person_id, n.method_id, n.channel, n.label, n.about,
             n.state, n.leaves_at, n.tries, n.next_try_at,
             a.begun, a.crashes, a.may_have_arrived,
             (select o.state from notification o where o.id = n.stands_in_for) as instead_of,
             (select s.state from notification s where s.stands_in_for = n.id and s.state <> 'dropped' limit 1) as stand_in,
             (select min(g.alert_id)
                from notification_page x
                join page g on g.id = x.page_id
               where x.notification_id = coalesce(n.thread_id, n.id)) as first_alert,
             n.note_id,
             m.kind as method_kind, m.address, m.secret, m.verified_at is not null as verified
        from notification n
       cross join lateral (
               select coalesce(bool_or(t.outcome is null), false) as begun,
                      count(*) filter (where t.outcome is null or t.outcome = 'unknown') as crashes,
                      coalesce(bool_or(t.may_have_arrived), false) as may_have_arrived
                 from attempt t
                where t.notification_id = n.id) a
        left join contact_method_view m on m.id = n.method_id
       where n.id = :id
         for update of n
      """)
  Optional<Posting> lock(long id);

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
             o.names as others, o.more as more_others
        from page g
        join promise p on p.id = g.promise_id
       cross join lateral (
               select coalesce(string_agg(f.name, ', '), '') as names,
                      (select count(distinct r.person_id)
                         from page r
                        where r.promise_id = g.promise_id and r.person_id <> g.person_id) - count(*) as more
                 from (select w.name
                         from (select distinct r.person_id
                                 from page r
                                where r.promise_id = g.promise_id and r.person_id <> g.person_id
                                limit :others) p
                         join person_view w on w.id = p.person_id
                        order by w.name) f) o
       where g.id = any(:pages)
       order by array_position(array ['critical', 'error', 'warning', 'info'], p.severity), p.since, g.id
       limit :limit
      """)
  List<Told> told(Collection<Long> pages, int limit, int others);

  /** What somebody is told that is no page. */
  record Noted(String title, String text, String path) {}

  @SqlQuery("select title, text, path from note where id = :id")
  Noted note(long id);

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

  /** Committed before anything leaves: a try without an end is a crash in between. */
  @SqlQuery(
      """
      with sending as (
        update notification
           set state = 'sending', tries = :number, next_try_at = null
         where id = :id
        returning id)
      insert into attempt (notification_id, number, repeat, started_at)
      select id, :number, :repeat, :now from sending
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

  /** The message first and its try second, the order in which a claim takes them. */
  @SqlUpdate(
      """
      with arrived as (
        update notification
           set state = 'sent', ended_at = :now, error = null, receipt = left(:receipt, 500)
         where id = :id
        returning id)
      update attempt t
         set outcome = 'sent', detail = left(:receipt, 1000), ended_at = :now
        from arrived n
       where t.id = :attempt
         and t.notification_id = n.id
         and t.outcome is null
      """)
  void sent(long id, long attempt, String receipt, Instant now);

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

  @SqlQuery("select id from notification where stands_in_for = :id and state <> 'dropped' limit 1")
  @Nullable Long standIn(long id);

  @SqlUpdate(
      "update notification set leaves_at = :at where id = :id and state = 'waiting' and leaves_at > :at")
  int hasten(long id, Instant at);
}
