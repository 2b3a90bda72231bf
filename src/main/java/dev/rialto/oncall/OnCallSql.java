package dev.rialto.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about schedules. */
interface OnCallSql {
  record RotationRow(
      long id,
      long scheduleId,
      Instant effectiveFrom,
      String zone,
      LocalTime handover,
      @Nullable Integer weekday,
      LocalDate firstDay,
      int every,
      List<Long> people) {}

  record PersonRow(long id, String name, boolean active) {}

  record TeamRow(long id, String slug, String name) {}

  @SqlQuery(
      """
      select s.id, s.team_id, t.slug as team_slug, t.name as team_name, t.zone as team_zone,
             s.layer, s.name, s.version
        from schedule s
        join team_view t on t.id = s.team_id
       where s.id = :id
      """)
  Optional<TeamSchedule> byId(long id);

  @SqlQuery(
      """
      select s.id, s.team_id, t.slug as team_slug, t.name as team_name, t.zone as team_zone,
             s.layer, s.name, s.version
        from schedule s
        join team_view t on t.id = s.team_id
       where s.team_id = any(:teamIds)
       order by lower(t.name), t.id, s.layer
       limit :limit
      """)
  List<TeamSchedule> ofTeams(List<Long> teamIds, int limit);

  @SqlQuery(
      """
      select s.id, s.team_id, t.slug as team_slug, t.name as team_name, t.zone as team_zone,
             s.layer, s.name, s.version
        from schedule s
        join team_view t on t.id = s.team_id
       where s.id > :after
         and (cast(:team as text) is null or t.slug = :team)
       order by s.id
       limit :limit
      """)
  List<TeamSchedule> page(@Nullable String team, long after, int limit);

  /** The schedules in which a person could have a shift after this instant. */
  @SqlQuery(
      """
      select s.id, s.team_id, t.slug as team_slug, t.name as team_name, t.zone as team_zone,
             s.layer, s.name, s.version
        from schedule s
        join team_view t on t.id = s.team_id
       where s.id in (select r.schedule_id
                        from rotation r
                        join rotation_member m on m.rotation_id = r.id
                       where m.person_id = :personId
                       union
                      select o.schedule_id
                        from schedule_override o
                       where o.person_id = :personId and o.ends_at > :after)
       order by s.id
       limit :limit
      """)
  List<TeamSchedule> withPerson(long personId, Instant after, int limit);

  @SqlQuery("select id from schedule where id = :id for update")
  Optional<Long> lock(long id);

  @SqlQuery(
      """
      insert into schedule (team_id, layer, name, created_at)
      values (:teamId, :layer, :name, :now)
      on conflict (team_id, layer) do nothing
      returning id
      """)
  Optional<Long> insert(long teamId, int layer, String name, Instant now);

  @SqlUpdate(
      """
      update schedule
         set name = :name, version = version + 1
       where id = :id and version = :version
      """)
  int rename(long id, int version, String name);

  @SqlUpdate("update schedule set version = version + 1 where id = :id and version = :version")
  int touch(long id, int version);

  @SqlUpdate("delete from schedule where id = :id and version = :version")
  int delete(long id, int version);

  /** The rotation that holds at the beginning of the interval, and every later one in it. */
  @SqlQuery(
      """
      select r.id, r.schedule_id, r.effective_from, r.zone, r.handover, r.weekday, r.first_day,
             r.every,
             array(select m.person_id
                     from rotation_member m
                    where m.rotation_id = r.id
                    order by m.place) as people
        from rotation r
       where r.schedule_id = any(:scheduleIds)
         and r.effective_from <= :to
         and not exists (select
                           from rotation later
                          where later.schedule_id = r.schedule_id
                            and later.effective_from > r.effective_from
                            and later.effective_from <= :from)
       order by r.schedule_id, r.effective_from
      """)
  List<RotationRow> rotations(List<Long> scheduleIds, Instant from, Instant to);

  /** Only what has not begun can be replaced: the past stays as it was. */
  @SqlUpdate(
      """
      delete from rotation
       where schedule_id = :scheduleId and effective_from >= :from
      """)
  int dropPlanned(long scheduleId, Instant from);

  @SqlQuery(
      """
      insert into rotation
             (schedule_id, effective_from, zone, handover, weekday, first_day, every)
      values (:scheduleId, :effectiveFrom, :zone, :handover, :weekday, :firstDay, :every)
      returning id
      """)
  long insertRotation(
      long scheduleId,
      Instant effectiveFrom,
      String zone,
      LocalTime handover,
      @Nullable Integer weekday,
      LocalDate firstDay,
      int every);

