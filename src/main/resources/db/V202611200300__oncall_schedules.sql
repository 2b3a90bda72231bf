-- Who is on call: schedules of a team, their rotations by version, and overrides.

create table schedule (
  id         bigint      generated always as identity primary key,
  team_id    bigint      not null references team,
  layer      smallint    not null check (layer between 1 and 5),
  name       text        not null check (char_length(name) between 1 and 80 and name !~ '[[:cntrl:]]'),
  version    int         not null default 1,
  created_at timestamptz not null,
  -- First is rung first: two schedules cannot share a layer.
  unique (team_id, layer)
);

-- A rotation holds from `effective_from` until the next one of its schedule: the past stays as it was.
create table rotation (
  id             bigint      generated always as identity primary key,
  schedule_id    bigint      not null references schedule on delete cascade,
  effective_from timestamptz not null,
  zone           text        not null check (char_length(zone) between 1 and 64),
  handover       time        not null,
  weekday        smallint    check (weekday between 1 and 7),
  first_day      date        not null,
  every          smallint    not null check (every between 1 and 52),
  unique (schedule_id, effective_from)
);

create table rotation_member (
  rotation_id bigint   not null references rotation on delete cascade,
  place       smallint not null check (place >= 0),
  person_id   bigint   not null references person,
  primary key (rotation_id, place)
);
create index rotation_member_person on rotation_member (person_id);

create table schedule_override (
  id          bigint      generated always as identity primary key,
  schedule_id bigint      not null references schedule on delete cascade,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at > starts_at),
  person_id   bigint      not null references person,
  replaces    bigint      references person,
  made_by     text        not null check (char_length(made_by) between 1 and 400),
  made_at     timestamptz not null
);
create index schedule_override_ends on schedule_override (schedule_id, ends_at);
create index schedule_override_person on schedule_override (person_id, ends_at);

create view schedule_view as
  select id, team_id, name from schedule;
