-- Where descriptors come from: what vanished is known only against what the same source said before.
create table descriptor_source (
  id         bigint      generated always as identity primary key,
  kind       text        not null check (kind in ('upload', 'folder', 'git')),
  address    text        not null check (char_length(address) between 1 and 2000),
  branch     text        not null default '' check (char_length(branch) <= 200),
  path       text        not null default '' check (char_length(path) <= 500),
  created_at timestamptz not null,
  unique (kind, address, branch, path)
);

-- One import: read, planned, looked at, applied. The bundle is what was read, so that what is applied
-- is what was looked at.
create table descriptor_import (
  id          bigint      generated always as identity primary key,
  source_id   bigint      not null references descriptor_source,
  state       text        not null check (state in ('reading', 'planned', 'failed', 'applying', 'applied')),
  started_by  text        not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  step        text        not null default '',
  done        int         not null default 0,
  total       int         not null default 0,
  counts      jsonb       not null default '{}',
  mistakes    jsonb       not null default '[]',
  said        text        not null default '' check (char_length(said) <= 2000),
  digest      text,
  bundle      bytea,
  version     int         not null default 1
);
create index descriptor_import_source on descriptor_import (source_id, id desc);

-- What applying would do, line by line; what stays as it is has no line.
create table descriptor_line (
  import_id bigint not null references descriptor_import on delete cascade,
  n         int    not null,
  ref       text   not null,
  change    text   not null check (change in ('added', 'changed', 'vanished', 'kept', 'ignored', 'noted')),
  file      text   not null,
  line      int    not null,
  fields    jsonb  not null,
  notes     jsonb  not null,
  primary key (import_id, n)
);

-- Every descriptor that was ever applied, and the noun it became.
create table descriptor_entity (
  id           bigint      generated always as identity primary key,
  ref          text        not null unique,
  source_id    bigint      not null references descriptor_source,
  file         text        not null,
  line         int         not null,
  hash         text        not null,
  body         jsonb       not null,
  target       text        not null check (target in ('service', 'capability', 'team', 'person', 'none')),
  target_id    bigint,
  last_import  bigint      not null,
  last_seen_at timestamptz not null,
  vanished_at  timestamptz
);
create index descriptor_entity_target on descriptor_entity (target, target_id);
create index descriptor_entity_source on descriptor_entity (source_id);
