-- Pipeline runs, their jobs, and the changes they carry. Facts only: what they come to is judged elsewhere.

create table pipeline_run (
  id          bigint      generated always as identity primary key,
  key         text        not null unique check (char_length(key) between 1 and 400),
  -- Not of this room, and never removed.
  origin_id   bigint      not null,
  name        text        not null default '' check (char_length(name) <= 200),
  number      text        not null default '' check (char_length(number) <= 40),
  title       text        not null default '' check (char_length(title) <= 400),
  branch      text        not null default '' check (char_length(branch) <= 400),
  sha         text        not null default '' check (char_length(sha) <= 64),
  trigger     text        not null default '' check (char_length(trigger) <= 60),
  by_whom     text        not null default '' check (char_length(by_whom) <= 200),
  url         text        not null default '' check (char_length(url) <= 2000),
  state       text        not null check (state in ('queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  moved_at    timestamptz not null
);
create index pipeline_run_open on pipeline_run (created_at desc) where finished_at is null;
create index pipeline_run_origin on pipeline_run (origin_id, created_at desc);
create index pipeline_run_sha on pipeline_run (sha) where sha <> '';
create index pipeline_run_newest on pipeline_run (created_at desc, id desc);

create table pipeline_job (
  id          bigint      generated always as identity primary key,
  key         text        not null unique check (char_length(key) between 1 and 400),
  run_id      bigint      not null references pipeline_run on delete cascade,
  name        text        not null default '' check (char_length(name) <= 200),
  stage       text        not null default '' check (char_length(stage) <= 200),
  environment text        not null default '' check (char_length(environment) <= 120),
  runner      text        not null default '' check (char_length(runner) <= 200),
  -- Whom or what it waits for, while it does.
  waits_for   text        not null default '' check (char_length(waits_for) <= 400),
  url         text        not null default '' check (char_length(url) <= 2000),
  state       text        not null check (state in ('queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  moved_at    timestamptz not null
);
create index pipeline_job_run on pipeline_job (run_id, created_at, id);

-- Every transition of a run or a job with its own time.
create table pipeline_event (
  id        bigint      generated always as identity primary key,
  run_id    bigint      not null references pipeline_run on delete cascade,
  job_id    bigint      references pipeline_job on delete cascade,
  word      text        not null check (char_length(word) between 1 and 60),
  state     text        not null check (state in ('queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  at        timestamptz not null,
  by_whom   text        not null default '' check (char_length(by_whom) <= 400)
);
create unique index pipeline_event_same on pipeline_event (run_id, coalesce(job_id, 0), at, word);
create index pipeline_event_job on pipeline_event (job_id) where job_id is not null;

create table change (
  id          bigint      generated always as identity primary key,
  origin_id   bigint      not null,
  repository  text        not null check (char_length(repository) between 1 and 400),
  sha         text        not null check (char_length(sha) between 1 and 64),
  branch      text        not null default '' check (char_length(branch) <= 400),
  title       text        not null default '' check (char_length(title) <= 400),
  author      text        not null default '' check (char_length(author) <= 200),
  authored_at timestamptz,
  -- When it was first seen here: pushes carry no time of their own everywhere.
  pushed_at   timestamptz not null,
  files       jsonb       not null default '[]' check (jsonb_typeof(files) = 'array'),
  url         text        not null default '' check (char_length(url) <= 2000)
);
create unique index change_same on change (repository, sha);
create index change_origin on change (origin_id, pushed_at desc);

create table change_request (
  id         bigint      generated always as identity primary key,
  key        text        not null unique check (char_length(key) between 1 and 400),
  origin_id  bigint      not null,
  repository text        not null check (char_length(repository) between 1 and 400),
  number     bigint      not null,
  title      text        not null default '' check (char_length(title) <= 400),
  author     text        not null default '' check (char_length(author) <= 200),
  branch     text        not null default '' check (char_length(branch) <= 400),
  target     text        not null default '' check (char_length(target) <= 400),
  head_sha   text        not null default '' check (char_length(head_sha) <= 64),
  merge_sha  text        not null default '' check (char_length(merge_sha) <= 64),
  state      text        not null check (state in ('open', 'merged', 'closed')),
  draft      boolean     not null default false,
  waits_for  text        not null default '' check (char_length(waits_for) <= 400),
  lines      int,
  files      int,
  opened_at  timestamptz not null,
  merged_at  timestamptz,
  closed_at  timestamptz,
  moved_at   timestamptz not null,
  url        text        not null default '' check (char_length(url) <= 2000)
);
create index change_request_origin on change_request (origin_id, moved_at desc);

-- Every transition of a merge or pull request with its own time.
create table change_request_event (
  id                bigint      generated always as identity primary key,
  change_request_id bigint      not null references change_request on delete cascade,
  word              text        not null check (char_length(word) between 1 and 60),
  at                timestamptz not null,
  by_whom           text        not null default '' check (char_length(by_whom) <= 400)
);
create unique index change_request_event_same on change_request_event (change_request_id, at, word);
