-- For rooms to the right: where a service runs and where its code lives, a row each.
create view service_environment_view as
  select s.id as service_id, e.value ->> 'name' as name, e.value ->> 'tier' as tier
    from service s, jsonb_array_elements(s.environments) as e;

create view service_repository_view as
  select s.id as service_id, r.value ->> 'url' as url, r.value ->> 'kind' as kind
    from service s, jsonb_array_elements(s.repositories) as r;
