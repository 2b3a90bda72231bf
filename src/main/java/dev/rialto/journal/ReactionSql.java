package dev.rialto.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about what still has to follow from an entry. */
interface ReactionSql {
  record Line(String name, String subject, long subjectId) {}

  record Head(long id, long entryId, int attempts, Instant dueAt) {}

  record Figures(long waiting, long failing) {}

  /** Entries and what follows from them, in one statement. */
  @SqlQuery(
      """
      with entry as (
        insert into journal_entry (at, actor, kind, subject, subject_id, before, after)
        select :at, actor, kind, subject, subject_id, before::jsonb, after::jsonb
          from unnest(:actors, :kinds, :subjects, :ids, :befores, :afters)
               with ordinality as t(actor, kind, subject, subject_id, before, after, n)
         order by n
        returning id, kind, subject, subject_id
      )
      insert into reaction (entry_id, name, subject, subject_id, due_at)
      select e.id, r.name, e.subject, e.subject_id, :at
        from entry e
             join unnest(:prefixes, :names) as r(prefix, name) on starts_with(e.kind, r.prefix)
       order by e.id, r.name
      returning id
      """)
  List<Long> append(
      @Bind("at") Instant at,
      @Bind("actors") List<String> actors,
      @Bind("kinds") List<String> kinds,
      @Bind("subjects") List<String> subjects,
      @Bind("ids") List<Long> ids,
      @Bind("befores") List<String> befores,
      @Bind("afters") List<String> afters,
      @Bind("prefixes") List<String> prefixes,
      @Bind("names") List<String> names);

  @SqlQuery("select name, subject, subject_id from reaction where id = :id")
  Optional<Line> line(@Bind("id") long id);

  /** The oldest of a line; whoever holds it works, others wait here and find the next. */
  @SqlQuery(
      """
      select id, entry_id, attempts, due_at
        from reaction
       where name = :name and subject = :subject and subject_id = :subjectId
       order by id
       limit 1
         for update
      """)
  Optional<Head> head(
      @Bind("name") String name,
      @Bind("subject") String subject,
      @Bind("subjectId") long subjectId);

  @SqlQuery(
      """
      select id, at, actor, kind, subject, subject_id, before::text, after::text
        from journal_entry
       where id = :id
      """)
  Entry entry(@Bind("id") long id);

  @SqlUpdate("delete from reaction where id = :id")
  void done(@Bind("id") long id);

  @SqlUpdate(
      """
      update reaction
         set attempts = attempts + 1, due_at = :due, failed_at = coalesce(failed_at, :now),
             failure = left(:failure, 2000)
       where id = :id
      """)
  void failed(
      @Bind("id") long id,
      @Bind("failure") String failure,
      @Bind("due") Instant due,
      @Bind("now") Instant now);

  @SqlQuery("select count(*) as waiting, count(failed_at) as failing from reaction")
  Figures figures();

  @SqlQuery(
      """
      select r.id, r.name, e.kind, r.subject, r.subject_id, e.at, r.attempts, r.failed_at,
             r.due_at, r.failure,
             (select count(*)
                from reaction b
               where b.name = r.name and b.subject = r.subject and b.subject_id = r.subject_id
                 and b.id > r.id) as behind
        from reaction r
             join journal_entry e on e.id = r.entry_id
       where r.failed_at is not null
       order by r.failed_at, r.id
       limit :limit
      """)
  List<Stuck> stuck(@Bind("limit") int limit);
}
