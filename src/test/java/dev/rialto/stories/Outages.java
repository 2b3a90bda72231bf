package dev.rialto.stories;

import java.util.Map;

/** Incidents as other rooms hear of them: by the views they publish and the entries they write. */
final class Outages {
  private final TestHouse house;

  Outages(TestHouse house) {
    this.house = house;
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .execute(
                        """
                        create table if not exists incident_view (
                          id bigint generated always as identity primary key, title text,
                          severity smallint, state text, began_at timestamptz,
                          declared_at timestamptz, mitigated_at timestamptz,
                          resolved_at timestamptz, closed_at timestamptz, declared_by text);
                        create table if not exists incident_service_view (
                          incident_id bigint, service_id bigint);
                        create table if not exists incident_role_view (
                          incident_id bigint, person_id bigint, role text, from_at timestamptz,
                          to_at timestamptz);
                        """));
  }

  long declare(String title, int severity, String service) {
    return house
        .db()
        .inTransaction(
            tx -> {
              long id =
                  tx.handle()
                      .createQuery(
                          """
                          insert into incident_view (title, severity, state, began_at, declared_at)
                          values (:title, :severity, 'open', :now, :now)
                          returning id
                          """)
                      .bind("title", title)
                      .bind("severity", severity)
                      .bind("now", house.clock.instant())
                      .mapTo(Long.class)
                      .one();
              hit(tx, id, service);
              tell(tx, "incident.declared", id);
              return id;
            });
  }

  void alsoHits(long id, String service) {
    house
        .db()
        .run(
            tx -> {
              hit(tx, id, service);
              tell(tx, "incident.service_added", id);
            });
  }

  void leads(long id, String person) {
    house
        .db()
        .run(
            tx -> {
              tx.handle()
                  .createUpdate(
                      """
                      insert into incident_role_view (incident_id, person_id, role, from_at)
                      values (:id, :person, 'commander', :now)
                      """)
                  .bind("id", id)
                  .bind("person", Cast.id(house, person))
                  .bind("now", house.clock.instant())
                  .execute();
              tell(tx, "incident.role_taken", id);
            });
  }

  void resolve(long id) {
    to(id, "resolved", "incident.resolved");
  }

  void reopen(long id) {
    to(id, "open", "incident.reopened");
  }

  private void to(long id, String state, String kind) {
    house
        .db()
        .run(
            tx -> {
              tx.handle()
                  .createUpdate(
                      """
                      update incident_view
                         set state = :state,
                             resolved_at = case when :state = 'resolved' then cast(:now as timestamptz) end
                       where id = :id
                      """)
                  .bind("state", state)
                  .bind("id", id)
                  .bind("now", house.clock.instant())
                  .execute();
              tell(tx, kind, id);
            });
  }

  private void hit(dev.rialto.platform.Tx tx, long id, String service) {
    tx.handle()
        .createUpdate(
            """
            insert into incident_service_view (incident_id, service_id)
            select :id, id from service where slug = :service
            """)
        .bind("id", id)
        .bind("service", service)
        .execute();
  }

  /** Again, as a job that ran twice would hear it. */
  void tell(dev.rialto.platform.Tx tx, String kind, long id) {
    house.house.journal.append(tx, "rialto", kind, "incident", id, null, Map.of("id", id));
  }
}
