-- Whose name is being taken out of everything, and how far that is. What is looked for is sealed, and gone at the end.
create table erasure (
  person_id bigint      primary key,
  terms     text,
  asked_by  text        not null check (char_length(asked_by) <= 400),
  asked_at  timestamptz not null,
  passes    int         not null default 0,
  places    bigint      not null default 0,
  leftover  text        not null default '' check (char_length(leftover) <= 2000),
  done_at   timestamptz,
  check ((terms is null) = (done_at is not null))
);
