-- For other rooms: the sources that are open, and whether each has ever been heard.
create view listening_source_view as
  select s.id, s.name, exists (select from source_tally t where t.source_id = s.id) as heard
    from source s
   where s.closed_at is null;
