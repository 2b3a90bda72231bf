-- What is looked at, how and why.
create table check_definition (
  id               bigint      generated always as identity primary key,
  name             text        not null check (char_length(name) between 1 and 120),
  service_id       bigint      not null references service (id),
  environment      text        not null default '' check (char_length(environment) <= 80),
  type             text        not null check (char_length(type) between 1 and 40),
  probe            jsonb       not null check (jsonb_typeof(probe) = 'object'),
  -- sealed by the vault, name by name; never read by anybody but the one who probes
  secrets          jsonb       not null default '{}' check (jsonb_typeof(secrets) = 'object'),
  interval_s       int         not null check (interval_s between 5 and 86400),
  timeout_s        int         not null check (timeout_s between 1 and 300),
  confirm_failures smallint    not null check (confirm_failures between 1 and confirm_of),
  confirm_of       smallint    not null check (confirm_of between 1 and 10),
  severity         text        not null check (severity in ('critical', 'error', 'warning', 'info')),
  must_hold        text        not null default '' check (char_length(must_hold) <= 4000),
  how_probed       text        not null default '' check (char_length(how_probed) <= 4000),
  badge            boolean     not null default false,
  paused_by        text        check (char_length(paused_by) <= 200),
  paused_at        timestamptz,
  version          int         not null default 1,
  created_at       timestamptz not null,
  updated_at       timestamptz not null
);
create unique index check_definition_name on check_definition (service_id, lower(name));

-- One row; it moves with every change, so that whoever watches notices by reading one number.
create table check_generation (
  id smallint primary key default 1 check (id = 1),
  n  bigint   not null default 1
);
insert into check_generation default values;

-- What reports by itself. Its token is known by its hash only.
create table heartbeat (
  check_id   bigint      primary key references check_definition (id) on delete cascade,
  token_hash bytea       not null unique,
  heard_at   timestamptz,
  started_at timestamptz,
  -- late from then on; null while it is late already, or paused
  due_at     timestamptz
);
create index heartbeat_due on heartbeat (due_at) where due_at is not null;

create table heartbeat_ping (
  id        bigint      generated always as identity primary key,
  check_id  bigint      not null references check_definition (id) on delete cascade,
  at        timestamptz not null,
  kind      text        not null check (kind in ('start', 'success', 'fail', 'log')),
  exit_code int,
  rid       text        check (char_length(rid) <= 100),
  took_ms   bigint,
  said      text        check (char_length(said) <= 10240)
);
create index heartbeat_ping_check on heartbeat_ping (check_id, id desc);
create index heartbeat_ping_at on heartbeat_ping (at);

create view check_view as
  select id, name, service_id, environment, type, severity, interval_s, paused_at is not null as paused, created_at
    from check_definition;

-- How each check stands before everybody: what nobody watches is not known. Heartbeats watch themselves.
create view check_state_view as
  select d.id as check_id, d.service_id, s.since, s.cause,
         case when s.shown in ('up', 'degraded', 'down') and not s.watched and d.type <> 'heartbeat' then 'unknown' else s.shown end as state,
         s.flapping, d.name, d.severity, d.paused_at is not null as paused
    from check_definition d
         join check_standing_view s on s.check_id = d.id;
