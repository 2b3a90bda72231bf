package dev.rialto.uptime;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement that keeps the time of checks. */
interface KeepSql {
  record Version(long checkId, int version) {}

  record StateRow(
      long checkId,
      String shown,
      Instant since,
      String cause,
      String probed,
      String because,
      String believed,
      @Nullable String alerted,
      boolean flapping,
      @Nullable String paused,
      @Nullable String maintenance,
      int version) {}

  record PointRow(long checkId, Instant at, int verdict, @Nullable Integer speaksMs) {}

  @SqlQuery("select check_id, version from check_state where check_id = any(:ids)")
  List<Version> versions(@Bind("ids") Collection<Long> ids);

  @SqlQuery(
      """
      select check_id, shown, since, cause, probed, because, believed, alerted, flapping, paused,
             maintenance, version
        from check_state
       where check_id = any(:ids)
      """)
  List<StateRow> states(@Bind("ids") Collection<Long> ids);

  /**
   * Held until the end of the transaction; in the order of their numbers, so that two never wait
   * for each other.
   */
  @SqlQuery(
      """
      select check_id, shown, since, cause, probed, because, believed, alerted, flapping, paused,
             maintenance, version
        from check_state
       where check_id = any(:ids)
       order by check_id
         for update
      """)
  List<StateRow> held(@Bind("ids") Collection<Long> ids);

  /** The newest samples of each, the oldest of them first; older than a day they say nothing. */
  @SqlQuery(
      """
      select r.check_id, r.at, r.verdict, r.speaks_ms
        from unnest(:ids) c
             cross join lateral (select check_id, at, verdict, speaks_ms
                                   from check_result
                                  where check_id = c and at > :after
                                  order by at desc
                                  limit :limit) r
       order by r.check_id, r.at
      """)
  List<PointRow> points(
      @Bind("ids") Collection<Long> ids, @Bind("after") Instant after, @Bind("limit") int limit);

  @SqlUpdate(
      """
      insert into check_result (check_id, at, verdict, second_try, status, took_us, resolve_us,
                                connect_us, tls_us, processing_us, transfer_us, late_ms, speaks_ms,
                                certificate_ends, reason)
      select check_id, at, verdict, second_try, status, took_us, resolve_us, connect_us, tls_us,
             processing_us, transfer_us, late_ms, speaks_ms, certificate_ends::timestamptz, reason
        from unnest(:ids, :ats, :verdicts, :seconds, :statuses, :tooks, :resolves, :connects, :tlss,
                    :processings, :transfers, :lates, :speaks, :certificates, :reasons)
             as t(check_id, at, verdict, second_try, status, took_us, resolve_us, connect_us,
                  tls_us, processing_us, transfer_us, late_ms, speaks_ms, certificate_ends, reason)
      """)
  void insert(
      @Bind("ids") List<Long> ids,
      @Bind("ats") List<Instant> ats,
      @Bind("verdicts") List<Short> verdicts,
      @Bind("seconds") List<Boolean> seconds,
      @Bind("statuses") List<@Nullable Short> statuses,
      @Bind("tooks") List<@Nullable Integer> tooks,
      @Bind("resolves") List<@Nullable Integer> resolves,
      @Bind("connects") List<@Nullable Integer> connects,
      @Bind("tlss") List<@Nullable Integer> tlss,
      @Bind("processings") List<@Nullable Integer> processings,
      @Bind("transfers") List<@Nullable Integer> transfers,
      @Bind("lates") List<Integer> lates,
      @Bind("speaks") List<@Nullable Integer> speaks,
      @Bind("certificates") List<@Nullable String> certificates,
      @Bind("reasons") List<@Nullable String> reasons);

  @SqlUpdate(
      """
      insert into check_state (check_id, shown, since, cause, probed, because, believed, flapping)
      values (:id, 'unknown', :at, :cause, 'unknown', :cause, 'unknown', false)
      """)
  void begin(@Bind("id") long id, @Bind("at") Instant at, @Bind("cause") String cause);

  /** What a row becomes; the words are those of the enums. */
  record Moved(
      long checkId,
      int version,
      String shown,
      Instant since,
      String cause,
      String probed,
      String because,
      String believed,
      @Nullable String alerted,
      boolean flapping,
      @Nullable String paused,
      @Nullable String maintenance) {}

  @SqlUpdate(
      """
      update check_state
         set shown = :shown, since = :since, cause = :cause, probed = :probed, because = :because,
             believed = :believed, alerted = :alerted, flapping = :flapping, paused = :paused,
             maintenance = :maintenance, version = version + 1
       where check_id = :checkId and version = :version
      """)
  int move(@BindMethods Moved moved);

  /** A state begun earlier than what is written, or a clock set back: what is later gives way. */
  @SqlUpdate("delete from state_span where check_id = :id and from_at >= :at")
  void forgetFrom(@Bind("id") long id, @Bind("at") Instant at);

  @SqlUpdate(
      """
      update state_span
         set to_at = :at
       where check_id = :id and from_at < :at and (to_at is null or to_at > :at)
      """)
  void endAt(@Bind("id") long id, @Bind("at") Instant at);

  @SqlUpdate(
      """
      insert into state_span (check_id, from_at, state, cause, evidence)
      values (:id, :at, :state, :cause, :evidence)
      """)
  void startAt(
      @Bind("id") long id,
      @Bind("at") Instant at,
      @Bind("state") String state,
      @Bind("cause") String cause,
      @Bind("evidence") @Nullable String evidence);

  @SqlUpdate("delete from check_state where check_id = :id")
  void forgetState(@Bind("id") long id);

  @SqlUpdate("delete from state_span where check_id = :id")
  void forgetSpans(@Bind("id") long id);

  @SqlUpdate(
      """
      delete from state_span
       where (check_id, from_at) in (select check_id, from_at
                                       from state_span
                                      where to_at < :before
                                      limit :limit)
      """)
  int forgetSpansBefore(@Bind("before") Instant before, @Bind("limit") int limit);
}
