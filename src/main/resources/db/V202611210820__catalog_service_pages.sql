-- A search walks the services in the order of its pages; what it filters by stands in the index.
create index service_pages on service (slug) include (id, owner_team_id, tier, capability_id);
