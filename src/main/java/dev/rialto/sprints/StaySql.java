package dev.rialto.sprints;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about what was in a sprint and what it took from the buffer. */
public interface StaySql {
  record Work(
      long id,
      String key,
      long teamId,
      String state,
      boolean interrupt,
      @Nullable Double points,
      @Nullable Long incidentId,
      Instant createdAt,
      @Nullable Instant doneAt) {}

  record Stay(
      String key,
      String title,
      String entry,
      @Nullable Double points,
      String state,
      Instant fromAt,
      @Nullable Instant toAt,
      @Nullable String leftAs) {}

  record Charged(
      String key,
      String title,
      @Nullable Long incidentId,
      double points,
      String because,
      Instant at,
      Instant changedAt) {}

  record Choice(String lever, int used, String detail, Instant at, String byWhom) {}

  /** For the picture: what nobody estimated weighs what it was charged. */
  @SqlQuery(
      """
      select s.entry, coalesce(s.points, c.points, 0) as points, s.from_at, s.to_at, s.left_as,
             case when i.state = 'verified' then i.done_at end as done_at
        from sprint_stay s
             join item_view i on i.id = s.item_id
             left join buffer_charge c on c.sprint_id = s.sprint_id and c.item_id = s.item_id
       where s.sprint_id = :sprintId
       order by s.from_at, s.item_id
       limit 2000
      """)
  List<BurnUp.Work> works(long sprintId);

  record Open(String key, String title, @Nullable Double points) {}

  @SqlQuery(
      """
      select id, key, team_id, state, interrupt, points, incident_id, created_at, done_at
        from item_view
       where id = :id
      """)
  Optional<Work> work(long id);

  /** What stands on the board when a sprint begins is what the team commits to. */
  @SqlUpdate(
      """
      insert into sprint_stay (sprint_id, item_id, entry, points, from_at)
      select :sprintId, id, 'committed', points, :now
        from item_view
       where team_id = :teamId
         and state in ('ready', 'in_progress', 'in_review', 'deploying')
      """)
  int commit(long sprintId, long teamId, Instant now);

  @SqlQuery(
      """
      select entry
        from sprint_stay
       where sprint_id = :sprintId and item_id = :itemId and to_at is null
      """)
  Optional<String> entry(long sprintId, long itemId);

  @SqlUpdate(
      """
      insert into sprint_stay (sprint_id, item_id, entry, points, from_at)
      values (:sprintId, :itemId, :entry, :points, :at)
      on conflict do nothing
      """)
  int enter(long sprintId, long itemId, String entry, @Nullable Double points, Instant at);

  @SqlUpdate(
      """
      update sprint_stay
         set to_at = greatest(:at, from_at), left_as = 'dropped'
       where sprint_id = :sprintId and item_id = :itemId and to_at is null
      """)
  int drop(long sprintId, long itemId, Instant at);

  /**
   * An estimate that comes later is the one that counts; what it began with is kept for commits.
   */
  @SqlUpdate(
      """
      update sprint_stay set points = :points
       where sprint_id = :sprintId and item_id = :itemId and to_at is null and entry <> 'committed'
      """)
  void estimated(long sprintId, long itemId, @Nullable Double points);

  @SqlUpdate(
      """
      update sprint_stay s
         set to_at = :now, left_as = case when i.state = 'verified' then 'done' else 'carried' end
        from item_view i
       where i.id = s.item_id and s.sprint_id = :sprintId and s.to_at is null
      """)
  int close(long sprintId, Instant now);

  @SqlQuery(
      """
      select i.key, i.title, s.entry, s.points, i.state, s.from_at, s.to_at, s.left_as
        from sprint_stay s
             join item_view i on i.id = s.item_id
       where s.sprint_id = :sprintId
       order by s.from_at, length(i.key), i.key
       limit 2000
      """)
  List<Stay> stays(long sprintId);

  /** What interrupted already when the sprint began: committed with the rest, and not charged. */
  @SqlQuery(
      """
      select i.key
        from sprint_stay s
             join item_view i on i.id = s.item_id
       where s.sprint_id = :sprintId
         and s.entry = 'committed'
         and i.interrupt
       limit 2000
      """)
  List<String> before(long sprintId);

  /** Changes when the sum or the way it is known does; tells whether it did. */
  @SqlUpdate(
      """
      insert into buffer_charge (sprint_id, item_id, points, because, at, changed_at)
      values (:sprintId, :itemId, :points, :because, :at, :at)
      on conflict (sprint_id, item_id) do update
         set points = excluded.points, because = excluded.because, changed_at = excluded.changed_at
       where (buffer_charge.points, buffer_charge.because) is distinct from
             (excluded.points, excluded.because)
      """)
  int charge(long sprintId, long itemId, double points, String because, Instant at);

  @SqlQuery(
      """
      select i.key, i.title, i.incident_id, c.points, c.because, c.at, c.changed_at
        from buffer_charge c
             join item_view i on i.id = c.item_id
       where c.sprint_id = :sprintId
       order by c.changed_at desc, c.item_id desc
       limit 1000
      """)
  List<Charged> charges(long sprintId);

  /** Severity, and how long people held a role in it together: observers only watch. */
  record Effort(int severity, double hours) {}

  @SqlQuery(
      """
      select i.severity,
             coalesce((select sum(extract(epoch from
                               least(coalesce(r.to_at, i.resolved_at), i.resolved_at) - r.from_at)) / 3600
                         from incident_role_view r
                              join membership_view m on m.person_id = r.person_id
                                                    and m.team_id = :teamId
                        where r.incident_id = i.id
                          and r.role <> 'observer'
                          and r.from_at < i.resolved_at), 0) as hours
        from incident_view i
       where i.id = :incidentId
      """)
  Optional<Effort> effort(long incidentId, long teamId);

  /** In the sprint and not begun, the least important first. */
  @SqlQuery(
      """
      select i.key, i.title, i.points
        from sprint_stay s
             join item_view i on i.id = s.item_id
       where s.sprint_id = :sprintId
         and s.to_at is null
         and i.state = 'ready'
         and not i.interrupt
       order by i.rank desc
       limit 100
      """)
  List<Open> notStarted(long sprintId);

  @SqlUpdate(
      """
      insert into buffer_choice (sprint_id, lever, used, detail, at, by_whom)
      values (:sprintId, :lever, :used, :detail, :now, :by)
      """)
  void choose(long sprintId, String lever, int used, String detail, Instant now, String by);

  @SqlQuery(
      """
      select lever, used, detail, at, by_whom
        from buffer_choice
       where sprint_id = :sprintId
       order by at desc
       limit 100
      """)
  List<Choice> choices(long sprintId);

  /** The numbers of the sprints that count it, the newest first. */
  @SqlQuery(
      """
      select distinct s.no
        from sprint s
       where exists (select from sprint_stay t where t.sprint_id = s.id and t.item_id = :item)
          or exists (select from buffer_charge c where c.sprint_id = s.id and c.item_id = :item)
       order by s.no desc
       limit 5
      """)
  List<Integer> sprintsOf(long item);

  /** Why an item that some sprint counts has to stay. */
  default List<String> reasonsToKeep(long item) {
    return sprintsOf(item).stream()
        .map(
            "It was part of sprint %d, which counts it: send it to the backlog instead."::formatted)
        .toList();
  }
}
