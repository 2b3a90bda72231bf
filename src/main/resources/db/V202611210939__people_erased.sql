-- Somebody whose name was taken out of everything; the number stays, so that history still holds together.
alter table person add column erased_at timestamptz;
create or replace view person_view as
  select id, name, email, role, zone, active, erased_at from person;
