-- Work: what somebody plans to do, or what operation made necessary. One rank orders all of it.
create table item_rank (
  -- a single row: whoever changes the order of work holds it
  one boolean primary key default true check (one)
);
insert into item_rank default values;

create table item_team (
  team_id     bigint primary key references team,
  prefix      text   not null unique check (prefix ~ '^[A-Z][A-Z0-9]{1,9}$'),
  last_no     int    not null default 0,
  ready       int    check (ready between 1 and 999),
  in_progress int    check (in_progress between 1 and 999),
  in_review   int    check (in_review between 1 and 999),
  deploying   int    check (deploying between 1 and 999),
  version     int    not null default 1
);

create table item (
  id          bigint        generated always as identity primary key,
  key         text          not null unique check (char_length(key) <= 24),
  team_id     bigint        not null references team,
  service_id  bigint        references service on delete set null,
  type        text          not null,
  interrupt   boolean       not null,
  origin      text          not null,
  title       text          not null check (char_length(title) between 1 and 200),
  description text          not null default '' check (char_length(description) <= 20000),
  points      numeric(5, 1) check (points between 0 and 100),
  state       text          not null check (state in ('backlog', 'ready', 'in_progress', 'in_review', 'deploying', 'verified')),
  state_since timestamptz   not null,
  done_at     timestamptz   check ((done_at is not null) = (state = 'verified')),
  -- byte order, the same in every database: fractional keys compare as they were made
  rank        text collate "C" not null check (char_length(rank) <= 64),
  assignee_id bigint        references person on delete set null,
  incident_id bigint,
  created_at  timestamptz   not null,
  created_by  text          not null,
  updated_at  timestamptz   not null,
  version     int           not null default 1,
  constraint item_one_order unique (rank) deferrable initially immediate,
  constraint item_one_card unique (incident_id, team_id)
);
create index item_of_team on item (team_id, state, rank);
create index item_of_service on item (service_id, state, rank);
create index item_of_person on item (assignee_id) where state <> 'verified';

-- Why there is this work: only ever added to.
create table item_origin (
  item_id bigint      not null references item on delete cascade,
  n       int         not null,
  origin  text        not null,
  detail  text        not null default '' check (char_length(detail) <= 400),
  at      timestamptz not null,
  by_whom text        not null,
  primary key (item_id, n)
);

create table item_link (
  item_id bigint not null references item on delete cascade,
  n       int    not null,
  title   text   not null check (char_length(title) <= 120),
  url     text   not null check (char_length(url) <= 2000),
  primary key (item_id, n)
);

-- History as intervals from the first day, never as snapshots.
create table state_stay (
  item_id bigint      not null references item on delete cascade,
  state   text        not null,
  from_at timestamptz not null,
  to_at   timestamptz check (to_at >= from_at),
  by_whom text        not null
);
create index state_stay_item on state_stay (item_id, from_at);
create unique index state_stay_now on state_stay (item_id) where to_at is null;

create table block_stay (
  id       bigint      generated always as identity primary key,
  item_id  bigint      not null references item on delete cascade,
  reason   text        not null check (char_length(reason) between 1 and 200),
  from_at  timestamptz not null,
  to_at    timestamptz check (to_at >= from_at),
  by_whom  text        not null,
  ended_by text
);
create index block_stay_item on block_stay (item_id, from_at);
create unique index block_stay_now on block_stay (item_id) where to_at is null;

create view item_view as
  select id, key, team_id, service_id, type, origin, title, points, state, incident_id, created_at, interrupt, state_since,
         done_at, rank, assignee_id, version, updated_at
    from item;
create view item_team_view as
  select team_id, prefix, ready, in_progress, in_review, deploying, version from item_team;
create view state_stay_view as
  select item_id, state, from_at, to_at from state_stay;
create view block_stay_view as
  select id, item_id, reason, from_at, to_at, by_whom from block_stay;
