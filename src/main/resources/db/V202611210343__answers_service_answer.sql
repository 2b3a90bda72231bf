-- The six answers that everybody who is woken by a service should find, as Markdown.
create table service_answer (
  service_id bigint      not null references service (id) on delete cascade,
  question   text        not null check (question in
    ('where_it_runs', 'how_it_gets_there', 'how_servers_are_built', 'how_it_is_provisioned', 'what_breaks', 'how_to_fix_it')),
  body       text        not null check (char_length(body) between 1 and 10000),
  author     text        not null,
  written_at timestamptz not null,
  version    int         not null default 1,
  primary key (service_id, question)
);
create view service_answer_view as
  select service_id, question, written_at from service_answer;
