-- The nodes of this house and how each found itself and the house when it last looked.
create table vital_node (
  name       text        primary key check (char_length(name) between 1 and 100),
  version    text        not null check (char_length(version) <= 100),
  started_at timestamptz not null,
  -- By the database's clock, so that nodes agree on who lives.
  seen_at    timestamptz not null,
  left_at    timestamptz,
  streams    int         not null,
  unwell     text[]      not null,
  readings   jsonb       not null
);

-- One row: what became of the last heartbeat to the address an administrator named.
create table vital_heartbeat (
  id      smallint    primary key default 1 check (id = 1),
  at      timestamptz not null,
  sent    boolean     not null,
  said    text        not null check (char_length(said) <= 500),
  sent_at timestamptz
);

-- One row: a word that every node must be able to open with its key file.
create table vital_key (
  id     smallint primary key default 1 check (id = 1),
  sealed text     not null check (char_length(sealed) <= 1000)
);

-- The longest pause of each source on each day it was heard; a fortnight of them says what is usual for it.
create table source_habit (
  source_id bigint      not null,
  day       date        not null,
  last_at   timestamptz not null,
  pause_s   bigint      not null check (pause_s >= 0),
  primary key (source_id, day)
);
