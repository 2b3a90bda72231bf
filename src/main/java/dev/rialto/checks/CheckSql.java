package dev.rialto.checks;

import dev.rialto.catalog.Service;
import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about definitions of checks and how they stand. */
public interface CheckSql {
  String DEFINITION =
      """
      select d.id, d.name, d.service_id, v.slug as service_slug, v.name as service_name,
             v.owner_team_id as team_id, t.name as team_name, d.environment, d.probe::text as probe,
             d.secrets::text as secrets, d.interval_s, d.timeout_s, d.confirm_failures,
             d.confirm_of, d.severity, d.must_hold, d.how_probed, d.badge, d.paused_by,
             d.paused_at, d.version, d.created_at, d.updated_at
        from check_definition d
             join service_view v on v.id = d.service_id
             left join team_view t on t.id = v.owner_team_id
      """;

  /** How each stands, worst first: what is down, then what limps, then what nobody knows. */
  String STANDING =
      """
      select d.id, d.name, d.type, d.environment, v.slug as service_slug, v.name as service_name,
             t.slug as team_slug, t.name as team_name, s.state, s.since, s.cause, s.flapping,
             d.paused_at is not null as paused, d.interval_s, d.severity,
             case s.state when 'down' then 0 when 'degraded' then 1 when 'unknown' then 2
                          when 'maintenance' then 3 else 4 end as rank
        from check_definition d
             join check_state_view s on s.check_id = d.id
             join service_view v on v.id = d.service_id
             left join team_view t on t.id = v.owner_team_id
       where (cast(:state as text) is null
              or s.state = :state
              or (:state = 'trouble' and s.state in ('down', 'degraded', 'unknown') and not s.paused))
         and (cast(:service as text) is null or v.slug = :service)
         and (cast(:team as text) is null or t.slug = :team)
         and (cast(:type as text) is null or d.type = :type)
         and (cast(:q as text) is null
              or strpos(lower(d.name || ' ' || v.name || ' ' || v.slug), lower(:q)) > 0)
      """;

  record Count(String state, int count) {}

  @SqlQuery(DEFINITION + "where d.id = :id")
  Optional<CheckRow> byId(@Bind("id") long id);

  @SqlQuery(DEFINITION + "where d.id = any(:ids) order by d.id")
  List<CheckRow> byIds(@Bind("ids") Collection<Long> ids);

  @SqlQuery(
      DEFINITION
          + """
             where d.id > :after
               and (cast(:service as text) is null or v.slug = :service)
               and (cast(:q as text) is null
                    or strpos(lower(d.name || ' ' || v.name || ' ' || v.slug), lower(:q)) > 0)
             order by d.id
             limit :limit
            """)
  List<CheckRow> page(
      @Bind("service") @Nullable String service,
      @Bind("q") @Nullable String q,
      @Bind("after") long after,
      @Bind("limit") int limit);

  /** What is probed on the shards of a node. */
  @SqlQuery(
      DEFINITION
          + """
             where d.type <> 'heartbeat' and d.paused_at is null and d.id % 16 = any(:shards)
             order by d.id
             limit :limit
            """)
  List<CheckRow> probed(@Bind("shards") Collection<Integer> shards, @Bind("limit") int limit);

  @SqlQuery(
      STANDING
          + """
             order by case when :sort = 'name' then lower(d.name) end,
                      case when :sort = 'service' then lower(v.name) end,
                      rank, s.since desc, lower(d.name), d.id
             limit :limit offset :offset
            """)
  List<StandingRow> standing(
      @BindMethods CheckFilter filter, @Bind("limit") int limit, @Bind("offset") int offset);

  @SqlQuery("select state, count(*)::int as count from (" + STANDING + ") counted group by state")
  List<Count> counts(@BindMethods CheckFilter filter);

  @SqlQuery("select state from check_state_view where check_id = :id")
  Optional<String> state(@Bind("id") long id);

  @SqlQuery("select flapping from check_state_view where check_id = :id")
  Optional<Boolean> flapping(@Bind("id") long id);

