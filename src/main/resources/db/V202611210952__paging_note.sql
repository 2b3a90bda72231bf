-- One thing one person is told that is no page: nobody has to answer, and nothing escalates.
create table note (
  id          bigint      generated always as identity primary key,
  person_id   bigint      not null,
  -- the same person hears of the same occasion once
  occasion    text        not null check (char_length(occasion) between 1 and 200),
  -- what it is about, such as incident:7
  subject     text        not null check (char_length(subject) between 1 and 100),
  title       text        not null check (char_length(title) between 1 and 300),
  text        text        not null check (char_length(text) <= 2000),
  path        text        not null check (char_length(path) <= 400),
  promised_at timestamptz not null,
  unique (person_id, occasion)
);
create index note_subject on note (subject);

alter table notification
  add column note_id bigint references note on delete cascade,
  drop constraint notification_kind_check,
  add constraint notification_kind_check
    check (kind in ('page', 'acknowledged', 'resolved', 'raised', 'code', 'test', 'letter', 'note')),
  add constraint notification_note_named check ((kind = 'note') = (note_id is not null));
create index notification_note on notification (note_id) where note_id is not null;
