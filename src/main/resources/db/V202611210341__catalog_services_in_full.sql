alter table service
  add column kind             text   not null default 'service' check (char_length(kind) between 1 and 63),
  add column capability_id    bigint references capability (id),
  add column service_owner_id bigint references person (id),
  add column dev_contact_id   bigint references person (id),
  add column ops_contact_id   bigint references person (id),
  add column repositories     jsonb  not null default '[]' check (jsonb_typeof(repositories) = 'array'),
  -- where a descriptor says what this service is; then name, owner and the like are changed there
  add column origin           text   check (char_length(origin) between 1 and 300),
  add column vanished_at      timestamptz;

update service s
   set capability_id = c.id
  from capability c
 where s.capability <> '' and lower(c.name) = lower(s.capability);

create index service_of_capability on service (capability_id);
create index service_service_owner on service (service_owner_id) where service_owner_id is not null;

create or replace view service_view as
  select s.id, s.slug, s.name, s.owner_team_id, s.tier, coalesce(c.name, '') as capability,
         nullif(s.runbook_url, '') as runbook_url, s.description,
         s.capability_id, c.slug as capability_slug, s.kind, s.service_owner_id, s.dev_contact_id, s.ops_contact_id
    from service s
    left join capability c on c.id = s.capability_id;

alter table service drop column capability;


-- Words of name and description, for a search that need not read every row.
alter table service
  add column words tsvector generated always as
    (to_tsvector('simple', left(name || ' ' || description, 4000))) stored;
create index service_words on service using gin (words);

-- Who owned what, when. Names are kept beside ids, so that history survives a team or a service that went.
create table service_ownership (
  service_id       bigint      not null,
  service_slug     text        not null,
  service_name     text        not null,
  team_id          bigint,
  team_slug        text,
  team_name        text,
  service_owner_id bigint,
  service_owner    text,
  valid_from       timestamptz not null,
  valid_to         timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index service_ownership_now on service_ownership (service_id) where valid_to is null;
create index service_ownership_service on service_ownership (service_id, valid_from);
create index service_ownership_slug on service_ownership (service_slug, valid_from);

-- What the journal saw is history; what it did not see began with the service itself.
with told as (
  select subject_id as service_id, id, at, kind,
         case when kind = 'service.removed' then before else after end as said
    from journal_entry
   where subject = 'service' and kind in ('service.created', 'service.changed', 'service.removed')
     and (kind <> 'service.changed' or before ->> 'owner' is distinct from after ->> 'owner')
), spans as (
  select service_id, kind, said, at as valid_from,
         lead(at) over (partition by service_id order by id) as valid_to
    from told
)
insert into service_ownership
  (service_id, service_slug, service_name, team_id, team_slug, team_name, valid_from, valid_to)
select s.service_id, s.said ->> 'slug', s.said ->> 'name', t.id, s.said ->> 'owner', s.said ->> 'owner_name',
       s.valid_from, s.valid_to
  from spans s
  left join team t on t.slug = s.said ->> 'owner'
 where s.kind <> 'service.removed'
   and (s.valid_to is not null or exists (select from service v where v.id = s.service_id));

insert into service_ownership
  (service_id, service_slug, service_name, team_id, team_slug, team_name, valid_from)
select s.id, s.slug, s.name, t.id, t.slug, t.name, s.created_at
  from service s
  left join team t on t.id = s.owner_team_id
 where not exists (select from service_ownership o where o.service_id = s.id and o.valid_to is null);

create view service_ownership_view as
  select service_id, service_slug, service_name, team_id, team_slug, team_name,
         service_owner_id, service_owner, valid_from, valid_to
    from service_ownership;

-- Every link says what it leads to.
update service
   set links = (select jsonb_agg(l || '{"type": "other"}') from jsonb_array_elements(links) as l)
 where links <> '[]';
