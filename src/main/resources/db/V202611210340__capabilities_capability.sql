-- What the business calls it: a noun of its own, where it was a word on each service.
create table capability (
  id              bigint      generated always as identity primary key,
  slug            text        not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name            text        not null check (char_length(name) between 1 and 80 and name !~ '[[:cntrl:]]'),
  description     text        not null default '' check (char_length(description) <= 4000),
  owner_team_id   bigint      references team (id),
  owner_person_id bigint      references person (id),
  part_of_id      bigint      references capability (id) check (part_of_id <> id),
  origin          text        check (char_length(origin) between 1 and 300),
  version         int         not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);
create unique index capability_name on capability (lower(name));
create index capability_owner on capability (owner_team_id);
create index capability_part on capability (part_of_id);

-- The words that services bear today become rows. Two that differ in case were one on every screen;
-- two that make the same address get a number.
insert into capability (slug, name, created_at, updated_at)
select case when n = 1 and base <> '' then base
            else left(coalesce(nullif(base, ''), 'capability'), 55) || '-' || n end,
       name, now(), now()
  from (select name, base, row_number() over (partition by base order by name) as n
          from (select min(capability) as name,
                       trim(both '-' from left(regexp_replace(lower(min(capability)), '[^a-z0-9]+', '-', 'g'), 55)) as base
                  from service
                 where capability <> ''
                 group by lower(capability)) as words) as numbered;

create view capability_view as
  select id, slug, name, description, owner_team_id, owner_person_id, part_of_id from capability;
