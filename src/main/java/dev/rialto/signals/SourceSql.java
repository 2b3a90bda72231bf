package dev.rialto.signals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about sources. */
interface SourceSql {

  /** Column by column what {@link Source} needs. */
  String SELECT =
      """
      select o.id, o.name, o.format, o.token_hint, o.api_caller, o.sealed_token,
             o.service_id,
             v.name as service_name, o.expected_minutes, o.created_at, o.created_by, o.rotated_at,
             t.first_at, t.last_at, coalesce(t.signals, 0) as signals,
             coalesce(t.alerts, 0) as alerts,
             (select count(*) from signal s
               where s.parked_at is not null and s.source_id = o.id) as parked,
             o.version
        from source o
             left join source_tally t on t.source_id = o.id
             left join service_view v on v.id = o.service_id
      """;

  /** The silent and the broken first, then by name. */
  @SqlQuery(SELECT + " where o.closed_at is null and o.id > :after order by o.id limit :limit")
  List<Source> page(@Bind("after") long after, @Bind("limit") int limit);

  @SqlQuery(SELECT + " where o.id = :id and o.closed_at is null")
  Optional<Source> byId(@Bind("id") long id);

  @SqlQuery(SELECT + " where o.token_hash = :hash and o.closed_at is null")
  Optional<Source> byToken(@Bind("hash") byte[] hash);

  @SqlQuery(SELECT + " where o.api_caller = :caller and o.closed_at is null")
  Optional<Source> byApiCaller(@Bind("caller") String caller);

  @SqlQuery(
      """
      select count(*) from source
       where lower(name) = lower(:name) and closed_at is null and id <> :except
      """)
  int named(@Bind("name") String name, @Bind("except") long except);

  /** What is asked of a new or changed source. */
  record Wanted(
      String name, String format, @Nullable Long serviceId, @Nullable Integer expectedMinutes) {}

  @SqlQuery(
      """
      insert into source (name, format, token_hash, token_hint, service_id, expected_minutes,
                          created_at, created_by)
      values (:name, :format, :hash, :hint, :serviceId, :expectedMinutes, :now, :by)
      returning id
      """)
  long add(
      @BindMethods Wanted wanted,
      @Bind("hash") byte[] hash,
      @Bind("hint") String hint,
      @Bind("now") Instant now,
      @Bind("by") String by);

  /** The secret of one that signs; null for the others. */
  @SqlUpdate("update source set sealed_token = :sealed where id = :id")
  void seal(@Bind("id") long id, @Bind("sealed") @Nullable String sealed);

  /** Two first signals of one API token may race; one row stays. */
  @SqlUpdate(
      """
      insert into source (name, format, api_caller, created_at, created_by)
      values (:name, :format, :caller, :now, :caller)
      on conflict do nothing
      """)
  void addForApiCaller(
      @Bind("name") String name,
      @Bind("format") String format,
      @Bind("caller") String caller,
      @Bind("now") Instant now);

  @SqlUpdate(
      """
      update source
         set name = :name, format = :format, service_id = :serviceId,
             expected_minutes = :expectedMinutes, version = version + 1
       where id = :id and version = :version and closed_at is null
      """)
  int change(@Bind("id") long id, @Bind("version") int version, @BindMethods Wanted wanted);

  @SqlUpdate(
      """
      update source
         set token_hash = :hash, token_hint = :hint, rotated_at = :now, version = version + 1
       where id = :id and closed_at is null
      """)
  int rotate(
      @Bind("id") long id,
      @Bind("hash") byte[] hash,
      @Bind("hint") String hint,
      @Bind("now") Instant now);

  /**
   * What came from it stays, and so does what was derived; only the token is worth nothing any
   * more.
   */
  @SqlUpdate(
      """
      update source
         set closed_at = :now, token_hash = null, sealed_token = null, api_caller = null,
             version = version + 1
       where id = :id and closed_at is null
      """)
  int close(@Bind("id") long id, @Bind("now") Instant now);

  @SqlQuery("select id, slug, name from service_view order by name limit 1000")
  List<ServiceChoice> services();

  @SqlQuery("select slug from team_view order by slug limit 1000")
  List<String> receivers();
}
