-- What runs, and who owns it. A service without an owner is legal and is shown aloud everywhere.
create table service (
  id            bigint generated always as identity primary key,
  slug          text        not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name          text        not null check (char_length(name) between 1 and 80),
  owner_team_id bigint      references team (id),
  tier          smallint    not null default 3 check (tier between 1 and 4),
  capability    text        not null default '' check (char_length(capability) <= 80),
  environments  jsonb       not null default '[]' check (jsonb_typeof(environments) = 'array'),
  runbook_url   text        not null default '' check (char_length(runbook_url) <= 2000),
  description   text        not null default '' check (char_length(description) <= 4000),
  links         jsonb       not null default '[]' check (jsonb_typeof(links) = 'array'),
  version       int         not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);
create index service_owner on service (owner_team_id);
create index service_capability on service (lower(capability));

-- Slug, name and alternative names share one namespace over all services, folded to lower case:
-- a label value in a signal then means one service or none, never two.
create table service_known_as (
  key        text   primary key check (char_length(key) between 1 and 400),
  label      text   not null check (char_length(label) between 1 and 200),
  kind       text   not null check (kind in ('slug', 'name', 'alias')),
  service_id bigint not null references service (id) on delete cascade
);
create index service_known_as_service on service_known_as (service_id);

create view service_view as
  select id, slug, name, owner_team_id, tier, capability, nullif(runbook_url, '') as runbook_url, description
    from service;

create view service_name_view as
  select key, service_id from service_known_as;
