package dev.rialto.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about erasures, and what hangs on a person in the views of other rooms. */
interface ErasureSql {
  @SqlQuery(
      """
      select words, path
        from (select 1 as n, 'in the rotation of ' || r.schedule || ', ' || t.name as words, '/oncall/' || t.slug as path
                from rotation_person_view r join team_view t on t.id = r.team_id
               where r.person_id = :person and (r.until_at is null or r.until_at > :now)
               union
              select 2, 'an override of ' || o.schedule || ', ' || t.name, '/oncall/' || t.slug
                from override_person_view o join team_view t on t.id = o.team_id
               where o.person_id = :person and o.ends_at > :now
               union
              select 3, 'a level of the escalation of ' || t.name, '/teams/' || t.slug
                from policy_person_view p join team_view t on t.id = p.team_id
               where p.person_id = :person
               union
              select 4, 'the last lead of ' || t.name, '/teams/' || t.slug
                from membership_view m join team_view t on t.id = m.team_id
               where m.person_id = :person and m.role = 'lead'
                 and exists (select from membership_view o where o.team_id = m.team_id and o.person_id <> :person)
                 and not exists (select from membership_view o
                                  where o.team_id = m.team_id and o.person_id <> :person and o.role = 'lead')
               union
              select 5, r.role || ' of incident ' || i.id || ', ' || i.title, '/incidents/' || i.id
                from incident_role_view r join incident_view i on i.id = r.incident_id
               where r.person_id = :person and r.to_at is null and i.state <> 'closed'
               union
              select 6, 'rung for A-' || g.alert_id || ', ' || g.title, '/alerts/' || g.alert_id
                from open_page_view g where g.person_id = :person
               union
              select 7, case when s.service_owner_id = :person then 'service owner of '
                             when s.dev_contact_id = :person then 'whom to ask in development about '
                             else 'whom to ask in operations about ' end || s.name, '/services/' || s.slug
                from service_view s
               where :person in (s.service_owner_id, s.dev_contact_id, s.ops_contact_id)
               union
              select 8, 'owner of the capability ' || c.name, '/capabilities/' || c.slug
                from capability_view c where c.owner_person_id = :person
               union
              select 9, 'assigned to ' || i.key || ', ' || i.title, '/items/' || i.key
                from item_view i where i.assignee_id = :person and i.state <> 'verified') h
       order by n, words
       limit 200
      """)
  List<Holding> holdings(@Bind("person") long person, @Bind("now") Instant now);

  /** What they were ever called here, by the record of their own changes. */
  @SqlQuery(
      """
      select distinct term
        from (select before ->> :field as term from journal_view where subject = 'person' and subject_id = :person
               union
              select after ->> :field from journal_view where subject = 'person' and subject_id = :person) t
       where term is not null
       limit 100
      """)
  List<String> formerly(@Bind("person") long person, @Bind("field") String field);

  @SqlQuery("select address from contact_method_view where person_id = :person limit 100")
  List<String> addresses(@Bind("person") long person);

  @SqlQuery("select id from contact_method_view where person_id = :person limit 100")
  List<Long> methods(@Bind("person") long person);

  record Row(
      long personId,
      @Nullable String terms,
      Instant askedAt,
      int passes,
      long places,
      String leftover,
      @Nullable Instant doneAt) {}

  @SqlQuery(
      """
      select person_id, terms, asked_at, passes, places, leftover, done_at
        from erasure where person_id = :person
      """)
  Optional<Row> of(@Bind("person") long person);

  @SqlUpdate(
      """
      insert into erasure (person_id, terms, asked_by, asked_at)
      values (:person, :terms, :by, :now)
      """)
  void ask(
      @Bind("person") long person,
      @Bind("terms") String terms,
      @Bind("by") String by,
      @Bind("now") Instant now);

  @SqlUpdate(
      """
      update erasure
         set passes = passes + 1, places = places + :places, leftover = :leftover,
             terms = case when :last then null else terms end,
             done_at = case when :last then cast(:now as timestamptz) end
       where person_id = :person
      """)
  void passed(
      @Bind("person") long person,
      @Bind("places") long places,
      @Bind("leftover") String leftover,
      @Bind("last") boolean last,
      @Bind("now") Instant now);
}
