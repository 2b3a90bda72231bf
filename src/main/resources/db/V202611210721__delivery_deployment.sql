-- What was deployed where. What senders told is kept event by event; a deployment is derived from it,
-- and can be derived anew whenever somebody says where something belongs.

create table delivery_environment (
  id         bigint generated always as identity primary key,
  service_id bigint not null references service on delete cascade,
  name       text   not null check (char_length(name) between 1 and 120),
  tier       text   not null check (tier in ('production', 'staging', 'testing', 'development', 'other'))
);
create unique index delivery_environment_name on delivery_environment (service_id, lower(name));

-- How a sender says where something belongs. Without a service it is unmatched, and shown as such.
create table delivery_origin (
  id             bigint      generated always as identity primary key,
  forge          text        not null check (forge in ('github', 'gitlab', 'plain')),
  repository     text        not null default '' check (char_length(repository) <= 400),
  path           text        not null default '' check (char_length(path) <= 400),
  environment    text        not null default '' check (char_length(environment) <= 120),
  service        text        not null default '' check (char_length(service) <= 200),
  tier           text        not null default '' check (char_length(tier) <= 60),
  service_id     bigint      references service on delete set null,
  environment_id bigint      references delivery_environment on delete set null,
  because        text        not null check (char_length(because) <= 400),
  first_at       timestamptz not null,
  last_at        timestamptz not null
);
create unique index delivery_origin_same on delivery_origin (forge, repository, path, environment, service);
create index delivery_origin_unmatched on delivery_origin (last_at desc) where service_id is null;
create index delivery_origin_service on delivery_origin (service_id) where service_id is not null;

-- What people said about origins: empty means any.
create table delivery_mapping (
  id          bigint      generated always as identity primary key,
  repository  text        not null default '' check (char_length(repository) <= 400),
  path        text        not null default '' check (char_length(path) <= 400),
  environment text        not null default '' check (char_length(environment) <= 120),
  service     text        not null default '' check (char_length(service) <= 200),
  service_id  bigint      not null references service on delete cascade,
  -- The environment it means, when it is called otherwise here; empty: as told.
  called      text        not null default '' check (char_length(called) <= 120),
  created_at  timestamptz not null,
  created_by  text        not null,
  check (repository <> '' or service <> '')
);
create unique index delivery_mapping_same on delivery_mapping (repository, path, environment, service);
create index delivery_mapping_service on delivery_mapping (service_id);

-- One deployment where the sender numbers them; else all tries of one version in one place.
create table deployment_thread (
  id        bigint  generated always as identity primary key,
  key       text    not null unique check (char_length(key) between 1 and 900),
  numbered  boolean not null,
  origin_id bigint  not null references delivery_origin
);
create index deployment_thread_origin on deployment_thread (origin_id);

create table deployment (
  id               bigint      generated always as identity primary key,
  thread_id        bigint      not null references deployment_thread,
  service_id       bigint      references service on delete set null,
  environment_id   bigint      references delivery_environment on delete set null,
  -- as told
  told             text        not null check (told in ('running', 'succeeded', 'failed', 'rolled_back')),
  named            text        not null check (char_length(named) <= 200),
  sha              text        not null default '' check (char_length(sha) <= 64),
  started_at       timestamptz not null,
  ended_at         timestamptz,
  by_whom          text        not null default '' check (char_length(by_whom) <= 200),
  url              text        not null default '' check (char_length(url) <= 2000),
  detail           text        not null default '' check (char_length(detail) <= 1000),
  -- as it came out among its neighbours
  version          text        not null check (char_length(version) <= 200),
  state            text        not null check (state in ('running', 'succeeded', 'failed')),
  kind             text        not null check (kind in ('deployment', 'redeploy', 'rollback')),
  finished_at      timestamptz,
  previous_version text        check (char_length(previous_version) <= 200)
);
create index deployment_thread_of on deployment (thread_id);
create index deployment_place on deployment (environment_id, started_at desc);
create index deployment_arrived on deployment (environment_id, finished_at desc, id desc) where state = 'succeeded';
create index deployment_service on deployment (service_id, started_at desc, id desc) where service_id is not null;
create index deployment_running on deployment (started_at) where state = 'running';
create index deployment_newest on deployment (started_at desc, id desc);

-- Every transition with its own time. Told twice, it is there once.
create table deployment_event (
  id            bigint      generated always as identity primary key,
  thread_id     bigint      not null references deployment_thread,
  deployment_id bigint      references deployment on delete set null,
  state         text        not null check (state in ('started', 'succeeded', 'failed', 'rolled_back', 'noted')),
  word          text        not null check (char_length(word) between 1 and 60),
  at            timestamptz not null,
  version       text        not null default '' check (char_length(version) <= 200),
  sha           text        not null default '' check (char_length(sha) <= 64),
  by_whom       text        not null default '' check (char_length(by_whom) <= 200),
  url           text        not null default '' check (char_length(url) <= 2000),
  detail        text        not null default '' check (char_length(detail) <= 1000)
);
create unique index deployment_event_same on deployment_event (thread_id, at, word);
create index deployment_event_deployment on deployment_event (deployment_id, at);

-- Who decides what a deployment comes to holds this row: digests of all nodes, and people who map.
create table delivery_turn (id smallint primary key default 1 check (id = 1));
insert into delivery_turn default values;

create view deployment_view as
  select d.id, d.service_id, d.environment_id, e.name as environment, e.tier = 'production' as production,
         d.version, d.sha, d.state, d.kind, d.started_at, d.finished_at, d.by_whom, d.url, d.previous_version
    from deployment d
    join delivery_environment e on e.id = d.environment_id
   where d.service_id is not null;

-- For rooms that keep other facts of the same origins.
create view delivery_origin_view as
  select id, forge, repository, path, environment, service_id, environment_id from delivery_origin;
