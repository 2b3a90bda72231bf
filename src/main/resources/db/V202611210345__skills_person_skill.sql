-- What somebody knows, and whether others may come and learn it from them. Nobody is ranked by it.
create table person_skill (
  person_id bigint      not null references person (id) on delete cascade,
  key       text        not null check (char_length(key) between 1 and 120),
  name      text        not null check (char_length(name) between 1 and 60 and name !~ '[[:cntrl:]]'),
  teaches   boolean     not null default false,
  added_at  timestamptz not null,
  primary key (person_id, key)
);
create index person_skill_key on person_skill (key text_pattern_ops);

create view person_skill_view as
  select person_id, key, name, teaches from person_skill;
