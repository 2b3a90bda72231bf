package dev.rialto.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every write about deployments and what was told of them, and the reads that decide. */
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
}
