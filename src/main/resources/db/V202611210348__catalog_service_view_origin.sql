create or replace view service_view as
  select s.id, s.slug, s.name, s.owner_team_id, s.tier, coalesce(c.name, '') as capability,
         nullif(s.runbook_url, '') as runbook_url, s.description,
         s.capability_id, c.slug as capability_slug, s.kind, s.service_owner_id, s.dev_contact_id, s.ops_contact_id,
         s.origin, s.vanished_at
    from service s
    left join capability c on c.id = s.capability_id;
