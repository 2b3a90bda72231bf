package dev.rialto.demo;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What has really happened since the story began, from what other rooms publish. */
interface WalkSql {
  /** The newest story is the one of the newest broken version. */
  record Row(
      long deployment,
      Instant deployed,
      long serviceId,
      @org.jspecify.annotations.Nullable Instant failed,
      @org.jspecify.annotations.Nullable Long alertId,
      @org.jspecify.annotations.Nullable Instant acknowledged,
      @org.jspecify.annotations.Nullable Instant paged,
      @org.jspecify.annotations.Nullable Long incidentId,
      @org.jspecify.annotations.Nullable Instant began,
      @org.jspecify.annotations.Nullable Instant declared,
      @org.jspecify.annotations.Nullable Instant resolved,
      @org.jspecify.annotations.Nullable Instant charged,
      @org.jspecify.annotations.Nullable Instant rolledBack,
      @org.jspecify.annotations.Nullable Instant green) {}

  @SqlQuery(
      """
      select d.id as deployment, d.finished_at as deployed, d.service_id, failed.from_at as failed,
             alert.id as alert_id, alert.acknowledged_at as acknowledged, page.rang_at as paged,
             incident.id as incident_id, incident.began_at as began, incident.declared_at as declared,
             incident.resolved_at as resolved, charge.at as charged, back.finished_at as rolled_back,
             green.from_at as green
        from service_view s
        join deployment_view d
          on d.service_id = s.id and d.version = :version and d.production and d.kind = 'deployment'
             and d.state in ('succeeded', 'rolled_back') and d.finished_at >= :since
        join check_view c on c.service_id = s.id and c.name = :check
        left join lateral (select from_at
                             from state_span_view
                            where check_id = c.id and state = 'down' and from_at >= d.started_at
                            order by from_at
                            limit 1) failed on true
        left join lateral (select id, acknowledged_at
                             from alert_view
                            where service_id = s.id and started_at >= d.started_at
                            order by id
                            limit 1) alert on true
        left join lateral (select rang_at
                             from page_view
                            where alert_id = alert.id
                            order by rang_at
                            limit 1) page on true
        left join lateral (select i.id, i.began_at, i.declared_at, i.resolved_at
                             from incident_alert_view ia
                             join incident_view i on i.id = ia.incident_id
                            where ia.alert_id = alert.id
                            order by i.id desc
                            limit 1) incident on true
        left join lateral (select b.at
                             from buffer_charge_view b
                             join item_view i on i.id = b.item_id
                            where i.incident_id = incident.id
                            order by b.at
                            limit 1) charge on true
        left join lateral (select finished_at
                             from deployment_view
                            where service_id = s.id and production and kind = 'rollback'
                              and finished_at > d.finished_at
                            order by finished_at
                            limit 1) back on true
        left join lateral (select from_at
                             from state_span_view
                            where check_id = c.id and state = 'up' and from_at > failed.from_at
                            order by from_at
                            limit 1) green on true
       where s.slug = :service
       order by d.finished_at desc
       limit 1
      """)
  Optional<Row> story(String service, String check, String version, Instant since);

  /** Everybody on call first for the team, now. */
  @SqlQuery("select id from team_view where slug = :team")
  Optional<Long> team(String team);
}
