package dev.rialto.signals;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about raw signals but the one that writes them, see {@link RawSql}. */
interface SignalSql {

  /** A signal that waits to be digested. */
  record Due(long id, long signalId, int alerts) {}

  /** What the digest reads of it. */
  record Body(
      long id,
      long sourceId,
      @Nullable Long serviceId,
      String format,
      @Nullable String event,
      Instant receivedAt,
      Instant lastReceivedAt,
      byte[] body) {

    /** A refresh is dated by its last telling; a delivery told again by its first. */
    Instant dated() {
      return event == null ? lastReceivedAt : receivedAt;
    }
  }

  /** Empty while another node digests: it will come to everything that is due. */
  @SqlQuery("select keep_days from digest where id = 1 for update skip locked")
  Optional<Integer> tryLock();

  @SqlQuery("select keep_days from digest where id = 1 for update")
  int lock();

  @SqlQuery("select id, signal_id, alerts from signal_due order by id limit :limit")
  List<Due> due(@Bind("limit") int limit);

  @SqlQuery("select count(*) from (select 1 from signal_due limit :limit) t")
  int waiting(@Bind("limit") int limit);

  @SqlQuery("delete from signal_due where id = any(:ids) returning signal_id")
  List<Long> take(@Bind("ids") Collection<Long> ids);

  @SqlQuery(
      """
      select s.id, s.source_id, o.service_id, s.format, s.event, s.received_at, s.last_received_at,
             s.body
        from signal s join source o on o.id = s.source_id
       where s.id = any(:ids)
       order by s.id
      """)
  List<Body> bodies(@Bind("ids") Collection<Long> ids);

  @SqlUpdate(
      """
      insert into source_tally as t (source_id, first_at, last_at, signals, alerts)
      select *
        from unnest(:sources, :firsts, :lasts, :signals, :alerts)
      on conflict (source_id) do update
         set last_at = greatest(t.last_at, excluded.last_at),
             signals = t.signals + excluded.signals,
             alerts = t.alerts + excluded.alerts
      """)
  void tally(
      @Bind("sources") List<Long> sources,
      @Bind("firsts") List<Instant> firsts,
      @Bind("lasts") List<Instant> lasts,
      @Bind("signals") List<Long> signals,
      @Bind("alerts") List<Long> alerts);

  @SqlUpdate(
      """
      with parked as (
        update signal set parked_at = :now, error = left(:error, 2000)
         where id = :id
        returning id
      )
      delete from signal_due where signal_id in (select id from parked)
      """)
  void park(@Bind("id") long id, @Bind("error") String error, @Bind("now") Instant now);

  /** Due again, as if it had just come; what it says is still dated by when it came. */
  @SqlUpdate(
      """
      with again as (
        update signal set parked_at = null, error = null
         where id = :id
        returning id, alerts
      )
      insert into signal_due (signal_id, alerts) select id, alerts from again
      """)
  int replay(@Bind("id") long id);

  @SqlQuery(
      """
      select id, source_id, format, event, received_at, last_received_at, count, alerts,
             octet_length(body) as size, parked_at, error
        from signal
       where source_id = :source and id < :before and (not :parked or parked_at is not null)
       order by id desc
       limit :limit
      """)
  List<SignalRow> ofSource(
      @Bind("source") long source,
      @Bind("before") long before,
      @Bind("parked") boolean parked,
      @Bind("limit") int limit);

  @SqlQuery(
      """
      select id, source_id, format, event, received_at, last_received_at, count, alerts,
             octet_length(body) as size, parked_at, error
        from signal
       where id = :id
      """)
  Optional<SignalRow> row(@Bind("id") long id);

  record Born(String fingerprint, long alertId) {}

  /** The newest alert of each fingerprint. */
  @SqlQuery(
      """
      select distinct on (fingerprint) fingerprint, id as alert_id
        from alert_view
       where fingerprint = any(:fingerprints)
       order by fingerprint, id desc
      """)
  List<Born> born(@Bind("fingerprints") Collection<String> fingerprints);

  @SqlQuery("select body from signal where id = :id")
  Optional<byte[]> body(@Bind("id") long id);

  /** In the order of ids, a page at a time, for the rebuild. */
  @SqlQuery(
      """
      select s.id, s.source_id, o.service_id, s.format, s.event, s.received_at, s.last_received_at,
             s.body
        from signal s join source o on o.id = s.source_id
       where s.id > :after and s.parked_at is null
       order by s.id
       limit :limit
      """)
  List<Body> all(@Bind("after") long after, @Bind("limit") int limit);

  /** The oldest first, a little at a time, so that nobody waits for it. */
  @SqlUpdate(
      """
      delete from signal
       where id in (select id
                      from signal
                     where last_received_at < :before
                       and parked_at is null
                     order by id
                     limit :limit)
      """)
  int forget(@Bind("before") Instant before, @Bind("limit") int limit);

  @SqlUpdate("update digest set keep_days = :days, version = version + 1 where id = 1")
  void keep(@Bind("days") int days);

  @SqlQuery("select keep_days from digest where id = 1")
  int keepDays();
}
