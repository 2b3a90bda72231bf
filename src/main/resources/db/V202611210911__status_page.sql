-- What customers see, once an administrator opens it. There is one.
create table status_page (
  id         smallint    primary key default 1 check (id = 1),
  open       boolean     not null default false,
  title      text        not null check (char_length(title) between 1 and 80),
  intro      text        not null default '' check (char_length(intro) <= 1000),
  version    int         not null default 1,
  updated_at timestamptz not null
);
insert into status_page (title, updated_at) values ('Status', now());

-- A capability or a service in customers' words. What is not here is not told to anybody outside.
create table status_component (
  id            bigint      generated always as identity primary key,
  name          text        not null check (char_length(name) between 1 and 80),
  description   text        not null default '' check (char_length(description) <= 300),
  capability_id bigint      unique references capability on delete cascade,
  service_id    bigint      unique references service on delete cascade,
  place         int         not null check (place between 1 and 999),
  version       int         not null default 1,
  created_at    timestamptz not null,
  check (num_nonnulls(capability_id, service_id) = 1)
);
create unique index status_component_name on status_component (lower(name));

-- Who wants to hear. Addresses, secrets and the key of their links are sealed; hashes find them again.
create table status_subscription (
  id           bigint      generated always as identity primary key,
  kind         text        not null check (kind in ('email', 'webhook')),
  address      text        not null,
  address_hash bytea       not null,
  shown        text        not null check (char_length(shown) <= 120),
  secret       text,
  key          text        not null,
  key_hash     bytea       not null unique,
  created_at   timestamptz not null,
  asked_at     timestamptz not null,
  confirmed_at timestamptz,
  unique (kind, address_hash)
);
create index status_subscription_pending on status_subscription (created_at) where confirmed_at is null;

-- Only these components; none: everything.
create table status_subscription_component (
  subscription_id bigint not null references status_subscription on delete cascade,
  component_id    bigint not null references status_component on delete cascade,
  primary key (subscription_id, component_id)
);

-- One message to one subscriber: promised with what caused it, sent by a leased job.
create table status_letter (
  id              bigint      generated always as identity primary key,
  subscription_id bigint      not null references status_subscription on delete cascade,
  about           text        not null check (char_length(about) between 1 and 100),
  subject         text        not null check (char_length(subject) between 1 and 300),
  text            text        not null check (char_length(text) <= 4000),
  path            text        not null check (char_length(path) <= 300),
  promised_at     timestamptz not null,
  next_at         timestamptz,
  tries           int         not null default 0,
  sent_at         timestamptz,
  reason          text        not null default '' check (char_length(reason) <= 500),
  unique (subscription_id, about)
);
create index status_letter_due on status_letter (next_at) where next_at is not null;
