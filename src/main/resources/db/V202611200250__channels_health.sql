-- Webhooks that failed lately, known by the hash of their address: the address itself is a secret.
-- A delivery that succeeds removes the row.
create table channel_health (
  address_hash     bytea       primary key check (octet_length(address_hash) = 32),
  kind             text        not null,
  failures         int         not null check (failures >= 0),
  first_failure_at timestamptz,
  off_since        timestamptz,
  last_reason      text        not null check (char_length(last_reason) <= 500),
  changed_at       timestamptz not null
);

create view channel_health_view as
  select address_hash, kind, failures, first_failure_at, off_since, last_reason from channel_health;
