package dev.rialto.pipelines;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement that writes down what runs, jobs, changes and change requests were told. */
public interface PipelineSql {

  /** What one telling leaves out another may say; of two words the greater holds in any order. */
  @SqlQuery(
      """
      insert into pipeline_run as r (key, origin_id, name, number, title, branch, sha, trigger, by_whom,
                                     url, state, created_at, moved_at)
      values (:key, :originId, :name, :number, :title, :branch, :sha, :trigger, :by, :url, 'queued',
              :at, :at)
      on conflict (key) do update
         set origin_id = (select o.id
                            from delivery_origin_view o
                           where o.id in (r.origin_id, excluded.origin_id)
                           order by length(o.path) desc, o.path, o.repository, o.id
                           limit 1),
             name = greatest(r.name, excluded.name), number = greatest(r.number, excluded.number),
             title = greatest(r.title, excluded.title), branch = greatest(r.branch, excluded.branch),
             sha = greatest(r.sha, excluded.sha), trigger = greatest(r.trigger, excluded.trigger),
             by_whom = greatest(r.by_whom, excluded.by_whom), url = greatest(r.url, excluded.url)
      returning id
      """)
  long run(@BindMethods RunTold told, @Bind("originId") long originId, @Bind("at") Instant at);

  @SqlQuery(
      """
      insert into pipeline_job as j (key, run_id, name, stage, environment, runner, waits_for, url, state,
                                     created_at, moved_at)
      values (:key, :runId, :name, :stage, :environment, :runner, :waitsFor, :url, 'queued', :at, :at)
      on conflict (key) do update
         set name = greatest(j.name, excluded.name), stage = greatest(j.stage, excluded.stage),
             environment = greatest(j.environment, excluded.environment),
             runner = greatest(j.runner, excluded.runner),
             waits_for = greatest(j.waits_for, excluded.waits_for),
             url = greatest(j.url, excluded.url)
      returning id
      """)
  long job(@BindMethods JobTold told, @Bind("runId") long runId, @Bind("at") Instant at);

  @SqlUpdate(
      """
      insert into pipeline_event as e (run_id, job_id, word, state, at, by_whom)
      values (:run, :job, :word, :state, :at, :by)
      on conflict (run_id, coalesce(job_id, 0), at, word) do update
         set by_whom = greatest(e.by_whom, excluded.by_whom)
      """)
  void hear(
      @Bind("run") long run,
      @Bind("job") @Nullable Long job,
      @BindMethods Turn turn,
      @Bind("state") String state);

  record Event(@Nullable Long jobId, String word, String state, Instant at, String byWhom) {
    Turn turn() {
      return new Turn(word, Stand.valueOf(state.toUpperCase(java.util.Locale.ROOT)), at, byWhom);
    }
  }

  @SqlQuery(
      """
      select job_id, word, state, at, by_whom
        from pipeline_event
       where run_id = :run
       order by at, id
       limit :limit
      """)
  List<Event> events(@Bind("run") long run, @Bind("limit") int limit);

  @SqlUpdate(
      """
      update pipeline_run
         set state = :state, created_at = :createdAt, started_at = :startedAt,
             finished_at = :finishedAt, moved_at = :movedAt
       where id = :id
      """)
  void runStands(@Bind("id") long id, @Bind("state") String state, @BindMethods Course course);

  @SqlUpdate(
      """
      update pipeline_job
         set state = :state, created_at = :createdAt, started_at = :startedAt,
             finished_at = :finishedAt, moved_at = :movedAt
       where id = :id
      """)
  void jobStands(@Bind("id") long id, @Bind("state") String state, @BindMethods Course course);