  /** How a handful stand, for the API. */
  record Stand(long checkId, String state, Instant since, String cause) {}

  @SqlQuery("select check_id, state, since, cause from check_state_view where check_id = any(:ids)")
  List<Stand> stands(@Bind("ids") Collection<Long> ids);

  @SqlQuery("select nextval(pg_get_serial_sequence('check_definition', 'id'))")
  long nextId();

  /** Where what was typed goes; the id is known beforehand, since secrets are sealed for it. */
  record Fields(
      long id,
      String name,
      long serviceId,
      String environment,
      String type,
      String probe,
      String secrets,
      int intervalS,
      int timeoutS,
      int failures,
      int of,
      String severity,
      String mustHold,
      String howProbed,
      boolean badge,
      int version,
      Instant now) {

    static Fields of(
        long id,
        CheckDraft draft,
        What what,
        Service service,
        Map<String, String> sealed,
        int version,
        Instant now) {
      return new Fields(
          id,
          draft.name(),
          service.id(),
          draft.environment(),
          draft.type(),
          Json.write(what.write()),
          Json.write(sealed),
          draft.storedInterval(),
          draft.storedTimeout(),
          draft.confirmation().failures(),
          draft.confirmation().of(),
          draft.severity(),
          draft.mustHold(),
          draft.howProbed(),
          draft.badge(),
          version,
          now);
    }
  }

  @SqlUpdate(
      """
      insert into check_definition (id, name, service_id, environment, type, probe, secrets,
                                    interval_s, timeout_s, confirm_failures, confirm_of, severity,
                                    must_hold, how_probed, badge, created_at, updated_at)
      overriding system value
      values (:id, :name, :serviceId, :environment, :type, cast(:probe as jsonb),
              cast(:secrets as jsonb), :intervalS, :timeoutS, :failures, :of, :severity, :mustHold,
              :howProbed, :badge, :now, :now)
      on conflict (service_id, lower(name)) do nothing
      """)
  int insert(@BindMethods Fields fields);

  @SqlUpdate(
      """
      update check_definition
         set name = :name, service_id = :serviceId, environment = :environment,
             probe = cast(:probe as jsonb), secrets = cast(:secrets as jsonb),
             interval_s = :intervalS, timeout_s = :timeoutS, confirm_failures = :failures,
             confirm_of = :of, severity = :severity, must_hold = :mustHold,
             how_probed = :howProbed, badge = :badge, updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(@BindMethods Fields fields);

  @SqlQuery(
      """
      select count(*) from check_definition
       where service_id = :serviceId and lower(name) = lower(:name) and id <> :exceptId
      """)
  int named(
      @Bind("serviceId") long serviceId,
      @Bind("name") String name,
      @Bind("exceptId") long exceptId);

  @SqlUpdate(
      """
      update check_definition
         set paused_by = :by, paused_at = :at, updated_at = :now, version = version + 1
       where id = :id and (paused_at is null) = (cast(:at as timestamptz) is not null)
      """)
  int pause(
      @Bind("id") long id,
      @Bind("by") @Nullable String by,
      @Bind("at") @Nullable Instant at,
      @Bind("now") Instant now);

  @SqlUpdate("delete from check_definition where id = :id and version = :version")
  int delete(@Bind("id") long id, @Bind("version") int version);

  @SqlUpdate("update check_generation set n = n + 1 where id = 1")
  void moved();

  @SqlQuery("select n from check_generation where id = 1")
  long generation();

  @SqlQuery("select slug from service_view order by slug limit :limit")
  List<String> services(@Bind("limit") int limit);

  /** The newest alert of a check, open ones first. */
  @SqlQuery(
      """
      select id, title, severity, state, started_at, ended_at, acknowledged_by
        from alert_view
       where fingerprint = :identity
       order by ended_at is null desc, id desc
       limit :limit
      """)
  List<AlertOf> alerts(@Bind("identity") String identity, @Bind("limit") int limit);
}
