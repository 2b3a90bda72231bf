-- What somebody does in a team, besides leading it or not; one person may wear several hats.
alter table membership
  add column roles text[] not null default '{}'
    check (roles <@ array['scrum_master', 'product_owner', 'developer', 'operations'] and cardinality(roles) <= 4);

-- Somebody a descriptor named, who never signed in and cannot until somebody invites them.
alter table person add column origin text check (char_length(origin) between 1 and 300);
alter table team add column origin text check (char_length(origin) between 1 and 300);
alter table team add column part_of_id bigint references team (id) on delete set null check (part_of_id <> id);

create or replace view membership_view as
  select team_id, person_id, role, roles from membership;
