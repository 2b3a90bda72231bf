package dev.rialto.alerts;

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

/** Every statement that reads alerts for people and tools. */
interface AlertReadSql {
  String ROW =
      """
      select a.id, a.fingerprint, a.source_id, a.service_id, s.slug as service_slug,
             s.name as service_name, s.runbook_url, a.team_id, t.slug as team_slug,
             t.name as team_name, a.labels::text as labels, a.annotations::text as annotations,
             a.generator_url, a.title, a.severity, a.started_at, a.ended_at, a.ended_how,
             a.timeout_at, a.opened_at, a.last_seen_at, a.updated_at, a.refreshes, a.group_key,
             a.route::text as route, a.held_by, h.ends_at as held_until, h.comment as held_for,
             h.created_by as held_whose, a.acknowledged_at, a.acknowledged_by, a.acknowledged_id,
             a.merged_into, w.cause_id as waits_for,
             exists (select from promise_view p
                      where p.alert_id = a.id and p.state = 'unanswered') as in_vain
        from alert a
             left join service_view s on s.id = a.service_id
             left join team_view t on t.id = a.team_id
             left join silence h on h.id = a.held_by
             left join alert_wait w on w.alert_id = a.id and w.released_at is null
      """;

  /** What a list asks for; each null asks nothing. */
  String WHERE =
      """
       where a.merged_into is null
         and (cast(:state as text) is null or (:state = 'firing') = (a.ended_at is null))
         and (cast(:severity as smallint) is null or a.severity = :severity)
         and (cast(:service as text) is null or s.slug = :service)
         and (cast(:team as text) is null or t.slug = :team)
         and (cast(:text as text) is null or strpos(lower(a.title), lower(:text)) > 0
              or strpos(lower(a.labels::text), lower(:text)) > 0)
         and (cast(:answered as boolean) is null or (a.acknowledged_at is not null) = :answered)
         and (cast(:held as boolean) is null or (a.held_by is not null) = :held)
         and (cast(:owned as boolean) is null or (a.route ->> 'owned')::boolean = :owned)
      """;

  String SORTED =
      """
       order by case when :sort = 'worst' then (a.ended_at is not null)::int end,
                case when :sort = 'worst' then a.severity end,
                case when :sort = 'service' then coalesce(s.name, '~') end,
                case when :sort = 'oldest' then a.started_at end,
                case when :sort <> 'oldest' then a.started_at end desc,
                a.id desc
      """;

  String ORDER = SORTED + " limit :limit offset :offset";

  /** Whom it rang, those of one moment together, newest first. */
  @SqlQuery(
      """
      select g.rang_at as at, (array_agg(w.name order by w.name))[1 \\: :names] as names, count(*) as people
        from page_view g
        join person_view w on w.id = g.person_id
       where g.alert_id = :id
       group by g.rang_at
       order by g.rang_at desc
       limit :limit
      """)
  List<StoryLine.Rings> rings(
      @Bind("id") long id, @Bind("names") int names, @Bind("limit") int limit);

  @SqlQuery(ROW + " where a.id = :id")
  Optional<AlertRow> byId(@Bind("id") long id);

  @SqlQuery(ROW + " where a.id = any(:ids) order by a.severity, a.started_at desc, a.id desc")
  List<AlertRow> byIds(@Bind("ids") Collection<Long> ids);

  /**
   * The few of a page are chosen first: of ten thousand the labels and the promises are not read.
   */
  @SqlQuery(
      """
      with chosen as materialized (
        select a.id
          from alert a
               left join service_view s on s.id = a.service_id
               left join team_view t on t.id = a.team_id
      """
          + WHERE
          + ORDER
          + ") "
          + ROW
          + " join chosen c on c.id = a.id "
          + SORTED)
  List<AlertRow> page(
      @BindMethods AlertFilter filter, @Bind("limit") int limit, @Bind("offset") int offset);

  /** The same for a file: handed out bit by bit, which needs a transaction. */
  @FetchSize(1_000)
  @SqlQuery(ROW + WHERE + ORDER)
  void each(
      @BindMethods AlertFilter filter,
      @Bind("limit") int limit,
      @Bind("offset") int offset,
      Consumer<AlertRow> row);

  @SqlQuery(ROW + WHERE + " and a.id < :below order by a.id desc limit :limit")
  List<AlertRow> below(
      @BindMethods AlertFilter filter, @Bind("below") long below, @Bind("limit") int limit);

  @SqlQuery(
      """
      select count(*) from (
        select 1
          from alert a
               left join service_view s on s.id = a.service_id
               left join team_view t on t.id = a.team_id
      """
          + WHERE
          + " limit :most) counted")
  int count(@BindMethods AlertFilter filter, @Bind("most") int most);

  @SqlQuery(
      """
      select a.severity, count(*) as open,
             count(*) filter (where a.acknowledged_at is null and a.held_by is null
                                and w.alert_id is null) as unanswered
        from alert a
             left join alert_wait w on w.alert_id = a.id and w.released_at is null
       where a.ended_at is null and a.merged_into is null
       group by a.severity
       order by a.severity
      """)
  List<AlertsPage.Count> counts();

  /** The other lives of the same problem, the newest first. */
  @SqlQuery(
      ROW
          + """
             where a.fingerprint = :fingerprint and a.id <> :id and a.merged_into is null
             order by a.id desc
             limit :limit
            """)
  List<AlertRow> otherLives(
      @Bind("fingerprint") String fingerprint, @Bind("id") long id, @Bind("limit") int limit);

  /** An open alert for tools, its labels as JSON text still. */
  record OpenOne(
      String fingerprint,
      @Nullable String receiver,
      @Nullable String silencedBy,
      Instant updatedAt,
      Instant startsAt,
      @Nullable Instant endsAt,
      String labels,
      String annotations,
      String generatorUrl) {}

  /** Handed out a thousand at a time: there may be tens of thousands. */
  @FetchSize(1_000)
  @SqlQuery(
      """
      select a.fingerprint, t.slug as receiver, a.held_by::text as silenced_by,
             greatest(a.updated_at, a.last_seen_at) as updated_at, a.started_at as starts_at,
             a.timeout_at as ends_at, a.labels::text as labels, a.annotations::text as annotations,
             a.generator_url
        from alert a left join team_view t on t.id = a.team_id
       where a.ended_at is null and a.merged_into is null
         and (:active or a.held_by is not null)
         and (:silenced or a.held_by is null)
       order by a.severity, a.started_at desc, a.id
      """)
  void openOnes(
      @Bind("active") boolean active, @Bind("silenced") boolean silenced, Consumer<OpenOne> each);

  /** Null once the person may not act any more. */
  @SqlQuery("select name from person_view where id = :id and active")
  @Nullable String person(@Bind("id") long id);

  @SqlQuery("select min(timeout_at) from alert where ended_at is null and merged_into is null")
  @Nullable Instant firstDeadline();
}
