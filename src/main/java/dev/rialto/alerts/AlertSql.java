package dev.rialto.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement that writes alerts, and what those who write must know first. */
interface AlertSql {
  record Born(long id, String fingerprint, Instant startedAt) {}

  record Setting(long teamId, String teamName) {}

  record Due(long id, Instant endedAt) {}

  /**
   * Held until the end of the transaction: silences and new alerts are decided one after another.
   */
  @SqlQuery("select last_resort_team_id from alert_setting where id = 1 for update")
  Optional<Long> lockDecisions();

  /** The team chosen, else the first one there is. */
  @SqlQuery(
      """
      select t.id as team_id, t.name as team_name
        from team_view t, alert_setting s
       order by (t.id = s.last_resort_team_id) is true desc, t.id
       limit 1
      """)
  Optional<Setting> lastResort();

  /** The newest lives of each problem; words about older ones are too late to be told apart. */
  @SqlQuery(
      """
      select a.id, a.fingerprint, a.started_at, a.ended_at, a.ended_how, a.timeout_at, a.severity,
             a.marks::text as marks, a.last_seen_at, a.words, a.pages, a.held_by::text as held_by,
             a.acknowledged_at is not null as answered
        from unnest(:fingerprints) f
             cross join lateral (select *
                                   from alert
                                  where fingerprint = f and merged_into is null
                                  order by id desc
                                  limit 6) a
      """)
  List<Known> newestLives(@Bind("fingerprints") Collection<String> fingerprints);

  /** In the order given, so that ids grow with it. */
  @SqlQuery(
      """
      insert into alert (fingerprint, source_id, service_id, team_id, labels, annotations, words,
                         generator_url, title, severity, started_at, ended_at, ended_how, timeout_at,
                         marks, opened_at, last_seen_at, updated_at, group_key, route, pages, held_by)
      select fingerprint, source_id, service_id, team_id, labels::jsonb, annotations::jsonb, words,
             generator_url, title, severity, started_at::timestamptz, ended_at::timestamptz, ended_how,
             timeout_at::timestamptz, marks::jsonb, :now, seen_at::timestamptz, :now, group_key,
             route::jsonb, pages, held_by::uuid
        from unnest(:fingerprints, :sources, :services, :teams, :labels, :annotations, :words,
                    :generators, :titles, :severities, :starts, :ends, :hows, :timeouts,
                    :marks, :seen, :groups, :routes, :pages, :held)
             with ordinality as t(fingerprint, source_id, service_id, team_id, labels, annotations,
                                  words, generator_url, title, severity, started_at, ended_at,
                                  ended_how, timeout_at, marks, seen_at, group_key, route, pages,
                                  held_by, n)
       order by n
      returning id, fingerprint, started_at
      """)
  List<Born> open(
      @Bind("now") Instant now,
      @Bind("fingerprints") List<String> fingerprints,
      @Bind("sources") List<Long> sources,
      @Bind("services") List<@Nullable Long> services,
      @Bind("teams") List<@Nullable Long> teams,
      @Bind("labels") List<String> labels,
      @Bind("annotations") List<String> annotations,
      @Bind("words") List<String> words,
      @Bind("generators") List<String> generators,
      @Bind("titles") List<String> titles,
      @Bind("severities") List<Integer> severities,
      @Bind("starts") List<String> starts,
      @Bind("ends") List<@Nullable String> ends,
      @Bind("hows") List<@Nullable String> hows,
      @Bind("timeouts") List<@Nullable String> timeouts,
      @Bind("marks") List<@Nullable String> marks,
      @Bind("seen") List<String> seen,
      @Bind("groups") List<@Nullable String> groups,
      @Bind("routes") List<String> routes,
      @Bind("pages") List<Boolean> pages,
      @Bind("held") List<@Nullable String> held);

  /** The cheap refresh: touches no indexed column. */
  @SqlUpdate(
      """
      update alert a
         set timeout_at = t.timeout_at::timestamptz,
             last_seen_at = greatest(a.last_seen_at, t.seen_at::timestamptz),
             refreshes = a.refreshes + t.refreshes
        from unnest(:ids, :timeouts, :seen, :refreshes) as t(id, timeout_at, seen_at, refreshes)
       where a.id = t.id
      """)
  void touch(
      @Bind("ids") List<Long> ids,
      @Bind("timeouts") List<@Nullable String> timeouts,
      @Bind("seen") List<String> seen,
      @Bind("refreshes") List<Integer> refreshes);

