-- What somebody knew, with the time it happened, which may lie before the time it was written down.
create table incident_note (
  id          bigint      generated always as identity primary key,
  incident_id bigint      not null references incident on delete cascade,
  at          timestamptz not null,
  written_at  timestamptz not null,
  by_whom     text        not null check (char_length(by_whom) between 1 and 200),
  by_id       bigint      references person on delete set null,
  -- record: for those who work on it; inside: an update to everybody here; public: an update to customers as well
  told        text        not null check (told in ('record', 'inside', 'public')),
  state       text        not null check (state in ('open', 'mitigated', 'resolved', 'closed')),
  text        text        not null check (char_length(text) between 1 and 1000)
);
create index incident_note_of on incident_note (incident_id, at, id);

create table incident_task (
  id          bigint      generated always as identity primary key,
  incident_id bigint      not null references incident on delete cascade,
  text        text        not null check (char_length(text) between 1 and 200),
  person_id   bigint      references person on delete set null,
  done_at     timestamptz,
  created_at  timestamptz not null
);
create index incident_task_of on incident_task (incident_id, id);

-- What a person said of a deployment; what only the evidence says is decided anew each time it is looked at.
create table incident_verdict (
  incident_id   bigint      not null references incident on delete cascade,
  deployment_id bigint      not null,
  verdict       text        not null check (verdict in ('confirmed', 'rejected')),
  by_whom       text        not null,
  at            timestamptz not null,
  primary key (incident_id, deployment_id)
);

-- Whose screen shows it now. Lost in a crash without harm: each open screen says again that it is there.
create unlogged table incident_watcher (
  incident_id bigint      not null,
  person_id   bigint      not null,
  seen_at     timestamptz not null,
  primary key (incident_id, person_id)
);

create view incident_update_view as
  select id, incident_id, at, written_at, by_whom, told = 'public' as public, state, text
    from incident_note
   where told <> 'record';
create view incident_verdict_view as
  select incident_id, deployment_id, verdict, by_whom, at from incident_verdict;
