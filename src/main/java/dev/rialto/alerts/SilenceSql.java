package dev.rialto.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about silences and about which open alerts they hold. */
interface SilenceSql {
  record Row(
      UUID id,
      String matchers,
      Instant startsAt,
      Instant endsAt,
      String comment,
      String createdBy,
      @Nullable Long ownerId,
      Instant createdAt,
      Instant updatedAt) {}

  /** An open alert as far as silences need it. */
  record Open(
      long id,
      String labels,
      @Nullable UUID heldBy,
      boolean pages,
      boolean answered,
      @Nullable Long serviceId,
      @Nullable Long teamId,
      String title,
      short severity,
      Instant startedAt,
      String serviceName) {}

  String COLUMNS =
      """
      select id, matchers::text as matchers, starts_at, ends_at, comment, created_by, owner_id,
             created_at, updated_at
        from silence
      """;

  @SqlUpdate(
      """
      insert into silence (id, matchers, starts_at, ends_at, comment, created_by, owner_id, replaces,
                           created_at, updated_at)
      values (:id, :matchers::jsonb, :start, :end, :comment, :by, :owner, cast(:replaces as uuid), :now, :now)
      """)
  void insert(
      @Bind("id") UUID id,
      @Bind("matchers") String matchers,
      @Bind("start") Instant start,
      @Bind("end") Instant end,
      @Bind("comment") String comment,
      @Bind("by") String by,
      @Bind("owner") @Nullable Long owner,
      @Bind("replaces") @Nullable UUID replaces,
      @Bind("now") Instant now);

  /** One that had not started yet is over where it would have begun. */
  @SqlUpdate(
      """
      update silence
         set starts_at = least(starts_at, :now), ends_at = :now, updated_at = :now
       where id = :id and ends_at > :now
      """)
  int expire(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlUpdate(
      """
      update silence
         set began = began or starts_at <= :now, finished = finished or ends_at <= :now
       where id = any(:ids)
      """)
  void honoured(@Bind("ids") Collection<UUID> ids, @Bind("now") Instant now);

  /** Begun or finished by the clock, and not yet honoured. */
  @SqlQuery(
      COLUMNS
          + """
             where not finished and (ends_at <= :now or (starts_at <= :now and not began))
             order by starts_at, id
             limit 500
            """)
  List<Row> due(@Bind("now") Instant now);

  @SqlQuery(
      COLUMNS
          + " where not finished and starts_at <= :now and ends_at > :now order by ends_at desc, id limit 2000")
  List<Row> active(@Bind("now") Instant now);

  @SqlQuery(COLUMNS + " where id = :id")
  Optional<Row> byId(@Bind("id") UUID id);

  /** Those that count first: active, pending, and then the newest that are over. */
  @SqlQuery(
      COLUMNS
          + """
             where (:expired and ends_at <= :now) or (:current and ends_at > :now)
             order by ends_at > :now desc, starts_at > :now, ends_at, id
             limit :limit offset :offset
            """)
  List<Row> page(
      @Bind("expired") boolean expired,
      @Bind("current") boolean current,
      @Bind("now") Instant now,
      @Bind("limit") int limit,
      @Bind("offset") int offset);

  @SqlQuery(
      """
      select a.id, a.labels::text as labels, a.held_by, a.pages, a.acknowledged_at is not null as answered,
             a.service_id, a.team_id, a.title, a.severity, a.started_at,
             coalesce(s.name, '') as service_name
        from alert a left join service_view s on s.id = a.service_id
       where a.ended_at is null and a.merged_into is null
       order by a.severity, a.started_at desc, a.id
       limit :limit
      """)
  List<Open> open(@Bind("limit") int limit);

  @SqlQuery(
      """
      select a.id, a.labels::text as labels, a.held_by, a.pages, a.acknowledged_at is not null as answered,
             a.service_id, a.team_id, a.title, a.severity, a.started_at,
             coalesce(s.name, '') as service_name
        from alert a left join service_view s on s.id = a.service_id
       where a.ended_at is null and a.merged_into is null and a.held_by = any(:silences)
       order by a.id
      """)
  List<Open> heldBy(@Bind("silences") Collection<UUID> silences);

  /** How many open alerts a silence holds now, and of which services. */
  record Held(UUID silence, int alerts, String services) {}

  @SqlQuery(
      """
      select a.held_by as silence, count(*)::int as alerts,
             coalesce(string_agg(distinct s.name, ', ' order by s.name), '') as services
        from alert a left join service_view s on s.id = a.service_id
       where a.ended_at is null and a.merged_into is null and a.held_by = any(:silences)
       group by a.held_by
      """)
  List<Held> held(@Bind("silences") Collection<UUID> silences);

  @SqlUpdate(
      """
      update alert a
         set held_by = t.silence, updated_at = :now
        from unnest(:ids, :silences) as t(id, silence)
       where a.id = t.id
      """)
  void hold(
      @Bind("ids") List<Long> ids,
      @Bind("silences") List<@Nullable UUID> silences,
      @Bind("now") Instant now);
}
