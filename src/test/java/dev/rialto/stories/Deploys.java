package dev.rialto.stories;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Deployments that are there when a story begins, as the room of deliveries leaves them. */
final class Deploys {
  private Deploys() {}

  static long finished(TestHouse house, String service, String version, Instant at) {
    return row(house, service, "Prod", version, "succeeded", "deployment", at, null);
  }

  static long rolledBack(TestHouse house, String service, String version, String from, Instant at) {
    return row(house, service, "Prod", version, "succeeded", "rollback", at, from);
  }

  static long row(
      TestHouse house,
      String service,
      String environment,
      String version,
      String state,
      String kind,
      Instant finished,
      @Nullable String previous) {
    return house
        .db()
        .inTransaction(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        with place as (
                          insert into delivery_environment (service_id, name, tier)
                          select id, :environment, case when :environment = 'Prod' then 'production' else 'staging' end
                            from service where slug = :service
                          on conflict (service_id, lower(name)) do update set name = excluded.name
                          returning id, service_id
                        ), origin as (
                          insert into delivery_origin (forge, service, environment, service_id, environment_id, because, first_at, last_at)
                          select 'plain', :service, :environment, service_id, id, 'told', :finished, :finished from place
                          on conflict (forge, repository, path, environment, service) do update set last_at = excluded.last_at
                          returning id
                        ), thread as (
                          insert into deployment_thread (key, numbered, origin_id)
                          select gen_random_uuid()::text, false, id from origin
                          returning id
                        )
                        insert into deployment (thread_id, service_id, environment_id, told, named, started_at, ended_at,
                                                by_whom, version, state, kind, finished_at, previous_version)
                        select thread.id, place.service_id, place.id, :state, :version, cast(:finished as timestamptz) - interval '2 minutes', :finished,
                               'Grace', :version, :state, :kind, :finished, :previous
                          from thread, place
                        returning id
                        """)
                    .bind("service", service)
                    .bind("environment", environment)
                    .bind("version", version)
                    .bind("state", state)
                    .bind("kind", kind)
                    .bind("finished", finished)
                    .bind("previous", previous)
                    .mapTo(Long.class)
                    .one());
  }
}
