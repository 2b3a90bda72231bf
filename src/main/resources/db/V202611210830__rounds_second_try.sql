-- A second try that another node shall make: asked for by the node that saw the first one fail.
create table second_try (
  check_id bigint      primary key,
  asked_by text        not null check (char_length(asked_by) between 1 and 100),
  asked_at timestamptz not null
);
