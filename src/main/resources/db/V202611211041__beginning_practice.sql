-- A page that somebody asked for, to see that it arrives; who answered it and when.
create table practice (
  alert_id    bigint      primary key references alert on delete cascade,
  service_id  bigint      references service on delete set null,
  person_id   bigint      references person on delete cascade,
  begun_by    text        not null check (char_length(begun_by) between 1 and 200),
  begun_at    timestamptz not null,
  answered_at timestamptz,
  answered_by text        check (char_length(answered_by) between 1 and 200)
);
create index practice_person on practice (person_id, alert_id desc);
create index practice_service on practice (service_id, alert_id desc);

-- What somebody set aside of the first steps; "all" hides them from Home.
create table first_steps_choice (
  person_id bigint      not null references person on delete cascade,
  step      text        not null check (step in ('reach', 'team', 'service', 'check', 'schedule', 'page', 'all')),
  at        timestamptz not null,
  primary key (person_id, step)
);
