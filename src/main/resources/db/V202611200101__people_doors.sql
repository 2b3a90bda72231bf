-- Keys to the doors. Only hashes are kept: who reads this table cannot pass with what is in it.

create table session (
  id         bigint      generated always as identity primary key,
  token_hash bytea       not null unique,
  person_id  bigint      not null references person on delete cascade,
  network    text        not null check (char_length(network) <= 64),
  agent      text        not null check (char_length(agent) <= 200),
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

-- A browser somebody has signed in with before; strangers' failures never slow it down.
create table known_device (
  token_hash bytea       not null,
  person_id  bigint      not null references person on delete cascade,
  seen_at    timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_device_person on known_device (person_id, seen_at);

-- Failures by account, network or known device; the keys are hashed, so addresses nobody has look the same.
create table sign_in_pace (
  key            bytea       primary key,
  failures       int         not null,
  last_failed_at timestamptz not null
);
create index sign_in_pace_age on sign_in_pace (last_failed_at);

-- A link that opens one door once.
create table entry_link (
  id         bigint      generated always as identity primary key,
  purpose    text        not null check (purpose in ('first-run', 'invitation', 'reset')),
  token_hash bytea       not null unique,
  email      text        check (char_length(email) between 3 and 254),
  name       text        check (char_length(name) <= 120),
  role       text        check (role in ('admin', 'member', 'viewer')),
  person_id  bigint      references person on delete cascade,
  made_by    bigint      references person on delete set null,
  mailed     boolean     not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  withdrawn_at timestamptz,
  check ((purpose = 'invitation') = (email is not null and role is not null)),
  check ((purpose = 'reset') = (person_id is not null))
);
create index entry_link_open on entry_link (purpose, id) where used_at is null and withdrawn_at is null;
create index entry_link_person on entry_link (person_id);

-- A token belongs to a person and can do no more than that person may. The first token, given by a setting before there is
-- anyone, belongs to nobody.
create table api_token (
  id           bigint      generated always as identity primary key,
  person_id    bigint      references person on delete cascade,
  name         text        not null check (char_length(name) between 1 and 120 and name !~ '[[:cntrl:]]'),
  prefix       text        not null check (char_length(prefix) <= 16),
  token_hash   bytea       not null unique,
  scopes       text[]      not null check (scopes <@ array ['read', 'write', 'admin', 'signals'] and cardinality(scopes) > 0),
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_token_person on api_token (person_id, id);
