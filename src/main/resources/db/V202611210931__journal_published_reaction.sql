-- What still has to follow, and since when it fails, for whoever watches over it.
create view reaction_view as
  select id, name, due_at, attempts, failed_at from reaction;
