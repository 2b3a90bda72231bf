-- Planned work. Local time and zone are kept as typed, so that half past two stays half past two over a change of clocks.
create table maintenance_window (
  id         bigint      generated always as identity primary key,
  title      text        not null check (char_length(title) between 1 and 200),
  check_id   bigint      references check_definition (id) on delete cascade,
  service_id bigint      references service (id) on delete cascade,
  team_id    bigint      references team (id) on delete cascade,
  starts     timestamp   not null,
  zone       text        not null check (char_length(zone) between 1 and 64),
  lasts_s    bigint      not null check (lasts_s between 60 and 2678400),
  rrule      text        not null default '' check (char_length(rrule) <= 400),
  -- as of the last boundary: the occurrence under way, and when to look again; null: never more
  active_until timestamptz,
  next_at    timestamptz,
  ended_by   text        check (char_length(ended_by) <= 200),
  created_by text        not null check (char_length(created_by) between 1 and 200),
  version    int         not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (num_nonnulls(check_id, service_id, team_id) = 1)
);
create index maintenance_window_next on maintenance_window (next_at) where next_at is not null;
create index maintenance_window_active on maintenance_window (active_until) where active_until is not null;
create index maintenance_window_check on maintenance_window (check_id) where check_id is not null;
create index maintenance_window_service on maintenance_window (service_id) where service_id is not null;
create index maintenance_window_team on maintenance_window (team_id) where team_id is not null;
