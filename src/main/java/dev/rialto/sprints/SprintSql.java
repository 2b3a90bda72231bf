package dev.rialto.sprints;

import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about sprints themselves. */
interface SprintSql {
  String SPRINT =
      """
      select s.id, s.team_id, t.slug as team_slug, t.name as team_name, s.no, s.goal, s.starts_on,
             s.ends_on, s.zone, s.buffer_percent, s.state, s.committed, s.buffer, s.opened_at,
             s.closed_at, s.report, s.report_hash, s.created_by, s.version
        from sprint s
             join team_view t on t.id = s.team_id
      """;

  @SqlQuery(SPRINT + "where s.id = :id")
  Optional<Sprint> byId(long id);

  @SqlQuery(SPRINT + "where s.id = :id for update of s")
  Optional<Sprint> lock(long id);

  @SqlQuery(SPRINT + "where s.team_id = :teamId and s.state = 'open'")
  Optional<Sprint> open(long teamId);

  @SqlQuery(SPRINT + "where s.team_id = :teamId order by s.no desc limit 1")
  Optional<Sprint> last(long teamId);

  @SqlQuery(SPRINT + "where s.team_id = any(:teamIds) and s.state = 'open' limit 500")
  List<Sprint> running(List<Long> teamIds);

  /** What of a team lies over these days and is not over. */
  @SqlQuery(
      SPRINT
          + """
           where s.team_id = :teamId
             and s.id <> :except
             and s.state in ('open', 'planned')
             and s.starts_on <= :last
             and s.ends_on >= :first
           order by s.starts_on
           limit 1
          """)
  Optional<Sprint> over(long teamId, long except, LocalDate first, LocalDate last);

  /** A day of a team is in one sprint only, so that nothing is counted in two. */
  default void mustHaveRoom(long teamId, long except, SprintDraft draft, Scrutiny scrutiny) {
    var first = draft.first();
    var last = draft.last();
    if (first == null || last == null || last.isBefore(first)) {
      return;
    }
    over(teamId, except, first, last)
        .ifPresent(
            other ->
                scrutiny.wrong(
                    "starts_on",
                    "Sprint %d has days of these already: %s. Choose others, or move it first."
                        .formatted(other.no(), other.days().says())));
  }

  @SqlQuery(
      "select max(ends_on) from sprint where team_id = :teamId and state in ('open', 'planned')")
  @Nullable LocalDate lastDay(long teamId);

  @SqlQuery(
      SPRINT
          + """
           where (cast(:teamId as bigint) is null or s.team_id = :teamId)
             and s.id < :below
           order by s.id desc
           limit :limit
          """)
  List<Sprint> page(@Nullable Long teamId, long below, int limit);

  @SqlQuery(
      """
      insert into sprint (team_id, no, goal, starts_on, ends_on, zone, buffer_percent, created_at,
                          created_by)
      select :teamId, coalesce(max(no), 0) + 1, :goal, :first, :last, :zone, :percent, :now, :by
        from sprint
       where team_id = :teamId
      returning id
      """)
  long insert(
      long teamId,
      String goal,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      String zone,
      @Nullable Integer percent,
      Instant now,
      String by);

  @SqlUpdate(
      """
      update sprint
         set goal = :goal, starts_on = :first, ends_on = :last, buffer_percent = :percent,
             buffer = round(committed * :percent / (100 - :percent), 1), version = version + 1
       where id = :id and version = :version
      """)
  int update(
      long id,
      int version,
      String goal,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      @Nullable Integer percent);

  @SqlUpdate(
      """
      update sprint
         set state = 'open', opened_at = :now, version = version + 1,
             committed = (select coalesce(sum(points), 0) from sprint_stay where sprint_id = :id),
             buffer = round((select coalesce(sum(points), 0) from sprint_stay where sprint_id = :id)
                            * buffer_percent / (100 - buffer_percent), 1)
       where id = :id
      """)
  void start(long id, Instant now);

  @SqlUpdate(
      """
      update sprint
         set state = :state, closed_at = :now, completed = :completed, person_days = :personDays,
             report = :report, report_hash = :hash, version = version + 1
       where id = :id
      """)
  void close(
      long id,
      String state,
      Instant now,
      double completed,
      double personDays,
      String report,
      String hash);

  @SqlQuery("select count(*) from membership_view where team_id = :teamId")
  int members(long teamId);

  /** The middle of what a person of this team finished in a day, over its last closed sprints. */
  @SqlQuery(
      """
      select case when count(*) >= 3 then percentile_cont(0.5) within group (order by rate) end
        from (select completed / nullif(person_days, 0) as rate
                from sprint
               where team_id = :teamId
                 and state = 'closed'
                 and completed is not null
               order by closed_at desc
               limit 7) last
      """)
  @Nullable Double rate(long teamId);

  @SqlQuery(
      """
      select p.name
        from membership_view m
             join person_view p on p.id = m.person_id
       where m.team_id = :teamId
         and 'product_owner' = any(m.roles)
       order by p.name
       limit 1
      """)
  Optional<String> productOwner(long teamId);

  @SqlQuery("select id from team_view where slug = :slug")
  Optional<Long> team(String slug);

  /** Only what never began. */
  @SqlUpdate("delete from sprint where id = :id and state = 'planned'")
  void delete(long id);
}
