-- Who is woken when nobody answers, which pages came of it, and every message and try of them.

-- What a policy said at one moment. Never changed: a running promise keeps the plan it was made with.
create table escalation_plan (
  id      bigint generated always as identity primary key,
  team_id bigint not null,
  repeats int    not null check (repeats between 0 and 9),
  levels  jsonb  not null check (jsonb_typeof(levels) = 'array' and jsonb_array_length(levels) between 1 and 10),
  unique (team_id, repeats, levels)
);

create table escalation_policy (
  team_id    bigint      primary key references team on delete cascade,
  plan_id    bigint      not null references escalation_plan,
  version    int         not null default 1,
  changed_at timestamptz not null,
  changed_by text        not null
);

-- To page somebody for one alert until it is answered, over, or nobody is left to ring.
create table promise (
  id           bigint      generated always as identity primary key,
  alert_id     bigint      not null,
  team_id      bigint      not null,
  plan_id      bigint      not null references escalation_plan,
  service_id   bigint,
  service_name text        not null,
  title        text        not null,
  severity     text        not null,
  since        timestamptz not null,
  path         text        not null,
  state        text        not null default 'ringing' check (state in ('ringing', 'unanswered', 'stopped', 'resolved')),
  step         int         not null default 0,
  next_at      timestamptz,
  promised_at  timestamptz not null,
  ended_at     timestamptz,
  ended_by     text
);
create unique index promise_open on promise (alert_id) where state in ('ringing', 'unanswered');
create index promise_alert on promise (alert_id, id);
create index promise_due on promise (team_id, next_at) where next_at is not null;

-- A level that rang nobody who could hear it, and why.
create table passed_over (
  promise_id bigint      not null references promise on delete cascade,
  step       int         not null,
  level      int         not null,
  why        text        not null,
  at         timestamptz not null,
  primary key (promise_id, step)
);

-- One person, wanted for one alert.
create table page (
  id         bigint      generated always as identity primary key,
  promise_id bigint      not null references promise on delete cascade,
  alert_id   bigint      not null,
  person_id  bigint      not null,
  step       int         not null,
  level      int         not null,
  why        text        not null,
  rang_at    timestamptz not null,
  closed_at  timestamptz,
  closed_as  text        check (closed_as in ('acknowledged', 'resolved', 'stopped')),
  closed_by  text,
  notice     text        check (notice in ('acknowledged', 'resolved', 'raised')),
  unique (promise_id, step, person_id)
);
create index page_open on page (person_id, id) where closed_at is null;
create index page_alert on page (alert_id, id);
create index page_notice on page (promise_id) where notice is not null;

-- One message on one channel; `delivery_id` is the same at every try.
create table notification (
  id            bigint      generated always as identity primary key,
  delivery_id   uuid        not null default gen_random_uuid(),
  kind          text        not null check (kind in ('page', 'acknowledged', 'resolved', 'raised', 'code', 'test', 'letter')),
  person_id     bigint,
  method_id     bigint,
  channel       text        not null,
  label         text        not null,
  about         text        not null,
  sealed        bytea,
  thread_id     bigint      references notification on delete set null,
  stands_in_for bigint      references notification on delete set null,
  state         text        not null default 'waiting'
                check (state in ('waiting', 'sending', 'retrying', 'sent', 'failed', 'dropped')),
  leaves_at     timestamptz not null,
  tries         int         not null default 0,
  next_try_at   timestamptz,
  error         text,
  receipt       text,
  created_at    timestamptz not null,
  ended_at      timestamptz
);
create index notification_recent on notification (created_at desc, id desc);
create index notification_trouble on notification (created_at desc) where state in ('retrying', 'failed');
create index notification_method on notification (method_id, id desc);
create index notification_stand_in on notification (stands_in_for) where stands_in_for is not null;

create table notification_page (
  notification_id bigint not null references notification on delete cascade,
  page_id         bigint not null references page on delete cascade,
  primary key (notification_id, page_id)
);
create index notification_page_page on notification_page (page_id);

-- What a person was last told about a service: a message still waiting takes the next page along.
create table bundle (
  person_id       bigint      not null,
  key             text        not null,
  notification_id bigint      references notification on delete set null,
  leaves_at       timestamptz,
  primary key (person_id, key)
);

-- One try; the row is committed before anything leaves, so a row without an outcome is a crash in between.
create table attempt (
  id              bigint      generated always as identity primary key,
  notification_id bigint      not null references notification on delete cascade,
  number          int         not null,
  repeat          boolean     not null,
  started_at      timestamptz not null,
  ended_at        timestamptz,
  outcome         text        check (outcome in ('sent', 'failed', 'refused', 'unknown')),
  detail          text,
  unique (notification_id, number)
);

create view open_page_view as
  select g.id, g.alert_id, g.person_id, g.rang_at, p.team_id, p.service_id, p.service_name, p.title, p.severity, p.since, p.path
    from page g join promise p on p.id = g.promise_id
   where g.closed_at is null;

create view page_view as
  select id, alert_id, person_id, step, level, why, rang_at, closed_at, closed_as, closed_by from page;

create view promise_view as
  select id, alert_id, team_id, state, step, next_at, promised_at, ended_at, ended_by from promise;
