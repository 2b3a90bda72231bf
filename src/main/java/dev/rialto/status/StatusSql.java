package dev.rialto.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about the page and its components, and what they stand on. */
public interface StatusSql {
  @SqlQuery("select open, title, intro, version from status_page")
  StatusSettings settings();

  @SqlUpdate(
      """
      update status_page
         set open = :open, title = :title, intro = :intro, version = version + 1, updated_at = :now
       where version = :version
      """)
  int change(@BindMethods StatusSettings settings, Instant now);

  String COMPONENT =
      """
      select m.id, m.name, m.description,
             case when m.capability_id is null then 'service' else 'capability' end as kind,
             coalesce(c.slug, s.slug) as target, m.place, m.version
        from status_component m
             left join capability_view c on c.id = m.capability_id
             left join service_view s on s.id = m.service_id
      """;

  @SqlQuery(COMPONENT + "order by m.place, lower(m.name) limit :limit")
  List<Component> components(int limit);

  @SqlQuery(COMPONENT + "where m.id = :id")
  Optional<Component> component(long id);

  @SqlQuery("select id from capability_view where slug = :slug")
  Optional<Long> capability(String slug);

  @SqlQuery("select id from service_view where slug = :slug")
  Optional<Long> service(String slug);

  /** In whose way a component would be: the field that says so. */
  @SqlQuery(
      """
      select case when lower(name) = lower(:name) then 'name' else 'target' end
        from status_component
       where id <> :except
         and (lower(name) = lower(:name) or capability_id = :capability or service_id = :service)
       limit 1
      """)
  Optional<String> inTheWay(
      String name, @Nullable Long capability, @Nullable Long service, long except);

  @SqlQuery(
      """
      insert into status_component (name, description, capability_id, service_id, place, created_at)
      values (:name, :description, :capability, :service, :place, :now)
      returning id
      """)
  long insert(
      @BindMethods Component draft, @Nullable Long capability, @Nullable Long service, Instant now);

  @SqlUpdate(
      """
      update status_component
         set name = :name, description = :description, capability_id = :capability,
             service_id = :service, place = :place, version = version + 1
       where id = :id and version = :seen
      """)
  int update(
      @BindMethods Component draft, @Nullable Long capability, @Nullable Long service, int seen);

  @SqlUpdate("delete from status_component where id = :id and version = :version")
  int remove(long id, int version);

  /** Capabilities that are not published and whose names are free. */
  public record Unpublished(String slug, String name) {}

  @SqlQuery(
      """
      select c.slug, c.name
        from capability_view c
       where not exists (select from status_component m
                          where m.capability_id = c.id or lower(m.name) = lower(c.name))
       order by lower(c.name)
       limit :limit
      """)
  List<Unpublished> unpublished(int limit);

  record Behind(long componentId, long serviceId, @Nullable Long teamId) {}

  /** The services that stand behind each component. */
  @SqlQuery(
      """
      select m.id as component_id, v.id as service_id, v.owner_team_id as team_id
        from status_component m
             join service_view v on v.capability_id = m.capability_id or v.id = m.service_id
       order by m.id, v.id
       limit :limit
      """)
  List<Behind> behind(int limit);

  record Seen(long serviceId, String state) {}

  /** What checks see now; one that is paused looks at nothing. */
  @SqlQuery(
      """
      select distinct service_id, state
        from check_state_view
       where not paused and service_id = any(:services)
      """)
  List<Seen> seen(Long[] services);

  @SqlQuery("select service_id from check_view where id = :id")
  Optional<Long> serviceOfCheck(long id);

  record IncidentRow(
      long id,
      int severity,
      String state,
      Instant beganAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant updateDueAt) {}

  /** Incidents that were told of in public: the open ones, and those that ended since a moment. */
  @SqlQuery(
      """
      select i.id, i.severity, i.state, i.began_at, i.resolved_at, i.update_due_at
        from incident_view i
       where exists (select from incident_update_view u where u.incident_id = i.id and u.public)
         and (i.state in ('open', 'mitigated') or i.resolved_at > :since)
       order by i.state in ('resolved', 'closed'), i.began_at desc, i.id desc
       limit :limit
      """)
  List<IncidentRow> incidents(Instant since, int limit);

  @SqlQuery(
      """
      select i.id, i.severity, i.state, i.began_at, i.resolved_at, i.update_due_at
        from incident_view i
       where i.id = :id
         and exists (select from incident_update_view u where u.incident_id = i.id and u.public)
      """)
  Optional<IncidentRow> incident(long id);

  record UpdateRow(long id, long incidentId, Instant writtenAt, String state, String text) {}

  @SqlQuery(
      """
      select id, incident_id, written_at, state, text
        from incident_update_view
       where public and incident_id = any(:incidents)
       order by written_at desc, id desc
       limit :limit
      """)
  List<UpdateRow> updates(Long[] incidents, int limit);

  record Hit(long incidentId, long serviceId) {}

  @SqlQuery(
      "select incident_id, service_id from incident_service_view where incident_id = any(:incidents)")
  List<Hit> hits(Long[] incidents);
}
