-- Something sealed by the key of this house: a start that cannot open it has another key than the data.
create table key_trial (
  id     smallint    primary key default 1 check (id = 1),
  sealed bytea       not null,
  at     timestamptz not null
);
