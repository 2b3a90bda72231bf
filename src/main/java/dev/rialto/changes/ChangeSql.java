package dev.rialto.changes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Every read of changes; all through what other rooms publish. */
public interface ChangeSql {
  String COMMIT =
      """
      select 'commit' as kind, c.id, v.slug as service_slug, v.name as service_name, c.repository,
             c.sha as name, c.title, c.author, c.branch, 'pushed' as state, c.pushed_at as at, c.url
        from change_view c
        left join service_view v on v.id = c.service_id
      """;

  String REQUEST =
      """
      select 'request' as kind, r.id, v.slug as service_slug, v.name as service_name, r.repository,
             r.number::text as name, r.title, r.author, r.branch, r.state, r.moved_at as at, r.url
        from change_request_view r
        left join service_view v on v.id = r.service_id
      """;

  String ASKED =
      """
         and (cast(:service as text) is null or v.slug = :service)
         and (cast(:team as text) is null
              or v.owner_team_id = (select id from team_view where slug = :team))
      """;

  /** Each kind brings its newest by an index of its own; only those few are sorted together. */
  String PAGE =
      "select * from (("
          + COMMIT
          + """
             where (cast(:kind as text) is null or :kind = 'commit')
               and (cast(:state as text) is null or :state = 'pushed')
               and (cast(:q as text) is null or starts_with(c.sha, lower(:q))
                    or strpos(lower(c.title || ' ' || c.author || ' ' || c.repository), lower(:q)) > 0)
            """
          + ASKED
          + """
             order by c.pushed_at desc, c.id desc
             limit :offset + :limit)
            union all (
            """
          + REQUEST
          + """
             where (cast(:kind as text) is null or :kind = 'request')
               and (cast(:state as text) is null or r.state = :state)
               and (cast(:q as text) is null or '#' || r.number = :q or starts_with(r.head_sha, lower(:q))
                    or strpos(lower(r.title || ' ' || r.author || ' ' || r.repository), lower(:q)) > 0)
            """
          + ASKED
          + """
             order by r.moved_at desc, r.id desc
             limit :offset + :limit)) both_kinds
            order by at desc, kind, id desc
            limit :limit offset :offset
            """;

  @SqlQuery(PAGE)
  List<Change> page(@BindMethods ChangeFilter filter, int limit, int offset);

  /** The same for a file: handed out bit by bit, which needs a transaction. */
  @FetchSize(1_000)
  @SqlQuery(PAGE)
  void each(@BindMethods ChangeFilter filter, int limit, int offset, Consumer<Change> row);

  @SqlQuery("select count(*) from change_request_view where state = 'open'")
  int open();

  /** A commit with all that was told of it. */
  record Commit(
      long id,
      @Nullable String serviceSlug,
      @Nullable String serviceName,
      String repository,
      String sha,
      String branch,
      String title,
      String author,
      @Nullable Instant authoredAt,
      Instant pushedAt,
      String files,
      String url) {}

  String WHOLE_COMMIT =
      """
      select c.id, v.slug as service_slug, v.name as service_name, c.repository, c.sha, c.branch,
             c.title, c.author, c.authored_at, c.pushed_at, c.files::text as files, c.url
        from change_view c
        left join service_view v on v.id = c.service_id
      """;

  @SqlQuery(WHOLE_COMMIT + "where c.id = :id")
  Optional<Commit> commit(long id);

  @SqlQuery(
      WHOLE_COMMIT
          + """
             where c.id < :before
               and (cast(:service as text) is null or v.slug = :service)
             order by c.id desc
             limit :limit
            """)
  List<Commit> commits(@Nullable String service, long before, int limit);

  /** A pull or merge request with all that was told of it. */
  record Request(
      long id,
      @Nullable String serviceSlug,
      @Nullable String serviceName,
      String repository,
      long number,
      String title,
      String author,
      String branch,
      String target,
      String headSha,
      String mergeSha,
      String state,
      boolean draft,
      String waitsFor,
      @Nullable Integer lines,
      @Nullable Integer files,
      Instant openedAt,
      @Nullable Instant mergedAt,
      @Nullable Instant closedAt,
      Instant movedAt,
      String url) {}

  String WHOLE_REQUEST =
      """
      select r.id, v.slug as service_slug, v.name as service_name, r.repository, r.number, r.title,
             r.author, r.branch, r.target, r.head_sha, r.merge_sha, r.state, r.draft, r.waits_for,
             r.lines, r.files, r.opened_at, r.merged_at, r.closed_at, r.moved_at, r.url
        from change_request_view r
        left join service_view v on v.id = r.service_id
      """;

  @SqlQuery(WHOLE_REQUEST + "where r.id = :id")
  Optional<Request> request(long id);

