-- Where a team hears of its deployments. Address and secret are sealed: a webhook's address is a secret too.
create table deployment_channel (
  id           bigint      generated always as identity primary key,
  team_id      bigint      not null references team (id) on delete cascade,
  name         text        not null check (char_length(name) between 1 and 80),
  kind         text        not null check (char_length(kind) between 1 and 40),
  address      text        not null,
  secret       text,
  -- the host, for people to tell one from the other
  shown        text        not null check (char_length(shown) <= 200),
  hears        text        not null check (hears in ('all', 'production')),
  created_at   timestamptz not null,
  created_by   text        not null,
  -- how it went lately
  last_sent_at timestamptz,
  failing_since timestamptz,
  last_reason  text        not null default '' check (char_length(last_reason) <= 500),
  version      int         not null default 1
);
create unique index deployment_channel_name on deployment_channel (team_id, lower(name));

-- One notice: what became of one deployment, to one channel. Written with the change, sent by a leased job.
create table deployment_notice (
  id            bigint      generated always as identity primary key,
  channel_id    bigint      not null references deployment_channel on delete cascade,
  -- null for a test
  deployment_id bigint      references deployment on delete cascade,
  what          text        not null check (what in ('succeeded', 'failed', 'rolled_back', 'test')),
  promised_at   timestamptz not null,
  tries         int         not null default 0,
  tried_at      timestamptz,
  sent_at       timestamptz,
  given_up_at   timestamptz,
  reason        text        not null default '' check (char_length(reason) <= 500)
);
create unique index deployment_notice_same on deployment_notice (channel_id, deployment_id, what);
create index deployment_notice_channel on deployment_notice (channel_id, id desc);
create index deployment_notice_deployment on deployment_notice (deployment_id);