  @SqlUpdate(
      """
      insert into rotation_member (rotation_id, place, person_id)
      select :rotationId, place - 1, person_id
        from unnest(:people) with ordinality as given (person_id, place)
      """)
  void insertMembers(long rotationId, List<Long> people);

  @SqlQuery(
      """
      select o.id, o.schedule_id, o.starts_at, o.ends_at, o.person_id, p.name as person_name,
             o.replaces, q.name as replaces_name, o.made_by, o.made_at
        from schedule_override o
        join person_view p on p.id = o.person_id
        left join person_view q on q.id = o.replaces
       where o.schedule_id = any(:scheduleIds)
         and o.ends_at > :from and o.starts_at <= :to
       order by o.schedule_id, o.id
      """)
  List<OverrideEntry> overrides(List<Long> scheduleIds, Instant from, Instant to);

  @SqlQuery(
      """
      select o.id, o.schedule_id, o.starts_at, o.ends_at, o.person_id, p.name as person_name,
             o.replaces, q.name as replaces_name, o.made_by, o.made_at
        from schedule_override o
        join person_view p on p.id = o.person_id
        left join person_view q on q.id = o.replaces
       where o.schedule_id = :scheduleId and o.id > :after
       order by o.id
       limit :limit
      """)
  List<OverrideEntry> overridePage(long scheduleId, long after, int limit);

  @SqlQuery(
      """
      select o.id, o.schedule_id, o.starts_at, o.ends_at, o.person_id, p.name as person_name,
             o.replaces, q.name as replaces_name, o.made_by, o.made_at
        from schedule_override o
        join person_view p on p.id = o.person_id
        left join person_view q on q.id = o.replaces
       where o.schedule_id = :scheduleId and o.id = :id
      """)
  Optional<OverrideEntry> override(long scheduleId, long id);

  @SqlQuery(
      "select count(*) from schedule_override where schedule_id = :scheduleId and ends_at > :now")
  int overridesAhead(long scheduleId, Instant now);

  @SqlQuery(
      """
      insert into schedule_override
             (schedule_id, starts_at, ends_at, person_id, replaces, made_by, made_at)
      values (:scheduleId, :from, :to, :personId, :replaces, :by, :now)
      returning id
      """)
  long insertOverride(
      long scheduleId,
      Instant from,
      Instant to,
      long personId,
      @Nullable Long replaces,
      String by,
      Instant now);

  @SqlUpdate("update schedule_override set ends_at = :now where id = :id")
  int endOverride(long id, Instant now);

  @SqlUpdate("delete from schedule_override where id = :id")
  int deleteOverride(long id);

  @SqlQuery("select id, name, active from person_view where id = any(:ids)")
  List<PersonRow> people(List<Long> ids);

  @SqlQuery(
      """
      select p.id, p.name, p.active
        from membership_view m
        join person_view p on p.id = m.person_id
       where m.team_id = :teamId and p.active and p.role <> 'viewer'
       order by lower(p.name), p.id
       limit :limit
      """)
  List<PersonRow> members(long teamId, int limit);

  /** Whoever may be rung: active, and more than a viewer. */
  @SqlQuery(
      """
      select p.id, p.name, p.active
        from person_view p
       where p.active and p.role <> 'viewer'
       order by lower(p.name), p.id
       limit :limit
      """)
  List<PersonRow> rungable(int limit);

  @SqlQuery(
      "select exists (select from person_view where id = :id and active and role <> 'viewer')")
  boolean canBeRung(long id);

  @SqlQuery("select id, slug, name from team_view where id = any(:ids)")
  List<TeamRow> teamNames(List<Long> ids);

  @SqlQuery(
      """
      select t.id
        from team_view t
        left join membership_view m on m.team_id = t.id and m.person_id = :personId
       order by m.team_id is null, lower(t.name), t.id
       limit :limit
      """)
  List<Long> teams(long personId, int limit);

  @SqlQuery(
      """
      select t.id
        from team_view t
        join membership_view m on m.team_id = t.id
       where m.person_id = :personId
       order by lower(t.name), t.id
       limit :limit
      """)
  List<Long> teamsOf(long personId, int limit);

  @SqlQuery("select zone from person_view where id = :personId")
  Optional<String> zoneOf(long personId);

  /** What was planned from there on gives way to this rotation. */
  default void keep(long scheduleId, Schedule.Version version) {
    var rotation = version.rotation();
    var weekday = rotation.weekday();
    dropPlanned(scheduleId, version.from());
    long rotationId =
        insertRotation(
            scheduleId,
            version.from(),
            rotation.zone().getId(),
            rotation.handover(),
            weekday == null ? null : weekday.getValue(),
            rotation.firstDay(),
            rotation.every());
    insertMembers(rotationId, rotation.order());
  }
}
