package dev.rialto.stories;

/** Trouble that is there when a story begins. */
final class Fires {
  private Fires() {}

  /** An open alert as the alerts room leaves it, so that these screens need no sender. */
  static void alert(TestHouse house, String service, String severity) {
    house.house.db.run(
        tx -> {
          var known = house.house.services.byName(tx, service);
          tx.handle()
              .createUpdate(
                  """
                  insert into alert (fingerprint, source_id, service_id, labels, annotations, words, generator_url,
                                     title, severity, started_at, opened_at, last_seen_at, updated_at, route, pages)
                  values (:service, 1, :serviceId, '{}', '{}', '', '', 'High error rate',
                          array_position(array['critical', 'error', 'warning', 'info'], :severity) - 1,
                          :now, :now, :now, :now, jsonb_build_object('owned', :owned, 'reasons', cast('[]' as jsonb)), false)
                  """)
              .bind("service", service)
              .bind("serviceId", known.map(dev.rialto.catalog.Service::id).orElse(null))
              .bind("severity", severity)
              .bind("owned", known.isPresent())
              .bind("now", house.clock.instant())
              .execute();
        });
  }
}