  @SqlQuery(
      WHOLE_REQUEST
          + """
             where r.id < :before
               and (cast(:service as text) is null or v.slug = :service)
               and (cast(:state as text) is null or r.state = :state)
             order by r.id desc
             limit :limit
            """)
  List<Request> requests(@Nullable String service, @Nullable String state, long before, int limit);

  /** Something that happened to a request, with its own time. */
  record Turn(String word, Instant at, String byWhom) {}

  @SqlQuery(
      """
      select word, at, by_whom
        from (select word, at, by_whom
                from change_request_event_view
               where change_request_id = :id
               order by at desc
               limit :limit) newest
       order by at
      """)
  List<Turn> turns(long id, int limit);

  /** The requests that carry a commit as their head or their merge. */
  @SqlQuery(
      REQUEST
          + """
             where r.repository = :repository
               and :sha in (r.head_sha, r.merge_sha)
             order by r.moved_at desc
             limit :limit
            """)
  List<Change> requestsOf(String repository, String sha, int limit);

  /** The commit of a sha, as far as it was pushed to where somebody told us. */
  @SqlQuery(
      COMMIT
          + """
             where c.repository = :repository
               and c.sha = any(:shas)
             order by c.pushed_at desc
             limit :limit
            """)
  List<Change> commitsOf(String repository, List<String> shas, int limit);

  /** A run of a pipeline for one commit. */
  record Run(long id, String name, String number, String state, Instant createdAt) {}

  @SqlQuery(
      """
      select r.id, r.name, r.number, r.state, r.created_at
        from pipeline_run_view r
       where r.repository = :repository
         and r.sha = any(:shas)
       order by r.created_at desc, r.id desc
       limit :limit
      """)
  List<Run> runs(String repository, List<String> shas, int limit);

  /** Where a change has arrived first: a place of a service, and the deployment that brought it. */
  record Arrival(
      long id,
      String service,
      String slug,
      String environment,
      boolean production,
      String version,
      Instant at,
      boolean itself) {}

  /**
   * A commit is in whatever was deployed from the same branch once it was pushed: of each place the
   * first. What has no commit of its own told cannot be followed.
   */
  @SqlQuery(
      """
      with head as (
        select sha, min(pushed_at) as pushed_at
          from (select sha, pushed_at
                  from change_view
                 where repository = :repository and branch = :branch and pushed_at >= :pushedAt
                 order by pushed_at
                 limit :heads) later
         group by sha)
      select *
        from (select distinct on (d.service_id, d.environment)
                     d.id, s.name as service, s.slug, d.environment, d.production, d.version,
                     d.finished_at as at, d.sha = :sha as itself
                from head h
                join deployment_view d on d.sha = h.sha
                join service_view s on s.id = d.service_id
               where d.state = 'succeeded'
                 and d.kind <> 'rollback'
               order by d.service_id, d.environment, d.finished_at, d.id) first_ones
       order by production desc, at
       limit :limit
      """)
  List<Arrival> arrivals(
      String repository, String branch, String sha, Instant pushedAt, int heads, int limit);

  /**
   * What two deployments of one place differ by: from the commit of the one to that of the other.
   */
  record Range(
      long deploymentId,
      String service,
      String version,
      String kind,
      String sha,
      @Nullable String repository,
      @Nullable String branch,
      @Nullable Instant headAt,
      @Nullable String previousVersion,
      @Nullable Instant beforeAt) {}

  /** The commit that ran there before is that of the last arrival whose commit is known. */
  @SqlQuery(
      """
      select d.id as deployment_id, s.name as service, d.version, d.kind, d.sha, h.repository, h.branch,
             h.pushed_at as head_at, d.previous_version, p.pushed_at as before_at
        from deployment_view d
        join service_view s on s.id = d.service_id
        left join lateral (select repository, branch, pushed_at
                             from change_view
                            where sha = d.sha and d.sha <> ''
                            order by service_id is distinct from d.service_id, pushed_at
                            limit 1) h on true
        left join lateral (select c.pushed_at
                             from deployment_view e
                             join change_view c on c.sha = e.sha and c.repository = h.repository
                            where e.environment_id = d.environment_id
                              and e.state = 'succeeded'
                              and e.started_at < d.started_at
                              and e.sha <> ''
                            order by e.finished_at desc
                            limit 1) p on true
       where d.id = :id
      """)
  Optional<Range> range(long id);

  /** Whatever of one branch was pushed after the one moment and until the other. */
  @SqlQuery(
      COMMIT
          + """
             where c.repository = :repository
               and c.branch = :branch
               and c.pushed_at > :after
               and c.pushed_at <= :until
             order by c.pushed_at desc, c.id desc
             limit :limit
            """)
  List<Change> between(String repository, String branch, Instant after, Instant until, int limit);
}
