package dev.rialto.vitals;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement of what is measured; each is bounded, however much there is to count. */
public interface VitalSql {
  /** Who looks whether something hangs must not hang with it. */
  @SqlUpdate("set local statement_timeout = '4s'")
  void patience();

  /** What waits, and since when the oldest of it. */
  record Late(long waiting, @Nullable Instant oldest) {}

  /** A job in the hand of a node that says no more that it lives waits as well. */
  @SqlQuery(
      """
      select count(*) as waiting, min(since) as oldest
        from (select case when picked then last_heartbeat else execution_time end as since
                from job_view
               where execution_time <= :now
                 and (not picked or last_heartbeat < :dead)
               limit 10000) j
      """)
  Late jobs(@Bind("now") Instant now, @Bind("dead") Instant dead);

  record Intake(long waiting, @Nullable Instant oldest, long parked) {}

  @SqlQuery(
      """
      select (select count(*) from (select 1 from signal_waiting_view limit 10000) w) as waiting,
             (select received_at from signal_waiting_view order by id limit 1) as oldest,
             (select count(*) from (select 1 from signal_parked_view limit 10000) p) as parked
      """)
  Intake intake();

  /** A try may take its seven seconds and some more before it counts as late. */
  @SqlQuery(
      """
      select count(*) as waiting, min(since) as oldest
        from (select case state when 'sending' then due_at + interval '15 s' else due_at end as since
                from outbox_view
               where created_at > :young
               union all
              select next_at from promise_view where next_at <= :now and state = 'ringing'
               limit 10000) o
       where since <= :now
      """)
  Late outbox(@Bind("now") Instant now, @Bind("young") Instant young);

  @SqlQuery(
      """
      select channel, count(*)::int as tried,
             count(*) filter (where outcome <> 'sent')::int as failed,
             count(distinct method_id) filter (where outcome <> 'sent')::int as addresses
        from delivery_try_view
       where created_at > :young and started_at > :since and outcome is not null
       group by channel
       order by channel
       limit 100
      """)
  List<Measured.Channels.Tries> tries(@Bind("since") Instant since, @Bind("young") Instant young);

  record Following(long waiting, long failing, @Nullable Instant failingSince) {}

  @SqlQuery(
      """
      select count(*) as waiting, count(failed_at) as failing, min(failed_at) as failing_since
        from reaction_view
      """)
  Following reactions();

  record Heard(
      long id,
      String name,
      @Nullable Integer expectedMinutes,
      Instant since,
      @Nullable Long longestS,
      int days) {}

  /** Of the fortnight that ended with its last word: what came after that is the silence itself. */
  @SqlQuery(
      """
      select s.id, s.name, s.expected_minutes, coalesce(s.last_at, s.created_at) as since,
             h.longest_s, h.days
        from heard_source_view s
       cross join lateral (
               select max(pause_s) as longest_s, count(*)::int as days
                 from source_habit h
                where h.source_id = s.id
                  and h.day > (s.last_at at time zone 'UTC')::date - :fortnight) h
       order by s.id
       limit 1000
      """)
  List<Heard> heard(@Bind("fortnight") int fortnight);

  /** The pause that ended with the newest word counts for the day on which it ended. */
  @SqlUpdate(
      """
      insert into source_habit (source_id, day, last_at, pause_s)
      select s.id, (s.last_at at time zone 'UTC')::date, s.last_at,
             coalesce(extract(epoch from s.last_at - h.last_at)::bigint, 0)
        from heard_source_view s
        left join lateral (
               select last_at from source_habit where source_id = s.id order by day desc limit 1) h
             on true
       where s.last_at is not null and (h.last_at is null or h.last_at < s.last_at)
          on conflict (source_id, day) do update
         set last_at = excluded.last_at, pause_s = greatest(source_habit.pause_s, excluded.pause_s)
      """)
  int learn();

  @SqlUpdate("delete from source_habit where day < (:now at time zone 'UTC')::date - 60")
  void forgetHabits(@Bind("now") Instant now);

  record Held(long transactionMs, long lockMs, long bytes) {}

  @SqlQuery(
      """
      select coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::bigint as transaction_ms,
             coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000)
                        filter (where wait_event_type = 'Lock'), 0)::bigint as lock_ms,
             pg_database_size(current_database()) as bytes
        from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend'
         and pid <> pg_backend_pid()
      """)
  Held held();

  /** One transaction that is open, for the page behind the figure. */
  record Open(
      int pid,
      String program,
      String state,
      long openMs,
      @Nullable String waitsFor,
      String blockedBy,
      String statement) {}

