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

/** Every statement about deployments and what was told of them. */
public interface DeploymentSql {

  /** Of two origins the one that says more holds, whichever came first. */
  @SqlQuery(
      """
      insert into deployment_thread as t (key, numbered, origin_id)
      values (:key, :numbered, :origin)
      on conflict (key) do update
         set origin_id = (select o.id
                            from delivery_origin o
                           where o.id in (t.origin_id, excluded.origin_id)
                           order by length(o.path) desc, o.path, o.environment, o.service, o.repository
                           limit 1)
      returning id
      """)
  long thread(
      @Bind("key") String key, @Bind("numbered") boolean numbered, @Bind("origin") long origin);

  /** Told twice, it is there once; what the second telling adds to the first is taken. */
  @SqlUpdate(
      """
      insert into deployment_event as e (thread_id, state, word, at, version, sha, by_whom, url, detail)
      values (:thread, :step, :word, :at, :version, :sha, :by, :url, :detail)
      on conflict (thread_id, at, word) do update
         set version = greatest(e.version, excluded.version),
             sha = greatest(e.sha, excluded.sha),
             by_whom = greatest(e.by_whom, excluded.by_whom),
             url = greatest(e.url, excluded.url),
             detail = greatest(e.detail, excluded.detail)
      """)
  void hear(@Bind("thread") long thread, @Bind("step") String step, @BindMethods Event event);

  record Line(
      long id,
      @Nullable Long deploymentId,
      String state,
      String word,
      Instant at,
      String version,
      String sha,
      String byWhom,
      String url,
      String detail) {
    Event event() {
      return new Event(Step.of(state), word, at, version, sha, byWhom, url, detail);
    }
  }

  /** The newest, should a sender never stop talking about one deployment. */
  @SqlQuery(
      """
      select id, deployment_id, state, word, at, version, sha, by_whom, url, detail
        from (select * from deployment_event where thread_id = :thread order by at desc, id desc limit :limit) e
       order by at, id
      """)
  List<Line> lines(@Bind("thread") long thread, @Bind("limit") int limit);

  @SqlQuery(
      """
      select id, deployment_id, state, word, at, version, sha, by_whom, url, detail
        from deployment_event
       where deployment_id = :deployment
       order by at, id
       limit :limit
      """)
  List<Line> linesOf(@Bind("deployment") long deployment, @Bind("limit") int limit);

  record Thread(
      long id,
      String key,
      boolean numbered,
      long originId,
      @Nullable Long serviceId,
      @Nullable Long environmentId) {}

  @SqlQuery(
      """
      select t.id, t.key, t.numbered, t.origin_id, o.service_id, o.environment_id
        from deployment_thread t join delivery_origin o on o.id = t.origin_id
       where t.id = any(:ids)
       order by t.id
      """)
  List<Thread> threads(@Bind("ids") Collection<Long> ids);

  /** What is written of one try as it was told. */
  record Written(
      long threadId,
      @Nullable Long serviceId,
      @Nullable Long environmentId,
      String told,
      String named,
      String sha,
      Instant startedAt,
      @Nullable Instant endedAt,
      String by,
      String url,
      String detail,
      String state,
      @Nullable Instant finishedAt) {}

  @SqlQuery(
      """
      insert into deployment (thread_id, service_id, environment_id, told, named, sha, started_at,
                              ended_at, by_whom, url, detail, version, state, kind, finished_at)
      values (:threadId, :serviceId, :environmentId, :told, :named, :sha, :startedAt, :endedAt, :by,
              :url, :detail, :named, :state, 'deployment', :finishedAt)
      returning id
      """)
  long insert(@BindMethods Written written);

  @SqlUpdate(
      """
      update deployment
         set service_id = :serviceId, environment_id = :environmentId, told = :told, named = :named,
             sha = :sha, started_at = :startedAt, ended_at = :endedAt, by_whom = :by, url = :url,
             detail = :detail, version = :named, state = :state, finished_at = :finishedAt,
             kind = 'deployment', previous_version = null
       where id = :id
      """)
  void update(@Bind("id") long id, @BindMethods Written written);

  @SqlUpdate("update deployment_event set deployment_id = :deployment where id = any(:lines)")
  void assign(@Bind("deployment") long deployment, @Bind("lines") Collection<Long> lines);

  @SqlQuery("select id from deployment where thread_id = :thread order by id")
  List<Long> ofThread(@Bind("thread") long thread);

  @SqlUpdate("delete from deployment where id = any(:ids)")
  void remove(@Bind("ids") Collection<Long> ids);

  record Standing(
      long id,
      String key,
      String told,
      String named,
      Instant startedAt,
      @Nullable Instant endedAt,
      String version,
      String state,
      String kind,
      @Nullable Instant finishedAt,
      @Nullable String previousVersion) {}

  @SqlQuery(
      """
      select d.id, t.key, d.told, d.named, d.started_at, d.ended_at, d.version, d.state, d.kind,
             d.finished_at, d.previous_version
        from deployment d join deployment_thread t on t.id = d.thread_id
       where d.environment_id = :environment
       order by d.started_at desc, d.id
       limit :limit
      """)
  List<Standing> sequence(@Bind("environment") long environment, @Bind("limit") int limit);

  @SqlUpdate(
      """
      update deployment
         set version = :version, state = :state, kind = :kind, finished_at = :finishedAt,
             previous_version = :previousVersion
       where id = :id
      """)
  void judge(
      @Bind("id") long id,
      @Bind("version") String version,
      @Bind("state") String state,
      @Bind("kind") String kind,
      @Bind("finishedAt") @Nullable Instant finishedAt,
      @Bind("previousVersion") @Nullable String previousVersion);

  @SqlQuery(
      """
      select distinct d.environment_id
        from deployment d join deployment_thread t on t.id = d.thread_id
       where t.origin_id = any(:origins) and d.environment_id is not null
      """)
  List<Long> environmentsOf(@Bind("origins") Collection<Long> origins);

  /** What hangs on an origin goes where it goes; what it comes to is decided anew after. */
  @SqlUpdate(
      """
      update deployment d
         set service_id = o.service_id, environment_id = o.environment_id, version = d.named,
             state = case d.told when 'rolled_back' then 'succeeded' else d.told end,
             kind = case d.told when 'rolled_back' then 'rollback' else 'deployment' end,
             finished_at = d.ended_at, previous_version = null
        from deployment_thread t join delivery_origin o on o.id = t.origin_id
       where t.id = d.thread_id
         and o.id = any(:origins)
      """)
  int follow(@Bind("origins") Collection<Long> origins);

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

  @SqlQuery(
      ROW
          + FILTER
          + """
             order by d.started_at desc, d.id desc
             limit :limit offset :offset
            """)
  List<Deployment> page(
      @BindMethods DeploymentFilter filter, @Bind("limit") int limit, @Bind("offset") int offset);

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
               and d.state <> 'running'
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
             where d.state = 'running'
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
      """)
  int arrivedSince(@Bind("from") Instant from);

  @SqlQuery("select distinct name from delivery_environment order by name limit 200")
  List<String> environments();

  @SqlQuery("select exists (select from deployment)")
  boolean any();
}
