package dev.rialto.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about where something belongs: origins, mappings, environments. */
public interface OriginSql {

  /** Whoever decides holds this row, so that two decisions never cross. */
  @SqlQuery("select id from delivery_turn where id = 1 for update")
  int turn();

  record Settled(long id, @Nullable Long serviceId, @Nullable Long environmentId, boolean fresh) {}

  @SqlQuery(
      """
      insert into delivery_origin as o (forge, repository, path, environment, service, tier, because,
                                        first_at, last_at)
      values (:forge, :repository, :path, :environment, :service, :tier, '', :at, :at)
      on conflict (forge, repository, path, environment, service) do update
         set first_at = least(o.first_at, excluded.first_at),
             last_at = greatest(o.last_at, excluded.last_at),
             tier = greatest(o.tier, excluded.tier)
      returning id, service_id, environment_id, xmax = 0 as fresh
      """)
  Settled hear(@BindMethods Origin origin, @Bind("at") Instant at);

  record Row(
      long id,
      String forge,
      String repository,
      String path,
      String environment,
      String service,
      String tier,
      @Nullable Long serviceId,
      @Nullable Long environmentId,
      String because) {
    Origin origin() {
      return new Origin(forge, repository, path, environment, service, tier);
    }
  }

  String ROW =
      """
      select id, forge, repository, path, environment, service, tier, service_id, environment_id,
             because
        from delivery_origin
      """;

  @SqlQuery(ROW + "where id = any(:ids) order by id")
  List<Row> byIds(@Bind("ids") Collection<Long> ids);

  @SqlQuery(ROW + "where id > :after order by id limit :limit")
  List<Row> after(@Bind("after") long after, @Bind("limit") int limit);

  /** Those a change of the catalog may move: of this service, and of none. */
  @SqlQuery(
      ROW
          + "where (service_id is null or service_id = :service) and id > :after order by id limit :limit")
  List<Row> ofServiceOrNone(
      @Bind("service") long service, @Bind("after") long after, @Bind("limit") int limit);

  @SqlUpdate(
      """
      update delivery_origin
         set service_id = :service, environment_id = :environment, because = :because
       where id = :id
      """)
  void settle(
      @Bind("id") long id,
      @Bind("service") @Nullable Long service,
      @Bind("environment") @Nullable Long environment,
      @Bind("because") String because);

  @SqlQuery(
      """
      insert into delivery_environment as e (service_id, name, tier)
      values (:service, :name, :tier)
      on conflict (service_id, lower(name)) do update
         set name = excluded.name, tier = excluded.tier
      returning id
      """)
  long environment(
      @Bind("service") long service, @Bind("name") String name, @Bind("tier") String tier);

  @SqlQuery(
      """
      select id, repository, path, environment, service, service_id, called
        from delivery_mapping
       order by id
       limit :limit
      """)
  List<Mapping.Rule> rules(@Bind("limit") int limit);

  record Named(String key, long serviceId) {}

  @SqlQuery("select key, service_id from service_name_view where key = any(:keys)")
  List<Named> named(@Bind("keys") Collection<String> keys);

  record Lives(long serviceId, String url) {}

  @SqlQuery("select service_id, url from service_repository_view order by service_id limit :limit")
  List<Lives> repositories(@Bind("limit") int limit);

  record Service(long id, String name) {}

  @SqlQuery("select id, name from service_view where id = any(:ids)")
  List<Service> services(@Bind("ids") Collection<Long> ids);

  record Runs(long serviceId, String name, String tier) {}

  @SqlQuery(
      "select service_id, name, tier from service_environment_view where service_id = any(:ids)")
  List<Runs> places(@Bind("ids") Collection<Long> ids);

  /** A mapping as its page lists it. */
  record MappingRow(
      long id,
      String repository,
      String path,
      String environment,
      String service,
      long serviceId,
      String serviceSlug,
      String serviceName,
      String called,
      Instant createdAt,
      String createdBy) {
    public String said() {
      return new Origin("plain", repository, path, environment, service, "").said();
    }
  }

  @SqlQuery(
      """
      select m.id, m.repository, m.path, m.environment, m.service, m.service_id,
             v.slug as service_slug, v.name as service_name, m.called, m.created_at, m.created_by
        from delivery_mapping m
        join service_view v on v.id = m.service_id
       where m.id > :after
       order by m.id
       limit :limit
      """)
  List<MappingRow> mappings(@Bind("after") long after, @Bind("limit") int limit);

  @SqlQuery(
      """
      insert into delivery_mapping (repository, path, environment, service, service_id, called,
                                    created_at, created_by)
      values (:repository, :path, :environment, :service, :serviceId, :called, :now, :by)
      on conflict do nothing
      returning id
      """)
  Optional<Long> add(
      @BindMethods MappingDraft draft,
      @Bind("serviceId") long serviceId,
      @Bind("now") Instant now,
      @Bind("by") String by);

  @SqlUpdate("delete from delivery_mapping where id = :id")
  int remove(@Bind("id") long id);

  /** Something nobody can place, with what hangs on it. */
  record Unmatched(
      long id,
      String forge,
      String repository,
      String path,
      String environment,
      String service,
      String because,
      Instant firstAt,
      Instant lastAt,
      long deployments) {
    public String said() {
      return new Origin(forge, repository, path, environment, service, "").said();
    }
  }

  @SqlQuery(
      """
      select o.id, o.forge, o.repository, o.path, o.environment, o.service, o.because, o.first_at,
             o.last_at,
             (select count(*) from deployment d join deployment_thread t on t.id = d.thread_id
               where t.origin_id = o.id) as deployments
        from delivery_origin o
       where o.service_id is null
       order by o.last_at desc, o.id
       limit :limit
      """)
  List<Unmatched> unmatched(@Bind("limit") int limit);

  @SqlQuery(
      "select count(*) from (select 1 from delivery_origin where service_id is null limit 1000) t")
  int unmatchedCount();

  record Choice(long id, String slug, String name) {}

  @SqlQuery("select id, slug, name from service_view order by lower(name), id limit 2000")
  List<Choice> choices();
}
