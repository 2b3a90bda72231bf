-- Who there is, which team they act for, and how they are reached.

create table person (
  id            bigint      generated always as identity primary key,
  name          text        not null check (char_length(name) between 1 and 120 and name !~ '[[:cntrl:]]'),
  email         text        not null check (char_length(email) between 3 and 254),
  role          text        not null check (role in ('admin', 'member', 'viewer')),
  zone          text        not null default 'UTC' check (char_length(zone) between 1 and 64),
  active        boolean     not null default true,
  password_hash text        check (char_length(password_hash) <= 512),
  created_at    timestamptz not null,
  version       int         not null default 1
);
-- Ada@… and ada@… are one person.
create unique index person_email on person (lower(email));

create table team (
  id      bigint generated always as identity primary key,
  slug    text   not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name    text   not null check (char_length(name) between 1 and 120 and name !~ '[[:cntrl:]]'),
  zone    text   not null default 'UTC' check (char_length(zone) between 1 and 64),
  version int    not null default 1
);

create table membership (
  team_id   bigint not null references team on delete cascade,
  person_id bigint not null references person on delete cascade,
  role      text   not null default 'member' check (role in ('member', 'lead')),
  primary key (team_id, person_id)
);
create index membership_person on membership (person_id);

-- `address` may be shown; what may not (a Slack or Mattermost URL, a signing secret, an access token) lies sealed in `secret`.
create table contact_method (
  id              bigint      generated always as identity primary key,
  person_id       bigint      not null references person on delete cascade,
  kind            text        not null check (kind in ('email', 'ntfy', 'slack', 'mattermost', 'webhook')),
  label           text        not null check (char_length(label) between 1 and 120 and label !~ '[[:cntrl:]]'),
  address         text        not null check (char_length(address) between 1 and 2000),
  secret          bytea       check (octet_length(secret) <= 8192),
  verified_at     timestamptz,
  rank            int         not null,
  code_hash       bytea,
  code_expires_at timestamptz,
  code_tries      int         not null default 0,
  code_sent_at    timestamptz,
  created_at      timestamptz not null,
  version         int         not null default 1
);
create index contact_method_person on contact_method (person_id, rank, id);

create view person_view as
  select id, name, email, role, zone, active from person;
create view team_view as
  select id, slug, name, zone from team;
create view membership_view as
  select team_id, person_id, role from membership;
create view contact_method_view as
  select id, person_id, kind, label, address, secret, verified_at, rank from contact_method;
