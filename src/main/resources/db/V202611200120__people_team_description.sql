-- What a team is for, in its own words, beside the moments it was made and last changed.
alter table team
  add column description text        not null default '' check (char_length(description) <= 2000),
  add column created_at  timestamptz not null default now(),
  add column updated_at  timestamptz not null default now();

-- Two teams with one name would be one team to every reader.
create unique index team_name on team (lower(name));
