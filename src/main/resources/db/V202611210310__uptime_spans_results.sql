-- The time of checks: spans are the truth, results are what was seen, roll-ups what outlives them.

-- Where each check stands. Written when something changes, never for a sample that confirms what is known.
create table check_state (
  check_id    bigint      primary key,
  shown       text        not null check (shown in ('up', 'degraded', 'down', 'unknown', 'maintenance')),
  since       timestamptz not null,
  cause       text        not null check (char_length(cause) <= 1000),
  probed      text        not null check (probed in ('up', 'degraded', 'down', 'unknown')),
  because     text        not null check (char_length(because) <= 1000),
  believed    text        not null check (believed in ('up', 'degraded', 'down', 'unknown')),
  alerted     text        check (alerted in ('degraded', 'down')),
  flapping    boolean     not null,
  paused      text        check (char_length(paused) <= 400),
  maintenance text        check (char_length(maintenance) <= 400),
  version     int         not null default 1
);

create table state_span (
  check_id bigint      not null,
  from_at  timestamptz not null,
  to_at    timestamptz check (to_at > from_at),
  state    text        not null check (state in ('up', 'degraded', 'down', 'unknown', 'maintenance')),
  cause    text        not null check (char_length(cause) <= 1000),
  evidence text        check (char_length(evidence) <= 4000),
  primary key (check_id, from_at)
);
-- One state at a time: the open one is found without looking at the past.
create unique index state_span_open on state_span (check_id) where to_at is null;
create index state_span_ended on state_span (to_at) where to_at is not null;

-- One row a try, in partitions of a day; days that are old enough are dropped whole.
create table check_result (
  check_id         bigint      not null,
  at               timestamptz not null,
  -- 0 up, 1 degraded, 2 down, 3 unknown
  verdict          smallint    not null check (verdict between 0 and 3),
  second_try       boolean     not null,
  status           smallint,
  took_us          int,
  resolve_us       int,
  connect_us       int,
  tls_us           int,
  processing_us    int,
  transfer_us      int,
  -- how long after its slot it began, and how long it speaks for
  late_ms          int         not null,
  speaks_ms        int,
  certificate_ends timestamptz,
  reason           text
) partition by range (at);
create index check_result_check on check_result (check_id, at);

-- One row a check and hour, in partitions of a month. Times as sketches that merge, phases as sums.
create table check_rollup (
  check_id  bigint      not null,
  hour      timestamptz not null,
  up        int         not null,
  degraded  int         not null,
  down      int         not null,
  unknown   int         not null,
  took      bytea       not null,
  phase_us  bigint[]    not null check (array_length(phase_us, 1) = 5),
  phase_n   int[]       not null check (array_length(phase_n, 1) = 5),
  primary key (check_id, hour)
) partition by range (hour);

-- Up to which hour everything is rolled up.
create table check_rollup_done (
  id   smallint    primary key default 1 check (id = 1),
  hour timestamptz not null
);

-- Who watches: a node says that it lives, and holds shards of checks while it does.
create table check_node (
  node     text        primary key check (char_length(node) between 1 and 100),
  until_at timestamptz not null
);
create table check_shard (
  shard smallint primary key,
  node  text
);
insert into check_shard select generate_series(0, 15);

create view state_span_view as
  select check_id, from_at, to_at, state, cause from state_span;

-- A state that nobody looks after any more is not known, whatever it was. Only leases use the database's own clock.
create view check_standing_view as
  select s.check_id, s.shown, s.since, s.cause, s.flapping, s.paused, s.maintenance,
         exists (select 1
                   from check_shard h
                        join check_node n on n.node = h.node
                  where h.shard = s.check_id % 16 and n.until_at > clock_timestamp()) as watched
    from check_state s;