  /** The first time a commit is seen is when it was pushed, whichever telling comes first. */
  @SqlUpdate(
      """
      insert into change as c (origin_id, repository, sha, branch, title, author, authored_at, pushed_at,
                               files, url)
      values (:originId, :repository, :sha, :branch, :title, :author, :authoredAt, :pushedAt,
              cast(:filesJson as jsonb), :url)
      on conflict (repository, sha) do update
         set pushed_at = least(c.pushed_at, excluded.pushed_at),
             branch = case when excluded.pushed_at < c.pushed_at then excluded.branch else c.branch end,
             title = greatest(c.title, excluded.title), author = greatest(c.author, excluded.author),
             authored_at = coalesce(c.authored_at, excluded.authored_at),
             files = greatest(c.files, excluded.files), url = greatest(c.url, excluded.url)
      """)
  void change(
      @BindMethods ChangeTold told,
      @Bind("originId") long originId,
      @Bind("repository") String repository,
      @Bind("filesJson") String filesJson);

  /** A change as the journal keeps it. */
  record NotedChange(
      long id,
      String repository,
      String sha,
      String branch,
      String title,
      String author,
      @Nullable Instant authoredAt,
      Instant pushedAt,
      String url) {}

  @SqlQuery(
      """
      select id, repository, sha, branch, title, author, authored_at, pushed_at, url
        from change
       where repository = :repository and sha = :sha
      """)
  Optional<NotedChange> notedChange(@Bind("repository") String repository, @Bind("sha") String sha);

  /** A change request as the journal keeps it. */
  record NotedRequest(
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
      String url) {}

  @SqlQuery(
      """
      select repository, number, title, author, branch, target, head_sha, merge_sha, state, draft,
             waits_for, url
        from change_request
       where key = :key
      """)
  Optional<NotedRequest> notedRequest(@Bind("key") String key);

  /** The newest telling holds; a moment that was told once stays. */
  @SqlQuery(
      """
      insert into change_request as c (key, origin_id, repository, number, title, author, branch, target,
                                       head_sha, merge_sha, state, draft, waits_for, lines, files,
                                       opened_at, merged_at, closed_at, moved_at, url)
      values (:key, :originId, :repository, :number, :title, :author, :branch, :target, :headSha,
              :mergeSha, :state, :draft, :waitsFor, :lines, :files, :openedAt, :mergedAt, :closedAt,
              :movedAt, :url)
      on conflict (key) do update
         set (title, branch, target, head_sha, merge_sha, state, draft, waits_for, lines, files,
              merged_at, closed_at, moved_at) =
             (select n.title, n.branch, n.target, n.head_sha, n.merge_sha, n.state, n.draft,
                     n.waits_for, coalesce(n.lines, n.old_lines), coalesce(n.files, n.old_files),
                     n.merged_at, n.closed_at, n.moved_at
                from (values (excluded.title, excluded.branch, excluded.target, excluded.head_sha,
                              excluded.merge_sha, excluded.state, excluded.draft, excluded.waits_for,
                              excluded.lines, excluded.files, excluded.merged_at, excluded.closed_at,
                              excluded.moved_at, c.lines, c.files),
                             (c.title, c.branch, c.target, c.head_sha, c.merge_sha, c.state, c.draft,
                              c.waits_for, c.lines, c.files, c.merged_at, c.closed_at, c.moved_at,
                              excluded.lines, excluded.files))
                     as n(title, branch, target, head_sha, merge_sha, state, draft, waits_for, lines,
                          files, merged_at, closed_at, moved_at, old_lines, old_files)
               order by n.moved_at desc, n.state desc, n.head_sha desc, n.title desc, n.waits_for desc
               limit 1),
             opened_at = least(c.opened_at, excluded.opened_at),
             author = greatest(c.author, excluded.author),
             url = greatest(c.url, excluded.url)
      returning id
      """)
  long request(
      @BindMethods RequestTold told,
      @Bind("originId") long originId,
      @Bind("repository") String repository,
      @Bind("movedAt") Instant movedAt);

  @SqlUpdate(
      """
      insert into change_request_event as e (change_request_id, word, at, by_whom)
      values (:request, :word, :at, :by)
      on conflict (change_request_id, at, word) do update
         set by_whom = greatest(e.by_whom, excluded.by_whom)
      """)
  void heardOfRequest(
      @Bind("request") long request,
      @Bind("word") String word,
      @Bind("at") Instant at,
      @Bind("by") String by);

