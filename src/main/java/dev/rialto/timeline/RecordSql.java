package dev.rialto.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about what people wrote down, have to do and said of deployments. */
interface RecordSql {
  record NoteRow(
      long id,
      Instant at,
      Instant writtenAt,
      String byWhom,
      String told,
      String state,
      String text) {
    Note note() {
      return new Note(
          id, at, writtenAt, byWhom, Told.valueOf(told.toUpperCase(Locale.ROOT)), state, text);
    }
  }

  @SqlQuery(
      """
      insert into incident_note (incident_id, at, written_at, by_whom, by_id, told, state, text)
      values (:id, :at, :now, :by, :byId, :told, :state, :text)
      returning id, at, written_at, by_whom, told, state, text
      """)
  NoteRow insertNote(
      long id,
      Instant at,
      Instant now,
      String by,
      @Nullable Long byId,
      String told,
      String state,
      String text);

  @SqlQuery(
      """
      select id, at, written_at, by_whom, told, state, text
        from incident_note
       where incident_id = :id
       order by at desc, id desc
       limit :limit
      """)
  List<NoteRow> notes(long id, int limit);

  @SqlQuery(
      """
      select id, at, written_at, by_whom, told, state, text
        from incident_note
       where incident_id = :id and told <> 'record'
       order by written_at desc, id desc
       limit :limit
      """)
  List<NoteRow> updates(long id, int limit);

  @SqlQuery("select count(*) from incident_note where incident_id = :id")
  int countNotes(long id);

  record TaskRow(
      long id,
      String text,
      @Nullable Long personId,
      @Nullable String person,
      @Nullable Instant doneAt) {
    Task task() {
      return new Task(id, text, personId, person, doneAt);
    }
  }

  @SqlQuery(
      """
      insert into incident_task (incident_id, text, person_id, created_at)
      values (:id, :text, :personId, :now)
      returning id
      """)
  long insertTask(long id, String text, @Nullable Long personId, Instant now);

  @SqlQuery(
      """
      select t.id, t.text, t.person_id, p.name as person, t.done_at
        from incident_task t
             left join person_view p on p.id = t.person_id
       where t.incident_id = :id
       order by t.id
       limit :limit
      """)
  List<TaskRow> tasks(long id, int limit);

  @SqlUpdate(
      """
      update incident_task
         set done_at = :doneAt
       where incident_id = :id and id = :taskId and (done_at is null) = (cast(:doneAt as timestamptz) is not null)
      """)
  int finish(long id, long taskId, @Nullable Instant doneAt);

  @SqlUpdate("delete from incident_task where incident_id = :id and id = :taskId")
  int removeTask(long id, long taskId);

  record VerdictRow(long deploymentId, String verdict, String byWhom, Instant at) {}

  @SqlQuery(
      """
      select deployment_id, verdict, by_whom, at
        from incident_verdict
       where incident_id = :id
       order by at
       limit :limit
      """)
  List<VerdictRow> verdicts(long id, int limit);

  @SqlUpdate(
      """
      insert into incident_verdict (incident_id, deployment_id, verdict, by_whom, at)
      values (:id, :deploymentId, :verdict, :by, :now)
      on conflict (incident_id, deployment_id)
      do update set verdict = excluded.verdict, by_whom = excluded.by_whom, at = excluded.at
              where incident_verdict.verdict <> excluded.verdict
      """)
  int judge(long id, long deploymentId, String verdict, String by, Instant now);

  @SqlUpdate(
      "delete from incident_verdict where incident_id = :id and deployment_id = :deploymentId")
  int unjudge(long id, long deploymentId);

  @SqlQuery(
      """
      select s.name || ' ' || d.version
        from deployment_view d
             join service_view s on s.id = d.service_id
       where d.id = :deploymentId
      """)
  Optional<String> deployment(long deploymentId);

  @SqlUpdate(
      """
      insert into incident_watcher (incident_id, person_id, seen_at)
      values (:id, :personId, :now)
      on conflict (incident_id, person_id) do update set seen_at = excluded.seen_at
      """)
  void watch(long id, long personId, Instant now);

  @SqlQuery(
      """
      select p.name
        from incident_watcher w
             join person_view p on p.id = w.person_id
       where w.incident_id = :id and w.seen_at > :since
       order by p.name, p.id
       limit :limit
      """)
  List<String> watchers(long id, Instant since, int limit);

  @SqlUpdate("delete from incident_watcher where seen_at < :before")
  void forgetWatchers(Instant before);
}
