-- What still has to follow from an entry: written with it in one transaction, gone when it is done.
create table reaction (
  id         bigint generated always as identity primary key,
  entry_id   bigint      not null references journal_entry,
  name       text        not null check (char_length(name) <= 60),
  subject    text        not null,
  subject_id bigint      not null,
  attempts   int         not null default 0,
  due_at     timestamptz not null,
  failed_at  timestamptz,
  failure    text check (char_length(failure) <= 2000)
);
-- One line per reacting room and subject, served from its head.
create index reaction_line on reaction (name, subject, subject_id, id);
create index reaction_failing on reaction (failed_at) where failed_at is not null;
