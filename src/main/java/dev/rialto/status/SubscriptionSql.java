package dev.rialto.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about subscriptions and the letters to them. */
interface SubscriptionSql {
  String SUBSCRIPTION =
      """
      select s.id, s.kind, s.shown, s.created_at, s.confirmed_at,
             array(select m.name
                     from status_subscription_component c
                          join status_component m on m.id = c.component_id
                    where c.subscription_id = s.id
                    order by m.place, lower(m.name)) as components,
             (select max(l.sent_at) from status_letter l where l.subscription_id = s.id) as last_sent_at,
             coalesce((select l.reason from status_letter l
                        where l.subscription_id = s.id
                        order by l.id desc limit 1), '') as last_reason
        from status_subscription s
      """;

  @SqlQuery(
      SUBSCRIPTION
          + """
            where cast(:before as bigint) is null or s.id < :before
            order by s.id desc
            limit :limit
            """)
  List<Subscription> page(@Nullable Long before, int limit);

  @SqlQuery(SUBSCRIPTION + "where s.key_hash = :hash")
  Optional<Subscription> byKey(byte[] hash);

  @SqlQuery(SUBSCRIPTION + "where s.id = :id")
  Optional<Subscription> byId(long id);

  record Known(long id, Instant askedAt, @Nullable Instant confirmedAt) {}

  @SqlQuery(
      """
      select id, asked_at, confirmed_at
        from status_subscription
       where kind = :kind and address_hash = :hash
         for update
      """)
  Optional<Known> known(String kind, byte[] hash);

  @SqlQuery("select count(*) from status_subscription")
  int count();

  @SqlQuery("select count(*) from status_subscription where confirmed_at is not null")
  int confirmed();

  @SqlQuery(
      """
      insert into status_subscription (kind, address, address_hash, shown, secret, key, key_hash, created_at, asked_at)
      values (:kind, :address, :addressHash, :shown, :secret, :key, :keyHash, :now, :now)
      on conflict (kind, address_hash) do nothing
      returning id
      """)
  Optional<Long> insert(
      String kind,
      String address,
      byte[] addressHash,
      String shown,
      @Nullable String secret,
      String key,
      byte[] keyHash,
      Instant now);

  @SqlUpdate("update status_subscription set asked_at = :now where id = :id")
  void asked(long id, Instant now);

  @SqlUpdate("delete from status_subscription_component where subscription_id = :id")
  void forgetComponents(long id);

  @SqlUpdate(
      """
      insert into status_subscription_component (subscription_id, component_id)
      select :id, m.id from status_component m where m.id = any(:components)
      """)
  void follow(long id, Long[] components);

  @SqlUpdate(
      "update status_subscription set confirmed_at = :now where id = :id and confirmed_at is null")
  int confirm(long id, Instant now);

  @SqlUpdate("delete from status_subscription where id = :id")
  int remove(long id);

  /** Who never said that they asked for it is forgotten. */
  @SqlUpdate("delete from status_subscription where confirmed_at is null and asked_at < :before")
  int forgetUnconfirmed(Instant before);

  /** One letter to one of them. */
  @SqlUpdate(
      """
      insert into status_letter (subscription_id, about, subject, text, path, promised_at, next_at)
      values (:subscription, :about, :subject, :text, :path, :now, :now)
      on conflict (subscription_id, about) do nothing
      """)
  int promise(
      long subscription, String about, String subject, String text, String path, Instant now);

  /** One letter to each who follows any of these components, or everything. */
  @SqlUpdate(
      """
      insert into status_letter (subscription_id, about, subject, text, path, promised_at, next_at)
      select s.id, :about, :subject, :text, :path, :now, :now
        from status_subscription s
       where s.confirmed_at is not null
         and (not exists (select from status_subscription_component c where c.subscription_id = s.id)
              or exists (select from status_subscription_component c
                          where c.subscription_id = s.id and c.component_id = any(:components)))
      on conflict (subscription_id, about) do nothing
      """)
  int promiseAll(
      String about, String subject, String text, String path, Long[] components, Instant now);

  record Parcel(
      long id,
      String about,
      String subject,
      String text,
      String path,
      int tries,
      String kind,
      String address,
      @Nullable String secret,
      String key,
      byte[] keyHash) {}

  /** Takes letters that are due and leases them: a node that dies gives them back by itself. */
  @SqlQuery(
      """
      with due as (
        select id from status_letter
         where next_at <= :now
         order by next_at, id
         limit :limit
           for update skip locked),
      taken as (
        update status_letter l
           set next_at = :until, tries = l.tries + 1
          from due
         where l.id = due.id
        returning l.*)
      select t.id, t.about, t.subject, t.text, t.path, t.tries, s.kind, s.address, s.secret, s.key, s.key_hash
        from taken t
             join status_subscription s on s.id = t.subscription_id
       order by t.id
      """)
  List<Parcel> take(Instant now, Instant until, int limit);

  @SqlUpdate("update status_letter set sent_at = :now, next_at = null, reason = '' where id = :id")
  void sent(long id, Instant now);

  /** Without a next time it is given up. */
  @SqlUpdate("update status_letter set next_at = :next, reason = :reason where id = :id")
  void failed(long id, String reason, @Nullable Instant next);

  @SqlQuery("select min(next_at) from status_letter")
  Optional<Instant> nextDue();

  @SqlUpdate("delete from status_letter where next_at is null and promised_at < :before")
  int forgetLetters(Instant before);
}
