-- Source -1 is practice: asked for by a person to see that a page arrives. It is in lists, marked, and in no figure.
create or replace view alert_view as
  select id, service_id, team_id, title, alert_severity(severity) as severity, severity as severity_rank,
         case when ended_at is null then 'firing' else 'resolved' end as state,
         started_at, ended_at, acknowledged_at, acknowledged_by, held_by, pages, fingerprint, group_key,
         source_id = -1 as practice
    from alert
   where merged_into is null;

create or replace view open_alert_view as
  select service_id, team_id, alert_severity(severity) as severity, severity as severity_rank,
         min(started_at) as since, count(*) as count,
         count(*) filter (where held_by is not null) as held,
         count(*) filter (where acknowledged_at is not null) as acknowledged
    from alert
   where ended_at is null and merged_into is null and source_id <> -1
   group by service_id, team_id, severity;
