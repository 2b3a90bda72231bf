package dev.rialto.beginning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement of this room: what there is, what was set aside, what was practised. */
interface StepsSql {
  record There(
      @Nullable String reachedBy,
      @Nullable Long teamId,
      @Nullable String teamSlug,
      @Nullable String teamName,
      boolean member,
      @Nullable Long serviceId,
      @Nullable String serviceSlug,
      @Nullable String serviceName,
      @Nullable Long checkId,
      @Nullable String checkName,
      @Nullable Long scheduleId) {}

  /** Whoever is in a team looks at their own; whoever is in none at the first of the house. */
  @SqlQuery(
      """
      with mine as (select team_id from membership_view where person_id = :person),
           scope as (select t.id, t.slug, t.name
                       from team_view t
                      where t.id in (select team_id from mine) or not exists (select from mine))
      select r.label as reached_by, t.id as team_id, t.slug as team_slug, t.name as team_name,
             coalesce(t.id in (select team_id from mine), false) as member,
             s.id as service_id, s.slug as service_slug, s.name as service_name,
             c.id as check_id, c.name as check_name, l.id as schedule_id
        from (select 1) one
             left join lateral (select label
                                  from contact_method_view
                                 where person_id = :person and verified_at is not null
                                 order by rank
                                 limit 1) r on true
             left join lateral (select id, slug, name
                                  from scope
                                 order by exists (select from service_view where owner_team_id = scope.id) desc, id
                                 limit 1) t on true
             left join lateral (select id, slug, name
                                  from service_view
                                 where owner_team_id = t.id
                                 order by exists (select from check_view where service_id = service_view.id) desc, id
                                 limit 1) s on true
             left join lateral (select id, name
                                  from check_view
                                 where service_id = s.id
                                 order by id
                                 limit 1) c on true
             left join lateral (select id
                                  from schedule_view
                                 where team_id = t.id
                                 order by id
                                 limit 1) l on true
      """)
  There there(@Bind("person") long person);

  @SqlQuery("select step from first_steps_choice where person_id = :person")
  List<String> aside(@Bind("person") long person);

  @SqlUpdate(
      """
      insert into first_steps_choice (person_id, step, at)
      values (:person, :step, :now)
      on conflict do nothing
      """)
  void setAside(@Bind("person") long person, @Bind("step") String step, @Bind("now") Instant now);

  @SqlUpdate("delete from first_steps_choice where person_id = :person and step = :step")
  void takeUp(@Bind("person") long person, @Bind("step") String step);

  String PRACTISED =
      """
      select p.alert_id, p.begun_at, p.answered_at, p.answered_by, a.state = 'firing' as firing
        from practice p
             join alert_view a on a.id = p.alert_id
      """;

  /** One that was answered beats a newer one that was not: what came true stays true. */
  @SqlQuery(
      PRACTISED
          + """
             where p.person_id = :person
             order by a.state = 'firing' desc, p.answered_at is not null desc, p.alert_id desc
             limit 1
            """)
  Optional<Facts.Practised> newestOf(@Bind("person") long person);

  @SqlQuery(PRACTISED + " where p.service_id = :service order by p.alert_id desc limit 1")
  Optional<Facts.Practised> newestFor(@Bind("service") long service);

  @SqlQuery(PRACTISED + " where p.alert_id = :alert")
  Optional<Facts.Practised> of(@Bind("alert") long alert);

  record Open(long id, Instant startedAt) {}

  @SqlQuery(
      """
      select id, started_at
        from alert_view
       where fingerprint = :fingerprint and state = 'firing'
       order by id desc
       limit 1
      """)
  Optional<Open> open(@Bind("fingerprint") String fingerprint);

  record Begun(long alertId, Instant startedAt, @Nullable Long serviceId) {}

  @SqlQuery(
      """
      select p.alert_id, a.started_at, p.service_id
        from practice p
             join alert_view a on a.id = p.alert_id
       where p.alert_id = :alert and p.answered_at is null
      """)
  Optional<Begun> unanswered(@Bind("alert") long alert);

  @SqlUpdate(
      """
      insert into practice (alert_id, service_id, person_id, begun_by, begun_at)
      values (:alert, :service, :person, :by, :now)
      """)
  void begin(
      @Bind("alert") long alert,
      @Bind("service") long service,
      @Bind("person") @Nullable Long person,
      @Bind("by") String by,
      @Bind("now") Instant now);

  @SqlUpdate(
      "update practice set answered_at = :at, answered_by = :by where alert_id = :alert and answered_at is null")
  int answered(@Bind("alert") long alert, @Bind("at") Instant at, @Bind("by") String by);
}
