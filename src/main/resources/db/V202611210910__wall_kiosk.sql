-- A link that opens the wall on a screen nobody signs in at. Of what is secret only hashes are kept.
create table kiosk_link (
  id           bigint      generated always as identity primary key,
  label        text        not null check (char_length(label) between 1 and 120),
  token_hash   bytea       not null unique,
  zone         text        not null check (char_length(zone) between 1 and 64),
  created_by   text        not null check (char_length(created_by) between 1 and 200),
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_by   text        check (char_length(revoked_by) <= 200),
  revoked_at   timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);

-- What a screen got for the link: a cookie of its own, good for the wall alone.
create table kiosk_screen (
  id          bigint      generated always as identity primary key,
  link_id     bigint      not null references kiosk_link on delete cascade,
  cookie_hash bytea       not null unique,
  created_at  timestamptz not null,
  seen_at     timestamptz not null
);
create index kiosk_screen_link on kiosk_screen (link_id, seen_at desc);
