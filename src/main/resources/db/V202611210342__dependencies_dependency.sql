-- Which service needs which. Hard: it cannot work without; soft: it works worse.
create table dependency (
  service_id       bigint      not null references service (id) on delete cascade,
  needs_service_id bigint      not null references service (id) on delete cascade,
  kind             text        not null check (kind in ('hard', 'soft')),
  note             text        not null default '' check (char_length(note) <= 300),
  -- what a descriptor says is taken back by the descriptor, what a person said by a person
  told_by          text        not null check (told_by in ('hand', 'descriptor')),
  created_at       timestamptz not null,
  primary key (service_id, needs_service_id),
  check (service_id <> needs_service_id)
);
create index dependency_needed on dependency (needs_service_id);

create view dependency_view as
  select service_id, needs_service_id, kind from dependency;
