package dev.rialto.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Every read of deployments for screens, the API and other rooms. */
public interface DeploymentReadSql {
  @SqlQuery(
      """
      select id, deployment_id, state, word, at, version, sha, by_whom, url, detail
        from deployment_event
       where deployment_id = :deployment
       order by at, id
       limit :limit
      """)
  List<DeploymentSql.Line> linesOf(@Bind("deployment") long deployment, @Bind("limit") int limit);

  String ROW =
      """
      select d.id, d.service_id, v.slug as service_slug, v.name as service_name,
             v.owner_team_id as team_id, e.name as environment,
             coalesce(e.tier = 'production', false) as production, d.version, d.sha, d.state, d.kind,
             d.started_at, d.finished_at, d.by_whom, d.url, d.previous_version, d.detail,
             t.origin_id, o.repository, o.environment as told_environment
        from deployment d
        join deployment_thread t on t.id = d.thread_id
        join delivery_origin o on o.id = t.origin_id
        left join service_view v on v.id = d.service_id
        left join delivery_environment e on e.id = d.environment_id
      """;

  @SqlQuery(ROW + "where d.id = :id")
  Optional<Deployment> byId(@Bind("id") long id);

  @SqlQuery(ROW + "where d.id = any(:ids) order by d.id")
  List<Deployment> byIds(@Bind("ids") Collection<Long> ids);

  String FILTER =
      """
       where d.service_id is not null
         and (cast(:service as text) is null or v.slug = :service)
         and (cast(:team as text) is null
              or v.owner_team_id = (select id from team_view where slug = :team))
         and (cast(:environment as text) is null or lower(e.name) = lower(:environment))
         and (cast(:state as text) is null or d.state = :state)
         and (cast(:kind as text) is null or d.kind = :kind)
         and (cast(:q as text) is null or d.version ilike '%' || :q || '%' or d.sha like lower(:q) || '%'
              or v.name ilike '%' || :q || '%')
      """;

  String PAGE =
      ROW
          + FILTER
          + """
             order by d.started_at desc, d.id desc
             limit :limit offset :offset
            """;

  @SqlQuery(PAGE)
  List<Deployment> page(
      @BindMethods DeploymentFilter filter, @Bind("limit") int limit, @Bind("offset") int offset);

  /** The same for a file: handed out bit by bit, which needs a transaction. */
  @FetchSize(1_000)
  @SqlQuery(PAGE)
  void each(
      @BindMethods DeploymentFilter filter,
      @Bind("limit") int limit,
      @Bind("offset") int offset,
      Consumer<Deployment> row);

  /** For the API: the newest first by when they were written down, so that a cursor holds. */
  @SqlQuery(
      ROW
          + FILTER
          + """
               and d.id < :before
             order by d.id desc
             limit :limit
            """)
  List<Deployment> before(
      @BindMethods DeploymentFilter filter, @Bind("before") long before, @Bind("limit") int limit);

  /** The same place before and after, for the page of one. */
  @SqlQuery(
      ROW
          + """
             where d.environment_id = (select environment_id from deployment where id = :id)
             order by d.started_at desc, d.id desc
             limit :limit
            """)
  List<Deployment> neighbours(@Bind("id") long id, @Bind("limit") int limit);

  @SqlQuery(
      ROW
          + """
             where v.slug = :service
               and coalesce(d.finished_at, d.started_at) >= :from
               and d.started_at < :to
               and d.state in ('succeeded', 'failed')
             order by coalesce(d.finished_at, d.started_at)
             limit :limit
            """)
  List<Deployment> marks(
      @Bind("service") String service,
      @Bind("from") Instant from,
      @Bind("to") Instant to,
      @Bind("limit") int limit);

  /** What runs in one place. */
  record Runs(
      long serviceId,
      String serviceSlug,
      String serviceName,
      @Nullable String teamName,
      @Nullable String teamSlug,
      String environment,
      String tier,
      @Nullable Long deploymentId,
      @Nullable String version,
      @Nullable Instant since,
      @Nullable Long runningId,
      @Nullable String runningVersion) {
    public String versionSaid() {
      return version == null ? "not known" : Deployment.said(version);
    }

    public String runningSaid() {
      return runningVersion == null ? "" : Deployment.said(runningVersion);
    }
  }

  /** One look into the index a place, however long its history. */
  @SqlQuery(
      """
      select v.id as service_id, v.slug as service_slug, v.name as service_name, t.name as team_name,
             t.slug as team_slug, e.name as environment, e.tier, d.id as deployment_id, d.version,
             d.finished_at as since, r.id as running_id, r.version as running_version
        from delivery_environment e
        join service_view v on v.id = e.service_id
        left join team_view t on t.id = v.owner_team_id
        left join lateral (select id, version, finished_at
                             from deployment
                            where environment_id = e.id and state = 'succeeded'
                            order by finished_at desc, id desc
                            limit 1) d on true
        left join lateral (select id, version
                             from deployment
                            where environment_id = e.id and state = 'running' and started_at > :since
                            order by started_at desc
                            limit 1) r on true
       where (d.id is not null or r.id is not null)
         and (cast(:service as text) is null or v.slug = :service)
         and (cast(:team as text) is null or t.slug = :team)
       order by lower(v.name), v.id, e.name
       limit :limit
      """)
  List<Runs> running(
      @Bind("service") @Nullable String service,
      @Bind("team") @Nullable String team,
      @Bind("since") Instant since,
      @Bind("limit") int limit);

  /** Under way and not overtaken by a later arrival in the same place. */
  @SqlQuery(
      ROW
          + """
             where d.state in ('running', 'waiting')
               and d.started_at > :since
               and d.service_id is not null
               and (cast(:team as text) is null
                    or v.owner_team_id = (select id from team_view where slug = :team))
               and not exists (select from deployment later
                                where later.environment_id = d.environment_id
                                  and later.started_at > d.started_at
                                  and later.state = 'succeeded')
             order by d.started_at
             limit :limit
            """)
  List<Deployment> onTheirWay(
      @Bind("team") @Nullable String team, @Bind("since") Instant since, @Bind("limit") int limit);

  @SqlQuery(
      """
      select count(*)
        from deployment d join delivery_environment e on e.id = d.environment_id
       where d.state = 'succeeded' and e.tier = 'production' and d.finished_at >= :from
         and (cast(:team as text) is null
              or d.service_id in (select v.id
                                    from service_view v
                                    join team_view t on t.id = v.owner_team_id
                                   where t.slug = :team))
      """)
  int arrivedSince(@Bind("team") @Nullable String team, @Bind("from") Instant from);

  @SqlQuery("select distinct name from delivery_environment order by name limit 200")
  List<String> environments();

  @SqlQuery("select exists (select from deployment)")
  boolean any();
}
