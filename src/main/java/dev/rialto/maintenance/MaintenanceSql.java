package dev.rialto.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about planned work. */
public interface MaintenanceSql {
  record WindowRow(
      long id,
      String title,
      String publicText,
      String scope,
      long targetId,
      String target,
      String targetPath,
      @Nullable Long teamId,
      LocalDateTime starts,
      String zone,
      long lastsS,
      String rrule,
      @Nullable Instant activeUntil,
      @Nullable Instant nextAt,
      @Nullable String endedBy,
      String createdBy,
      int version) {
    Window window() {
      return new Window(
          id(),
          title(),
          publicText(),
          scope(),
          targetId(),
          target(),
          targetPath(),
          teamId(),
          starts(),
          ZoneId.of(zone()),
          Duration.ofSeconds(lastsS()),
          rrule(),
          activeUntil(),
          nextAt(),
          endedBy(),
          createdBy(),
          version());
    }
  }

  String WINDOW =
      """
      select w.id, w.title, w.public_text,
             case when w.check_id is not null then 'check'
                  when w.service_id is not null then 'service' else 'team' end as scope,
             coalesce(w.check_id, w.service_id, w.team_id) as target_id,
             coalesce(c.name, s.name, t.name) as target,
             coalesce('/checks/' || c.id, '/services/' || s.slug, '/teams/' || t.slug) as target_path,
             coalesce(w.team_id, s.owner_team_id, cs.owner_team_id) as team_id,
             w.starts, w.zone, w.lasts_s, w.rrule, w.active_until, w.next_at, w.ended_by,
             w.created_by, w.version
        from maintenance_window w
             left join check_view c on c.id = w.check_id
             left join service_view cs on cs.id = c.service_id
             left join service_view s on s.id = w.service_id
             left join team_view t on t.id = w.team_id
      """;

  @SqlQuery(WINDOW + "where w.id = :id")
  Optional<WindowRow> byId(@Bind("id") long id);

  /** Under way first, then what comes soonest, then what is over, the newest first. */
  @SqlQuery(
      WINDOW
          + """
             where (:over or w.next_at is not null)
             order by w.active_until is null, w.next_at is null, w.next_at, w.id desc
             limit :limit offset :offset
            """)
  List<WindowRow> page(
      @Bind("over") boolean over, @Bind("limit") int limit, @Bind("offset") int offset);

  /** Those that reach one check and are not over. */
  @SqlQuery(
      WINDOW
          + """
             where w.next_at is not null
               and exists (select 1
                             from check_view d
                                  join service_view v on v.id = d.service_id
                            where d.id = :checkId
                              and (w.check_id = d.id or w.service_id = d.service_id
                                   or w.team_id = v.owner_team_id))
             order by w.active_until is null, w.next_at
             limit :limit
            """)
  List<WindowRow> ofCheck(@Bind("checkId") long checkId, @Bind("limit") int limit);

  @SqlQuery(
      WINDOW
          + """
             where w.next_at <= :now
             order by w.id
             limit :limit
               for update of w skip locked
            """)
  List<WindowRow> due(@Bind("now") Instant now, @Bind("limit") int limit);

  @SqlQuery("select min(next_at) from maintenance_window")
  @Nullable Instant nextDue();

  @SqlUpdate(
      "update maintenance_window set active_until = :activeUntil, next_at = :nextAt where id = :id")
  void move(
      @Bind("id") long id,
      @Bind("activeUntil") @Nullable Instant activeUntil,
      @Bind("nextAt") @Nullable Instant nextAt);

  record Fields(
      String title,
      String publicText,
      @Nullable Long checkId,
      @Nullable Long serviceId,
      @Nullable Long teamId,
      LocalDateTime starts,
      String zone,
      long lastsS,
      String rrule,
      @Nullable Instant activeUntil,
      @Nullable Instant nextAt,
      String by,
      Instant now) {}

