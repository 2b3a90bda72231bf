package dev.rialto.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every write about incidents, and the reads that decide about one. */
interface IncidentSql {
  @SqlQuery(
      """
      insert into incident (title, severity, began_at, declared_at, declared_by, declared_id,
                            update_due_at, updated_at)
      values (:title, :severity, :beganAt, :now, :by, :byId, :updateDueAt, :now)
      returning id
      """)
  long insert(
      String title,
      int severity,
      Instant beganAt,
      String by,
      @Nullable Long byId,
      @Nullable Instant updateDueAt,
      Instant now);

  /** Declaring is rare; of two people who press at once the second sees what the first made. */
  @SqlUpdate("lock table incident_alert in share row exclusive mode")
  void lockBelonging();

  /** Whoever decides about one incident waits for who decides now. */
  @SqlQuery("select id from incident where id = :id for update")
  Optional<Long> lock(long id);

  @SqlUpdate(
      """
      update incident
         set title = :title, severity = :severity, began_at = :beganAt, updated_at = :now,
             version = version + 1
       where id = :id and version = :version
      """)
  int update(long id, int version, String title, int severity, Instant beganAt, Instant now);

  @SqlUpdate(
      """
      update incident
         set state = :state, mitigated_at = :mitigatedAt, resolved_at = :resolvedAt,
             closed_at = :closedAt, updated_at = :now
       where id = :id
      """)
  void move(
      long id,
      String state,
      @Nullable Instant mitigatedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      Instant now);

  @SqlUpdate("update incident set update_due_at = :due where id = :id")
  void owe(long id, @Nullable Instant due);

  @SqlUpdate(
      """
      insert into incident_service (incident_id, service_id, added_at)
      values (:id, :serviceId, :now)
      on conflict do nothing
      """)
  int addService(long id, long serviceId, Instant now);

  @SqlUpdate("delete from incident_service where incident_id = :id and service_id = :serviceId")
  int removeService(long id, long serviceId);

  @SqlUpdate(
      """
      insert into incident_alert (incident_id, alert_id, added_at)
      values (:id, :alertId, :now)
      on conflict do nothing
      """)
  int addAlert(long id, long alertId, Instant now);

  @SqlUpdate("delete from incident_alert where incident_id = :id and alert_id = :alertId")
  int removeAlert(long id, long alertId);

  record TenureRow(
      long id, long personId, String name, String role, Instant fromAt, @Nullable Instant toAt) {
    Tenure tenure() {
      return new Tenure(id, personId, name, IncidentRole.of(role).orElseThrow(), fromAt, toAt);
    }
  }

  /** Who holds what now first, by weight of the role; then what was, the newest first. */
  @SqlQuery(
      """
      select r.id, r.person_id, p.name, r.role, r.from_at, r.to_at
        from incident_role r
             join person_view p on p.id = r.person_id
       where r.incident_id = :id
       order by r.to_at is not null,
                array_position(array['commander', 'deputy', 'communications', 'scribe', 'expert', 'observer'], r.role),
                r.from_at, r.id
       limit :limit
      """)
  List<TenureRow> tenures(long id, int limit);

  @SqlUpdate(
      """
      insert into incident_role (incident_id, person_id, role, from_at)
      values (:id, :personId, :role, :now)
      """)
  void begin(long id, long personId, String role, Instant now);

  @SqlUpdate("update incident_role set to_at = greatest(:now, from_at) where id = :tenureId")
  void end(long tenureId, Instant now);

  @SqlUpdate(
      """
      update incident_role
         set to_at = greatest(:now, from_at)
       where incident_id = :id and to_at is null
      """)
  void endAll(long id, Instant now);
}
