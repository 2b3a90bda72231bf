-- Two people who change the same need see each other.
alter table dependency add column version int not null default 1;
