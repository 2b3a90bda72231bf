package dev.rialto.uptime;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement that reads the time of checks, and what rolls it up. */
interface HistorySql {
  record SpanRow(
      Instant fromAt,
      @Nullable Instant toAt,
      String state,
      String cause,
      @Nullable String evidence) {}

  @SqlQuery(
      """
      select from_at, to_at, state, cause, evidence
        from state_span
       where check_id = :id and from_at < :to and (to_at is null or to_at > :from)
       order by from_at desc
       limit :limit
      """)
  List<SpanRow> spans(
      @Bind("id") long id,
      @Bind("from") Instant from,
      @Bind("to") Instant to,
      @Bind("limit") int limit);

  record Spent(long checkId, String state, double seconds) {}

  /** How long each of many checks was what, added up where the spans lie. */
  @SqlQuery(
      """
      select check_id, state,
             sum(extract(epoch from least(coalesce(to_at, :to), :to) - greatest(from_at, :from)))::float8
               as seconds
        from state_span
       where check_id = any(:ids) and from_at < :to and (to_at is null or to_at > :from)
       group by check_id, state
      """)
  List<Spent> spent(
      @Bind("ids") Collection<Long> ids, @Bind("from") Instant from, @Bind("to") Instant to);

  record Row(
      Instant at,
      int verdict,
      boolean secondTry,
      @Nullable Integer status,
      @Nullable Integer tookUs,
      @Nullable Integer resolveUs,
      @Nullable Integer connectUs,
      @Nullable Integer tlsUs,
      @Nullable Integer processingUs,
      @Nullable Integer transferUs,
      int lateMs,
      @Nullable Instant certificateEnds,
      @Nullable String reason) {}

  @SqlQuery(
      """
      select at, verdict, second_try, status, took_us, resolve_us, connect_us, tls_us,
             processing_us, transfer_us, late_ms, certificate_ends, reason
        from check_result
       where check_id = :id and at < :before and at >= :after
       order by at desc
       limit :limit
      """)
  List<Row> results(
      @Bind("id") long id,
      @Bind("after") Instant after,
      @Bind("before") Instant before,
      @Bind("limit") int limit);

  record Binned(
      Instant at,
      long n,
      double p50,
      double p95,
      @Nullable Double resolve,
      @Nullable Double connect,
      @Nullable Double tls,
      @Nullable Double processing,
      @Nullable Double transfer) {}

  /** Second tries stand beside the grid and would make a bad minute weigh double. */
  @SqlQuery(
      """
      select date_bin(make_interval(secs => :seconds), at, :from) as at, count(*) as n,
             percentile_cont(0.50) within group (order by took_us) as p50,
             percentile_cont(0.95) within group (order by took_us) as p95,
             avg(resolve_us) as resolve, avg(connect_us) as connect, avg(tls_us) as tls,
             avg(processing_us) as processing, avg(transfer_us) as transfer
        from check_result
       where check_id = :id and at >= :from and at < :to and not second_try
         and took_us is not null and verdict < 3
       group by 1
       order by 1
      """)
  List<Binned> binned(
      @Bind("id") long id,
      @Bind("from") Instant from,
      @Bind("to") Instant to,
      @Bind("seconds") double seconds);

  record Rolled(
      Instant hour,
      int up,
      int degraded,
      int down,
      int unknown,
      byte[] took,
      String phaseUs,
      String phaseN) {}

  @SqlQuery(
      """
      select hour, up, degraded, down, unknown, took, to_json(phase_us)::text as phase_us,
             to_json(phase_n)::text as phase_n
        from check_rollup
       where check_id = :id and hour >= :from and hour < :to
       order by hour
      """)
  List<Rolled> rolled(@Bind("id") long id, @Bind("from") Instant from, @Bind("to") Instant to);

  @SqlQuery("select hour from check_rollup_done where id = 1 for update")
  @Nullable Instant done();

  @SqlUpdate(
      """
      insert into check_rollup_done (hour) values (:hour)
      on conflict (id) do update set hour = excluded.hour
      """)
  void doneUpTo(@Bind("hour") Instant hour);

  /** The first try from a moment on; none when there is none. */
  @SqlQuery("select min(at) from check_result where at >= :from")
  @Nullable Instant firstResult(@Bind("from") Instant from);

  record Raw(
      long checkId,
      int verdict,
      @Nullable Integer tookUs,
      @Nullable Integer resolveUs,
      @Nullable Integer connectUs,
      @Nullable Integer tlsUs,
      @Nullable Integer processingUs,
      @Nullable Integer transferUs) {}

  /** One check after another, handed out as they are read: an hour may hold a million. */
  @FetchSize(5_000)
  @SqlQuery(
      """
      select check_id, verdict, took_us, resolve_us, connect_us, tls_us, processing_us, transfer_us
        from check_result
       where at >= :from and at < :to and not second_try
       order by check_id
      """)
  void raw(@Bind("from") Instant from, @Bind("to") Instant to, Consumer<Raw> each);

  /** What an hour of a check came to. */
  record Roll(
      long checkId,
      Instant hour,
      int up,
      int degraded,
      int down,
      int unknown,
      byte[] took,
      Long[] phaseUs,
      Integer[] phaseN) {}

  @SqlBatch(
      """
      insert into check_rollup (check_id, hour, up, degraded, down, unknown, took, phase_us, phase_n)
      values (:checkId, :hour, :up, :degraded, :down, :unknown, :took, :phaseUs, :phaseN)
      on conflict (check_id, hour) do update
         set up = excluded.up, degraded = excluded.degraded, down = excluded.down,
             unknown = excluded.unknown, took = excluded.took, phase_us = excluded.phase_us,
             phase_n = excluded.phase_n
      """)
  void roll(@BindMethods Iterable<Roll> rows);
}
