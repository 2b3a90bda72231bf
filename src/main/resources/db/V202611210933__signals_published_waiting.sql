-- What came in and is not worked off, and what could not be.
create view signal_waiting_view as
  select d.id, s.last_received_at as received_at
    from signal_due d
         join signal s on s.id = d.signal_id;
create view signal_parked_view as
  select id, source_id, parked_at from signal where parked_at is not null;

-- When each open source was heard last, and how long it may be silent if somebody said so.
create view heard_source_view as
  select s.id, s.name, s.expected_minutes, s.created_at, t.last_at
    from source s
         left join source_tally t on t.source_id = s.id
   where s.closed_at is null;
