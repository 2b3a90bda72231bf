-- Everything that is due rings together, whichever team it belongs to.
create index promise_next on promise (next_at, id) where next_at is not null;
drop index promise_due;
