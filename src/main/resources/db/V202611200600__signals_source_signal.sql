-- What came in: stored raw once, then digested into alerts, then kept for a while so that it can be replayed.

create table source (
  id              bigint      generated always as identity primary key,
  name            text        not null check (char_length(name) between 1 and 120 and name !~ '[[:cntrl:]]'),
  format          text        not null check (format in ('prometheus', 'alertmanager', 'json')),
  -- Null for a source that an API token speaks as.
  token_hash      bytea       unique,
  token_hint      text        check (char_length(token_hint) <= 16),
  api_caller      text        unique check (char_length(api_caller) <= 300),
  service_id      bigint      references service on delete set null,
  -- Silent for longer than this, it is a problem to show; null: it may be silent.
  expected_minutes int        check (expected_minutes between 1 and 129600),
  created_at      timestamptz not null,
  created_by      text        not null,
  rotated_at      timestamptz,
  closed_at       timestamptz,
  version         int         not null default 1
);
create unique index source_name on source (lower(name)) where closed_at is null;

-- Apart from the source, since it changes with every digest and the source almost never.
create table source_tally (
  source_id   bigint      primary key references source on delete cascade,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  signals     bigint      not null,
  alerts      bigint      not null
) with (fillfactor = 50);

create table signal (
  id               bigint      generated always as identity primary key,
  -- No foreign key: sources are never deleted, and this is the busiest insert in the house.
  source_id        bigint      not null,
  format           text        not null,
  received_at      timestamptz not null,
  last_received_at timestamptz not null,
  count            int         not null,
  alerts           int         not null,
  -- Equal for refreshes that tell nothing new; null for a signal that stands alone.
  fold_key         bytea,
  -- Until when these words hold: of folded refreshes, the body that holds longest is kept.
  reach            timestamptz not null,
  body             bytea       not null,
  parked_at        timestamptz,
  error            text        check (char_length(error) <= 2000)
) with (fillfactor = 90);
create unique index signal_fold on signal (source_id, fold_key) where fold_key is not null;
create index signal_source on signal (source_id, id);
create index signal_parked on signal (id) where parked_at is not null;

-- What is still to be digested. Append-only beside the signal: a folded refresh is due again, and the
-- writer never waits for a digest that is under way.
create table signal_due (
  id        bigint generated always as identity primary key,
  signal_id bigint not null,
  alerts    int    not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- One row. Who holds it digests; every other node leaves it alone.
create table digest (
  id        smallint primary key default 1 check (id = 1),
  keep_days int      not null default 30 check (keep_days between 1 and 3650),
  version   int      not null default 1
);
insert into digest default values;

-- What went wrong at the doors, folded and bounded: the last fifty of each source.
create table source_error (
  id        bigint      generated always as identity primary key,
  -- Null where nobody knows whose it was: a wrong token.
  source_id bigint      references source on delete cascade,
  status    int         not null,
  reason    text        not null check (char_length(reason) <= 2000),
  excerpt   text        not null default '' check (char_length(excerpt) <= 400),
  network   text        not null default '' check (char_length(network) <= 64),
  first_at  timestamptz not null,
  last_at   timestamptz not null,
  count     bigint      not null
);
create unique index source_error_same on source_error (coalesce(source_id, 0), status, md5(reason), network);
create index source_error_last on source_error (source_id, last_at desc);