  @SqlQuery(
      """
      select pid, coalesce(application_name, '') as program, coalesce(state, '') as state,
             (extract(epoch from clock_timestamp() - xact_start) * 1000)::bigint as open_ms,
             case wait_event_type when 'Lock' then wait_event end as waits_for,
             array_to_string(pg_blocking_pids(pid), ', ') as blocked_by,
             left(regexp_replace(coalesce(query, ''), '\\s+', ' ', 'g'), 200) as statement
        from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend'
         and pid <> pg_backend_pid() and xact_start is not null
       order by xact_start
       limit 50
      """)
  List<Open> transactions();

  /** Rows as the database last estimated them; null before it first did. */
  record Table(String name, long bytes, @Nullable Long rows) {}

  @SqlQuery(
      """
      select relname as name, pg_total_relation_size(oid) as bytes, nullif(reltuples, -1)::bigint as rows
        from pg_class
       where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
       order by 2 desc
       limit 20
      """)
  List<Table> tables();

  record Job(
      String name,
      String instance,
      Instant due,
      boolean picked,
      @Nullable String node,
      @Nullable Instant heartbeat,
      int failures) {}

  @SqlQuery(
      """
      select task_name as name, left(task_instance, 120) as instance, execution_time as due, picked,
             picked_by as node, last_heartbeat as heartbeat, failures
        from job_view
       where execution_time <= :until
       order by execution_time
       limit :limit
      """)
  List<Job> due(@Bind("until") Instant until, @Bind("limit") int limit);

  record Node(
      String name,
      String version,
      Instant startedAt,
      int streams,
      Collection<String> unwell,
      String readings) {}

  /** By the database's clock, as leases are. */
  @SqlUpdate(
      """
      insert into vital_node (name, version, started_at, seen_at, streams, unwell, readings)
      values (:name, :version, :startedAt, clock_timestamp(), :streams, :unwell, cast(:readings as jsonb))
          on conflict (name) do update
         set seen_at = excluded.seen_at, left_at = null, streams = excluded.streams,
             unwell = excluded.unwell, readings = excluded.readings
      """)
  void seen(@BindMethods Node node);

  @SqlUpdate("update vital_node set left_at = clock_timestamp() where name = :name")
  void left(@Bind("name") String name);

  /** A node that stopped or died is shown for an hour. */
  @SqlUpdate(
      "delete from vital_node where seen_at < clock_timestamp() - make_interval(secs => :seconds)")
  void forgetNodes(@Bind("seconds") double seconds);

  record NodeRow(
      String name,
      String version,
      Instant startedAt,
      long agoMs,
      @Nullable Instant leftAt,
      int streams,
      List<String> unwell,
      String readings,
      int shards,
      int jobs) {}

  /** The oldest first: the first of those that live speaks for the house. */
  @SqlQuery(
      """
      select n.name, n.version, n.started_at,
             greatest(0, extract(epoch from clock_timestamp() - n.seen_at) * 1000)::bigint as ago_ms,
             n.left_at, n.streams, n.unwell, n.readings::text as readings,
             (select count(*) from check_shard_view s where s.node = n.name)::int as shards,
             (select count(*) from job_view j where j.picked_by = n.name)::int as jobs
        from vital_node n
       order by n.started_at, n.name
       limit 200
      """)
  List<NodeRow> nodes();

  @SqlQuery("select count(distinct shard)::int from check_shard_view")
  int shards();

  @SqlQuery("select sealed from vital_key")
  Optional<String> key();

  @SqlUpdate("insert into vital_key (sealed) values (:sealed) on conflict do nothing")
  void keepKey(@Bind("sealed") String sealed);

  record Beat(Instant at, boolean sent, String said, @Nullable Instant sentAt) {}

  @SqlQuery("select at, sent, said, sent_at from vital_heartbeat")
  Optional<Beat> beat();

  @SqlUpdate(
      """
      insert into vital_heartbeat (at, sent, said, sent_at)
      values (:now, :sent, :said, case when :sent then cast(:now as timestamptz) end)
          on conflict (id) do update
         set at = excluded.at, sent = excluded.sent, said = excluded.said,
             sent_at = coalesce(excluded.sent_at, vital_heartbeat.sent_at)
      """)
  void keepBeat(@Bind("now") Instant now, @Bind("sent") boolean sent, @Bind("said") String said);

  @SqlQuery("select name from last_resort_view")
  Optional<String> lastResort();
}
