package dev.rialto.checks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about what reports by itself. */
interface HeartbeatSql {
  record Beat(
      long checkId,
      @Nullable Instant heardAt,
      @Nullable Instant startedAt,
      @Nullable Instant dueAt) {}

  @SqlUpdate(
      """
      insert into heartbeat (check_id, token_hash, due_at)
      values (:id, :hash, :dueAt)
      """)
  void begin(
      @Bind("id") long id, @Bind("hash") byte[] hash, @Bind("dueAt") @Nullable Instant dueAt);

  @SqlUpdate("update heartbeat set token_hash = :hash where check_id = :id")
  void tokenIs(@Bind("id") long id, @Bind("hash") byte[] hash);

  /** Held until the end of the transaction: two pings at once are taken one after the other. */
  @SqlQuery(
      """
      select check_id, heard_at, started_at, due_at from heartbeat where token_hash = :hash for update
      """)
  Optional<Beat> held(@Bind("hash") byte[] hash);

  @SqlQuery("select check_id, heard_at, started_at, due_at from heartbeat where check_id = :id")
  Optional<Beat> byId(@Bind("id") long id);

  @SqlQuery(
      """
      select check_id, heard_at, started_at, due_at
        from heartbeat
       where due_at <= :now
       order by due_at, check_id
       limit :limit
         for update skip locked
      """)
  List<Beat> late(@Bind("now") Instant now, @Bind("limit") int limit);

  @SqlQuery("select min(due_at) from heartbeat")
  @Nullable Instant nextDue();

  @SqlUpdate(
      """
      update heartbeat
         set heard_at = :heardAt, started_at = :startedAt, due_at = :dueAt
       where check_id = :id
      """)
  void move(
      @Bind("id") long id,
      @Bind("heardAt") @Nullable Instant heardAt,
      @Bind("startedAt") @Nullable Instant startedAt,
      @Bind("dueAt") @Nullable Instant dueAt);

  /** When the run of this name began, if it said so within a day. */
  @SqlQuery(
      """
      select at
        from heartbeat_ping
       where check_id = :id and kind = 'start' and at > :after and rid is not distinct from :rid
       order by id desc
       limit 1
      """)
  Optional<Instant> startOf(
      @Bind("id") long id, @Bind("rid") @Nullable String rid, @Bind("after") Instant after);

  @SqlUpdate(
      """
      insert into heartbeat_ping (check_id, at, kind, exit_code, rid, took_ms, said)
      values (:id, :at, :kind, :exitCode, :rid, :tookMs, :said)
      """)
  void keep(
      @Bind("id") long id,
      @Bind("at") Instant at,
      @Bind("kind") String kind,
      @Bind("exitCode") @Nullable Integer exitCode,
      @Bind("rid") @Nullable String rid,
      @Bind("tookMs") @Nullable Long tookMs,
      @Bind("said") @Nullable String said);

  @SqlQuery(
      """
      select at, kind, exit_code, rid, took_ms, said
        from heartbeat_ping
       where check_id = :id
       order by id desc
       limit :limit
      """)
  List<Ping> pings(@Bind("id") long id, @Bind("limit") int limit);

  @SqlUpdate(
      """
      delete from heartbeat_ping
       where id in (select id from heartbeat_ping where at < :before order by at limit :limit)
      """)
  int forget(@Bind("before") Instant before, @Bind("limit") int limit);
}
