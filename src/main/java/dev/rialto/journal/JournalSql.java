package dev.rialto.journal;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement of the journal. */
interface JournalSql {
  @SqlUpdate(
      """
      insert into journal_entry (at, actor, kind, subject, subject_id, before, after)
      select :at, actor, kind, subject, subject_id, before::jsonb, after::jsonb
        from unnest(:actors, :kinds, :subjects, :ids, :befores, :afters)
             with ordinality as t(actor, kind, subject, subject_id, before, after, n)
       order by n
      """)
  void append(
      @Bind("at") Instant at,
      @Bind("actors") List<String> actors,
      @Bind("kinds") List<String> kinds,
      @Bind("subjects") List<String> subjects,
      @Bind("ids") List<Long> ids,
      @Bind("befores") List<String> befores,
      @Bind("afters") List<String> afters);

  @SqlQuery(
      """
      select id, at, actor, kind, subject, subject_id, before::text, after::text
        from journal_entry
       where subject = :subject and subject_id = :id and id < :below
       order by id desc
       limit :limit
      """)
  List<Entry> of(
      @Bind("subject") String subject,
      @Bind("id") long id,
      @Bind("below") long below,
      @Bind("limit") int limit);

  @SqlQuery(
      """
      select id, at, actor, kind, subject, subject_id, before::text, after::text
        from journal_entry
       where id < :below
       order by id desc
       limit :limit
      """)
  List<Entry> all(@Bind("below") long below, @Bind("limit") int limit);

  @SqlQuery(
      """
      select id, at, actor, kind, subject, subject_id, before::text, after::text
        from journal_entry
       where subject = :subject and id < :below
       order by id desc
       limit :limit
      """)
  List<Entry> ofSubject(
      @Bind("subject") String subject, @Bind("below") long below, @Bind("limit") int limit);

  /** Each noun once, by hops along the index: the entries themselves are not walked. */
  @SqlQuery(
      """
      with recursive noun(subject) as (
        select min(subject) from journal_entry
         union all
        select (select min(e.subject) from journal_entry e where e.subject > n.subject)
          from noun n
         where n.subject is not null)
      select subject from noun where subject is not null limit 200
      """)
  List<String> subjects();

  @SqlUpdate(
      """
      update journal_entry
         set before = null, after = null
       where subject = :subject and subject_id = any(:ids)
      """)
  void forget(@Bind("subject") String subject, @Bind("ids") List<Long> ids);
}
