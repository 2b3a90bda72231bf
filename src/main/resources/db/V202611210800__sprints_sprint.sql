-- What a team took on for some days, with room for what nobody planned.
create table sprint (
  id             bigint        generated always as identity primary key,
  team_id        bigint        not null references team,
  no             int           not null,
  goal           text          not null check (char_length(goal) between 1 and 200),
  starts_on      date          not null,
  ends_on        date          not null check (ends_on >= starts_on),
  -- the team's zone when it was planned: a day begins there
  zone           text          not null,
  buffer_percent int           not null default 20 check (buffer_percent between 0 and 90),
  state          text          not null default 'planned' check (state in ('planned', 'open', 'closed', 'cancelled')),
  committed      numeric(7, 1) not null default 0,
  buffer         numeric(7, 1) not null default 0,
  opened_at      timestamptz,
  closed_at      timestamptz,
  completed      numeric(7, 1),
  person_days    numeric(7, 1),
  -- the bytes as they were hashed at the close, never written again
  report         text,
  report_hash    text,
  created_at     timestamptz   not null,
  created_by     text          not null,
  version        int           not null default 1,
  unique (team_id, no),
  check ((state in ('closed', 'cancelled')) = (report is not null and report_hash is not null and closed_at is not null))
);
create unique index sprint_one_open on sprint (team_id) where state = 'open';

create table sprint_stay (
  sprint_id bigint        not null references sprint on delete cascade,
  item_id   bigint        not null references item on delete cascade,
  entry     text          not null check (entry in ('committed', 'scope_add', 'interrupt')),
  points    numeric(5, 1),
  from_at   timestamptz   not null,
  to_at     timestamptz   check (to_at >= from_at),
  left_as   text          check (left_as in ('done', 'dropped', 'carried')),
  check ((to_at is null) = (left_as is null))
);
create index sprint_stay_sprint on sprint_stay (sprint_id, from_at);
create unique index sprint_stay_now on sprint_stay (sprint_id, item_id) where to_at is null;

-- What an interrupt took from the buffer, and how that was known.
create table buffer_charge (
  sprint_id  bigint        not null references sprint on delete cascade,
  item_id    bigint        not null references item on delete cascade,
  points     numeric(7, 1) not null check (points >= 0),
  because    text          not null check (because in ('estimate', 'hours', 'severity')),
  at         timestamptz   not null,
  changed_at timestamptz   not null,
  primary key (sprint_id, item_id)
);

-- What was chosen when the buffer ran out.
create table buffer_choice (
  id        bigint      generated always as identity primary key,
  sprint_id bigint      not null references sprint on delete cascade,
  lever     text        not null check (lever in ('drop', 'goal_at_risk', 'cancel')),
  used      int         not null,
  detail    text        not null default '' check (char_length(detail) <= 1000),
  at        timestamptz not null,
  by_whom   text        not null
);
create index buffer_choice_sprint on buffer_choice (sprint_id, at);

create view sprint_view as
  select id, team_id, no, goal, starts_on, ends_on, zone, buffer_percent, state, committed, buffer, opened_at, closed_at,
         completed, person_days
    from sprint;
create view sprint_stay_view as
  select sprint_id, item_id, entry, points, from_at, to_at, left_as from sprint_stay;
create view buffer_charge_view as
  select sprint_id, item_id, points, because, at, changed_at from buffer_charge;