  /**
   * A null among words, route or hold leaves what is there; reopened alerts ask for an answer anew.
   */
  @SqlUpdate(
      """
      update alert a
         set started_at = t.started_at::timestamptz,
             ended_at = t.ended_at::timestamptz,
             ended_how = t.ended_how,
             timeout_at = t.timeout_at::timestamptz,
             severity = t.severity,
             marks = t.marks::jsonb,
             last_seen_at = greatest(a.last_seen_at, t.seen_at::timestamptz),
             refreshes = a.refreshes + t.refreshes,
             updated_at = :now,
             labels = coalesce(t.labels::jsonb, a.labels),
             annotations = coalesce(t.annotations::jsonb, a.annotations),
             words = coalesce(t.words, a.words),
             generator_url = coalesce(t.generator_url, a.generator_url),
             title = coalesce(t.title, a.title),
             route = coalesce(t.route::jsonb, a.route),
             pages = coalesce(t.pages, a.pages),
             service_id = case when t.route is null then a.service_id else t.service_id end,
             team_id = case when t.route is null then a.team_id else t.team_id end,
             held_by = case when t.afresh then t.held_by::uuid else a.held_by end,
             acknowledged_at = case when t.afresh then null else a.acknowledged_at end,
             acknowledged_by = case when t.afresh then null else a.acknowledged_by end,
             acknowledged_id = case when t.afresh then null else a.acknowledged_id end
        from unnest(:ids, :starts, :ends, :hows, :timeouts, :severities, :marks, :seen, :refreshes,
                    :labels, :annotations, :words, :generators, :titles, :routes, :pages, :services,
                    :teams, :afresh, :held)
             as t(id, started_at, ended_at, ended_how, timeout_at, severity, marks, seen_at, refreshes,
                  labels, annotations, words, generator_url, title, route, pages, service_id, team_id,
                  afresh, held_by)
       where a.id = t.id
      """)
  void retell(
      @Bind("now") Instant now,
      @Bind("ids") List<Long> ids,
      @Bind("starts") List<String> starts,
      @Bind("ends") List<@Nullable String> ends,
      @Bind("hows") List<@Nullable String> hows,
      @Bind("timeouts") List<@Nullable String> timeouts,
      @Bind("severities") List<Integer> severities,
      @Bind("marks") List<@Nullable String> marks,
      @Bind("seen") List<String> seen,
      @Bind("refreshes") List<Integer> refreshes,
      @Bind("labels") List<@Nullable String> labels,
      @Bind("annotations") List<@Nullable String> annotations,
      @Bind("words") List<@Nullable String> words,
      @Bind("generators") List<@Nullable String> generators,
      @Bind("titles") List<@Nullable String> titles,
      @Bind("routes") List<@Nullable String> routes,
      @Bind("pages") List<@Nullable Boolean> pages,
      @Bind("services") List<@Nullable Long> services,
      @Bind("teams") List<@Nullable Long> teams,
      @Bind("afresh") List<Boolean> afresh,
      @Bind("held") List<@Nullable String> held);

  @SqlUpdate(
      """
      update alert a
         set merged_into = t.kept, ended_at = coalesce(a.ended_at, :now),
             ended_how = coalesce(a.ended_how, 'said'), updated_at = :now
        from unnest(:gone, :kept) as t(gone, kept)
       where a.id = t.gone
      """)
  void merge(
      @Bind("now") Instant now, @Bind("gone") List<Long> gone, @Bind("kept") List<Long> kept);

  /** Those whose deadline passed in silence; the sweep comes back for what the limit leaves. */
  @SqlQuery(
      """
      update alert
         set ended_at = timeout_at, ended_how = 'deadline', updated_at = :now
       where id in (select id
                      from alert
                     where ended_at is null and merged_into is null and timeout_at <= :now
                     limit :limit)
      returning id, ended_at
      """)
  List<Due> endOverdue(@Bind("now") Instant now, @Bind("limit") int limit);

  /** Who came first stays. */
  @SqlUpdate(
      """
      update alert
         set acknowledged_at = :now, acknowledged_by = :name, acknowledged_id = :person,
             updated_at = :now
       where id = :id and acknowledged_at is null and ended_at is null
      """)
  int acknowledge(
      @Bind("id") long id,
      @Bind("name") String name,
      @Bind("person") @Nullable Long person,
      @Bind("now") Instant now);

  @SqlUpdate(
      """
      update alert
         set acknowledged_at = null, acknowledged_by = null, acknowledged_id = null,
             updated_at = :now
       where id = :id and acknowledged_at is not null and ended_at is null
      """)
  int unacknowledge(@Bind("id") long id, @Bind("now") Instant now);

  @SqlUpdate(
      """
      update alert
         set ended_at = greatest(:now, started_at), ended_how = 'hand', timeout_at = null, marks = null,
             updated_at = :now
       where id = :id and ended_at is null
      """)
  int endByHand(@Bind("id") long id, @Bind("now") Instant now);

  @SqlUpdate(
      "update alert_setting set last_resort_team_id = :team, version = version + 1 where id = 1")
  void lastResortIs(@Bind("team") @Nullable Long team);
}
