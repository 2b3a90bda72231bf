-- A try that nobody answered may have arrived all the same, so the next one is marked as a repeat.
alter table attempt add column may_have_arrived boolean not null default false;