  /** A run on the way, or one of the last, with the service it is for. */
  record Run(
      long id,
      @Nullable String serviceSlug,
      @Nullable String serviceName,
      @Nullable String teamSlug,
      @Nullable String teamName,
      String repository,
      String name,
      String number,
      String title,
      String branch,
      String sha,
      String trigger,
      String byWhom,
      String url,
      String state,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      Instant movedAt) {}

  String RUN =
      """
      select r.id, v.slug as service_slug, v.name as service_name, t.slug as team_slug,
             t.name as team_name, o.repository, r.name, r.number, r.title, r.branch, r.sha, r.trigger,
             r.by_whom, r.url, r.state, r.created_at, r.started_at, r.finished_at, r.moved_at
        from pipeline_run r
        join delivery_origin_view o on o.id = r.origin_id
        left join service_view v on v.id = o.service_id
        left join team_view t on t.id = v.owner_team_id
      """;

  /**
   * What waits longest comes first, then what runs; a run nobody spoke of for weeks is left out.
   */
  @SqlQuery(
      RUN
          + """
             where r.finished_at is null
               and r.moved_at > :since
               and (cast(:team as text) is null or t.slug = :team)
             order by r.state = 'running', r.moved_at, r.id
             limit :limit
            """)
  List<Run> open(
      @Bind("team") @Nullable String team, @Bind("since") Instant since, @Bind("limit") int limit);

  @SqlQuery(RUN + "where r.id = :id")
  Optional<Run> runById(@Bind("id") long id);

  @SqlQuery(
      RUN
          + """
             where (cast(:service as text) is null or v.slug = :service)
               and (cast(:state as text) is null or r.state = :state)
               and r.id < :before
             order by r.id desc
             limit :limit
            """)
  List<Run> runs(
      @Bind("service") @Nullable String service,
      @Bind("state") @Nullable String state,
      @Bind("before") long before,
      @Bind("limit") int limit);

  /** A job as screens show it. */
  record Job(
      long id,
      long runId,
      String name,
      String stage,
      String environment,
      String runner,
      String waitsFor,
      String url,
      String state,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      Instant movedAt) {}

  @SqlQuery(
      """
      select id, run_id, name, stage, environment, runner, waits_for, url, state, created_at,
             started_at, finished_at, moved_at
        from pipeline_job
       where run_id = any(:runs)
       order by run_id, created_at, id
       limit :limit
      """)
  List<Job> jobs(@Bind("runs") Collection<Long> runs, @Bind("limit") int limit);

  /** A change that waits for somebody's eyes. */
  record Review(
      long id,
      @Nullable String serviceSlug,
      @Nullable String serviceName,
      @Nullable String teamSlug,
      String repository,
      long number,
      String title,
      String author,
      String waitsFor,
      Instant openedAt,
      Instant askedAt,
      String url) {}

  @SqlQuery(
      """
      select c.id, v.slug as service_slug, v.name as service_name, t.slug as team_slug, c.repository,
             c.number, c.title, c.author, c.waits_for, c.opened_at,
             coalesce((select max(e.at) from change_request_event e
                        where e.change_request_id = c.id and e.word = 'review_requested'),
                      c.opened_at) as asked_at, c.url
        from change_request c
        join delivery_origin_view o on o.id = c.origin_id
        left join service_view v on v.id = o.service_id
        left join team_view t on t.id = v.owner_team_id
       where c.state = 'open'
         and not c.draft
         and c.waits_for <> ''
         and c.moved_at > :since
         and (cast(:team as text) is null or t.slug = :team)
       order by c.opened_at, c.id
       limit :limit
      """)
  List<Review> reviews(
      @Bind("team") @Nullable String team, @Bind("since") Instant since, @Bind("limit") int limit);

  @SqlQuery("select slug, name from team_view order by lower(name) limit 200")
  List<Team> teams();

  record Team(String slug, String name) {}
}
