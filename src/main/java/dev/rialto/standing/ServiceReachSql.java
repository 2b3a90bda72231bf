package dev.rialto.standing;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What hangs on a service. */
interface ServiceReachSql {
  default ServiceReach of(Standing service) {
    var counts = counts(service.id());
    return new ServiceReach(
        service.slug(),
        counts.checks(),
        counts.alerts(),
        counts.needed(),
        needing(service.id(), ServiceReach.NAMED));
  }

  record Counts(long checks, long alerts, long needed) {}

  @SqlQuery(
      """
      select (select count(*) from check_view where service_id = :id) as checks,
             (select coalesce(sum(count), 0) from open_alert_view where service_id = :id) as alerts,
             (select count(*) from dependency_view where needs_service_id = :id) as needed
      """)
  Counts counts(long id);

  @SqlQuery(
      """
      select s.slug, s.name
        from dependency_view d
        join service_view s on s.id = d.service_id
       where d.needs_service_id = :id
       order by lower(s.name), s.id
       limit :limit
      """)
  List<ServiceReach.Named> needing(long id, int limit);
}
