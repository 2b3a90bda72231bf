package dev.rialto.front;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Finds by name across the rooms; each kind brings a few, so that no kind drowns another. */
interface SearchSql {
  /**
   * 0 the very name, 1 its beginning, 2 somewhere inside. The few of each kind are chosen before
   * anything is joined to them, so that fifty thousand services are read once, and narrowly.
   */
  @SqlQuery(
      """
      (select 'service' as kind, s.name as title, coalesce(t.name, 'nobody owns it') as detail,
              '/services/' || s.slug as link, f.rank
         from (select k.service_id,
                      min(case when k.key = lower(:q) then 0
                               when starts_with(k.key, lower(:q)) then 1 else 2 end) as rank,
                      min(k.key) as key
                 from service_name_view k
                where strpos(k.key, lower(:q)) > 0
                group by k.service_id
                order by rank, key
                limit :each) f
         join service_view s on s.id = f.service_id
         left join team_view t on t.id = s.owner_team_id
        order by f.rank, f.key)
      union all
      (select 'capability', c.name, coalesce(t.name, 'nobody owns it'), '/capabilities/' || c.slug,
              case when lower(:q) in (lower(c.name), c.slug) then 0
                   when starts_with(lower(c.name), lower(:q)) then 1 else 2 end as rank
         from capability_view c
         left join team_view t on t.id = c.owner_team_id
        where strpos(lower(c.name || ' ' || c.slug), lower(:q)) > 0
        order by rank, lower(c.name)
        limit :each)
      union all
      (select 'team', t.name, t.slug, '/teams/' || t.slug,
              case when lower(:q) in (lower(t.name), t.slug) then 0
                   when starts_with(lower(t.name), lower(:q)) then 1 else 2 end as rank
         from team_view t
        where strpos(lower(t.name || ' ' || t.slug), lower(:q)) > 0
        order by rank, lower(t.name)
        limit :each)
      union all
      (select 'person', p.name, p.email, '/people/' || p.id,
              case when lower(:q) in (lower(p.name), lower(p.email)) then 0
                   when starts_with(lower(p.name), lower(:q)) then 1 else 2 end as rank
         from person_view p
        where p.active and strpos(lower(p.name || ' ' || p.email), lower(:q)) > 0
        order by rank, lower(p.name), p.id
        limit :each)
      union all
      (select 'alert', 'A-' || a.id || ' ' || a.title, a.severity || ', ' || a.state, '/alerts/' || a.id,
              case when a.id = :number then 0 when a.state = 'firing' then 1 else 2 end as rank
         from alert_view a
        where a.id = :number or (:number = 0 and strpos(lower(a.title), lower(:q)) > 0)
        order by rank, a.id desc
        limit :each)
      union all
      (select 'incident', 'INC-' || i.id || ' ' || i.title, 'severity ' || i.severity || ', ' || i.state, '/incidents/' || i.id,
              case when lower(:q) = 'inc-' || i.id then 0 when i.state in ('open', 'mitigated') then 1 else 2 end as rank
         from incident_view i
        where lower(:q) = 'inc-' || i.id or strpos(lower(i.title), lower(:q)) > 0
        order by rank, i.id desc
        limit :each)
      union all
      (select 'item', w.key || ' ' || w.title, t.name || ', ' || replace(w.state, '_', ' '), '/items/' || w.key,
              case when lower(:q) = lower(w.key) then 0 when w.state <> 'verified' then 1 else 2 end as rank
         from item_view w
         join team_view t on t.id = w.team_id
        where lower(:q) = lower(w.key) or strpos(lower(w.title), lower(:q)) > 0
        order by rank, w.id desc
        limit :each)
      union all
      (select 'deployment', s.name || ' ' || d.version, d.environment || ', ' || d.state, '/deployments/' || d.id,
              case when d.production then 0 else 1 end as rank
         from deployment_view d
         join service_view s on s.id = d.service_id
        where d.version = :q
        order by d.started_at desc
        limit :each)
      """)
  List<Find> find(String q, long number, int each);
}
