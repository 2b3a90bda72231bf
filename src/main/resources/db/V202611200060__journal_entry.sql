-- What happened: one append in the same transaction as the change. Never updated.
create table journal_entry (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  actor      text not null,
  kind       text not null,
  subject    text not null,
  subject_id bigint not null,
  before     jsonb,
  after      jsonb
);
create index journal_entry_subject on journal_entry (subject, subject_id, id desc);

create view journal_view as
  select id, at, actor, kind, subject, subject_id, before, after from journal_entry;
