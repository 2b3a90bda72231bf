-- What others may read of changes, change requests and runs.
create view change_view as
  select c.id, c.origin_id, o.service_id, c.repository, c.sha, c.branch, c.title, c.author, c.authored_at,
         c.pushed_at, c.files, c.url
    from change c
    join delivery_origin_view o on o.id = c.origin_id;

create view change_request_view as
  select c.id, c.origin_id, o.service_id, c.repository, c.number, c.title, c.author, c.branch, c.target,
         c.head_sha, c.merge_sha, c.state, c.draft, c.waits_for, c.lines, c.files, c.opened_at, c.merged_at,
         c.closed_at, c.moved_at, c.url
    from change_request c
    join delivery_origin_view o on o.id = c.origin_id;

create view change_request_event_view as
  select change_request_id, word, at, by_whom from change_request_event;

create view pipeline_run_view as
  select r.id, o.service_id, o.repository, r.name, r.number, r.title, r.branch, r.sha, r.state, r.created_at,
         r.started_at, r.finished_at
    from pipeline_run r
    join delivery_origin_view o on o.id = r.origin_id;

-- The newest of all, and what a branch carries between two moments.
create index change_newest on change (pushed_at desc, id desc);
create index change_branch on change (repository, branch, pushed_at);
create index change_sha on change (sha);
create index change_request_newest on change_request (moved_at desc, id desc);
create index change_request_merge on change_request (repository, merge_sha) where merge_sha <> '';
create index change_request_head on change_request (repository, head_sha) where head_sha <> '';