  @SqlQuery(
      """
      insert into maintenance_window (title, public_text, check_id, service_id, team_id, starts, zone,
                                      lasts_s, rrule, active_until, next_at, created_by, created_at,
                                      updated_at)
      values (:title, :publicText, :checkId, :serviceId, :teamId, :starts, :zone,
              :lastsS, :rrule, :activeUntil, :nextAt, :by, :now,
              :now)
      returning id
      """)
  long insert(@BindMethods Fields fields);

  @SqlUpdate(
      """
      update maintenance_window
         set title = :title, public_text = :publicText,
             check_id = :checkId, service_id = :serviceId, team_id = :teamId,
             starts = :starts, zone = :zone, lasts_s = :lastsS, rrule = :rrule,
             active_until = :activeUntil, next_at = :nextAt, ended_by = null, updated_at = :now,
             version = version + 1
       where id = :id and version = :version
      """)
  int update(@BindMethods Fields fields, @Bind("id") long id, @Bind("version") int version);

  @SqlUpdate(
      """
      update maintenance_window
         set active_until = null, next_at = null, ended_by = :by, updated_at = :now,
             version = version + 1
       where id = :id and next_at is not null
      """)
  int end(@Bind("id") long id, @Bind("by") String by, @Bind("now") Instant now);

  record Covered(long checkId, String title) {}

  /** Which checks lie under a window now, by the one that lasts longest. */
  @SqlQuery(
      """
      select distinct on (d.id) d.id as check_id, w.title
        from maintenance_window w
             join check_view d on w.check_id = d.id or w.service_id = d.service_id
                               or w.team_id = (select v.owner_team_id
                                                 from service_view v
                                                where v.id = d.service_id)
       where w.active_until is not null
       order by d.id, w.active_until desc, w.id
      """)
  List<Covered> covered();

  record Said(long checkId, String maintenance) {}

  @SqlQuery("select check_id, maintenance from check_standing_view where maintenance is not null")
  List<Said> said();

  public record Reached(long id, String name, String service, String state) {}

  /** What a window of this scope would lie over. */
  @SqlQuery(
      """
      select d.id, d.name, v.name as service, s.state
        from check_view d
             join service_view v on v.id = d.service_id
             join check_state_view s on s.check_id = d.id
       where d.id = :checkId or d.service_id = :serviceId or v.owner_team_id = :teamId
       order by v.name, d.name
       limit :limit
      """)
  List<Reached> reach(
      @Bind("checkId") @Nullable Long checkId,
      @Bind("serviceId") @Nullable Long serviceId,
      @Bind("teamId") @Nullable Long teamId,
      @Bind("limit") int limit);

  /** An open alert of a check; planned work ends it. */
  public record Ending(long id, String title) {}

  @SqlQuery(
      """
      select id, title
        from alert_view
       where fingerprint = any(:identities) and state = 'firing'
       order by severity_rank, started_at, id
       limit :limit
      """)
  List<Ending> ending(@Bind("identities") Collection<String> identities, @Bind("limit") int limit);

  /** What a form offers to choose from: what is typed, what it is, and its name. */
  public record Choice(String scope, String target, String name) {}

  @SqlQuery(
      """
      (select 'service' as scope, slug as target, name from service_view order by name limit :limit)
      union all
      (select 'team', slug, name from team_view order by name limit :limit)
      union all
      (select 'check', d.id::text, d.name || ' of ' || v.slug
         from check_view d
              join service_view v on v.id = d.service_id
        order by d.name, d.id
        limit :limit)
      """)
  List<Choice> choices(@Bind("limit") int limit);

  @SqlQuery("select slug from service_view where id = :id")
  Optional<String> serviceSlug(@Bind("id") long id);

  @SqlQuery("select slug from team_view where id = :id")
  Optional<String> teamSlug(@Bind("id") long id);

  @SqlQuery("select id from check_view where id = any(:ids)")
  List<Long> there(@Bind("ids") Collection<Long> ids);
}
