-- An alert that pages nobody for now, since what its service needs is broken: that alert is the one to work on.
create table alert_wait (
  alert_id    bigint      primary key references alert on delete cascade,
  cause_id    bigint      not null references alert on delete cascade,
  needs       text        not null check (char_length(needs) <= 200),
  since       timestamptz not null,
  released_at timestamptz
);
create index alert_wait_cause on alert_wait (cause_id) where released_at is null;
