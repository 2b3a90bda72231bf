package dev.rialto.people;

import dev.rialto.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about who is signed in, from which browser, and how often it failed. */
interface SessionSql {

  record Holder(
      long sessionId, Instant seenAt, long personId, String name, Role role, String zone) {}

  @SqlUpdate(
      """
      insert into session (token_hash, person_id, network, agent, created_at, seen_at, expires_at)
      values (:hash, :personId, :network, :agent, :now, :now, :expires)
      """)
  void open(byte[] hash, long personId, String network, String agent, Instant now, Instant expires);

  @SqlQuery(
      """
      select s.id as session_id, s.seen_at, p.id as person_id, p.name, p.role, p.zone
      from session s
      join person p on p.id = s.person_id
      where s.token_hash = :hash and s.expires_at > :now and p.active
      """)
  Optional<Holder> holder(byte[] hash, Instant now);

  /** Slides, but never past what was agreed when it was opened. */
  @SqlUpdate(
      """
      update session
      set seen_at = :now, expires_at = least(:expires, created_at + make_interval(secs => :longestSeconds))
      where id = :id and seen_at < :now
      """)
  void seen(long id, Instant now, Instant expires, double longestSeconds);

  @SqlQuery(
      """
      select id, network, agent, created_at, seen_at, token_hash = :current as this_one
      from session
      where person_id = :personId and expires_at > :now
      order by seen_at desc, id desc
      limit :limit
      """)
  List<Session> of(long personId, byte[] current, Instant now, int limit);

  @SqlUpdate("delete from session where token_hash = :hash")
  int end(byte[] hash);

  @SqlUpdate("delete from session where id = :id and person_id = :personId")
  int end(long id, long personId);

  @SqlUpdate("delete from session where person_id = :personId")
  int endAllOf(long personId);

  @SqlUpdate("delete from session where person_id = :personId and token_hash <> :except")
  int endOthersOf(long personId, byte[] except);

  @SqlUpdate(
      """
      delete from session
      where person_id = :personId
        and id not in (select id from session where person_id = :personId order by seen_at desc, id desc limit :keep)
      """)
  void keepNewest(long personId, int keep);

  @SqlQuery(
      "select exists (select from known_device where token_hash = :hash and person_id = :personId and seen_at > :since)")
  boolean knowsDevice(byte[] hash, long personId, Instant since);

  @SqlQuery("select exists (select from known_device where token_hash = :hash)")
  boolean anyoneKnowsDevice(byte[] hash);

  @SqlUpdate(
      """
      insert into known_device (token_hash, person_id, seen_at)
      values (:hash, :personId, :now)
      on conflict (token_hash, person_id) do update set seen_at = excluded.seen_at
      """)
  void rememberDevice(byte[] hash, long personId, Instant now);

  @SqlUpdate(
      """
      delete from known_device
      where person_id = :personId
        and token_hash not in (select token_hash from known_device where person_id = :personId order by seen_at desc limit :keep)
      """)
  void keepNewestDevices(long personId, int keep);

  @SqlUpdate(
      """
      insert into sign_in_pace (key, failures, last_failed_at)
      values (:key, 0, :now)
      on conflict do nothing
      """)
  void beginPace(byte[] key, Instant now);

  /** The row lock makes tries at the same moment wait for each other, so none of them is free. */
  @SqlQuery("select failures, last_failed_at from sign_in_pace where key = :key for update")
  SlowDown.Pace lockPace(byte[] key);

  @SqlUpdate("update sign_in_pace set failures = :failures, last_failed_at = :at where key = :key")
  void pace(byte[] key, int failures, Instant at);

  @SqlUpdate("update sign_in_pace set failures = greatest(failures - 1, 0) where key = :key")
  void forgiveOne(byte[] key);

  @SqlUpdate("delete from sign_in_pace where key = :key")
  void forgive(byte[] key);

  @SqlUpdate("delete from session where expires_at <= :now")
  int dropExpired(Instant now);

  @SqlUpdate("delete from known_device where seen_at <= :before")
  int dropOldDevices(Instant before);

  @SqlUpdate("delete from sign_in_pace where last_failed_at <= :before")
  int dropOldPaces(Instant before);
}
