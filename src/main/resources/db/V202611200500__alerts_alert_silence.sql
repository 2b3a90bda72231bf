-- One row is one life of one problem; silences hold alerts back from people, never from the screens.

create table silence (
  id         uuid        primary key,
  matchers   jsonb       not null check (jsonb_typeof(matchers) = 'array' and jsonb_array_length(matchers) between 1 and 20),
  starts_at  timestamptz not null,
  ends_at    timestamptz not null check (ends_at >= starts_at),
  comment    text        not null check (char_length(comment) between 1 and 1000),
  created_by text        not null check (char_length(created_by) between 1 and 200),
  owner_id   bigint      references person on delete set null,
  replaces   uuid        references silence on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  began      boolean     not null default false,
  finished   boolean     not null default false
);
create index silence_ends on silence (ends_at desc, id);
create index silence_unfinished on silence (starts_at) where not finished;

create table alert (
  id              bigint      generated always as identity primary key,
  fingerprint     text        not null check (char_length(fingerprint) between 1 and 400),
  source_id       bigint      not null,
  service_id      bigint      references service on delete set null,
  team_id         bigint      references team on delete set null,
  labels          jsonb       not null,
  annotations     jsonb       not null,
  words           text        not null,
  generator_url   text        not null,
  title           text        not null,
  -- 0 critical, 1 error, 2 warning, 3 info: sorts worst first
  severity        smallint    not null check (severity between 0 and 3),
  started_at      timestamptz not null,
  ended_at        timestamptz,
  ended_how       text        check (ended_how in ('said', 'deadline', 'hand')),
  timeout_at      timestamptz,
  -- the words that made this life, where start, end and severity do not tell them
  marks           jsonb,
  opened_at       timestamptz not null,
  last_seen_at    timestamptz not null,
  updated_at      timestamptz not null,
  refreshes       int         not null default 0,
  group_key       text,
  route           jsonb       not null,
  pages           boolean     not null,
  held_by         uuid        references silence on delete set null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledged_id bigint      references person on delete set null,
  merged_into     bigint      references alert on delete set null,
  check ((ended_at is null) = (ended_how is null))
) with (fillfactor = 80);

-- Deadlines move with every refresh, so no index has them: a refresh then stays a cheap HOT update,
-- and the sweep walks the index of open alerts.
create index alert_open on alert (severity, started_at desc, id) where ended_at is null and merged_into is null;
create index alert_fingerprint on alert (fingerprint, id desc) where merged_into is null;
create index alert_service on alert (service_id, id desc);
create index alert_team on alert (team_id, id desc);
create index alert_held on alert (held_by) where held_by is not null;
create index alert_merged on alert (merged_into) where merged_into is not null;
create index alert_group on alert (group_key) where group_key is not null and ended_at is null;

-- One row. Whoever decides about alerts in bulk locks it, so that a silence and a new alert cannot miss each other.
create table alert_setting (
  id                  smallint primary key default 1 check (id = 1),
  last_resort_team_id bigint   references team on delete set null,
  version             int      not null default 1
);
insert into alert_setting default values;

create function alert_severity(rank smallint) returns text immutable parallel safe language sql
  return (array['critical', 'error', 'warning', 'info'])[rank + 1];

create view alert_view as
  select id, service_id, team_id, title, alert_severity(severity) as severity, severity as severity_rank,
         case when ended_at is null then 'firing' else 'resolved' end as state,
         started_at, ended_at, acknowledged_at, acknowledged_by, held_by, pages, fingerprint, group_key
    from alert
   where merged_into is null;

-- Per service and severity: what is open, since when, how many of them held or answered.
create view open_alert_view as
  select service_id, team_id, alert_severity(severity) as severity, severity as severity_rank,
         min(started_at) as since, count(*) as count,
         count(*) filter (where held_by is not null) as held,
         count(*) filter (where acknowledged_at is not null) as acknowledged
    from alert
   where ended_at is null and merged_into is null
   group by service_id, team_id, severity;

-- Open and nobody owns it: which screen shows it, and whether anybody at all was told.
create view unowned_alert_view as
  select id, title, alert_severity(severity) as severity, started_at, team_id is null as nobody_paged
    from alert
   where ended_at is null and merged_into is null and (route ->> 'owned')::boolean is not true;
