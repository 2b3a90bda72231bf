-- A deployment that waits for somebody is not running, and one that was called off has not failed.
alter table deployment_event
  drop constraint deployment_event_state_check,
  add constraint deployment_event_state_check
    check (state in ('waiting', 'started', 'succeeded', 'failed', 'cancelled', 'rolled_back', 'noted'));

alter table deployment
  drop constraint deployment_told_check,
  add constraint deployment_told_check
    check (told in ('waiting', 'running', 'succeeded', 'failed', 'cancelled', 'rolled_back')),
  drop constraint deployment_state_check,
  add constraint deployment_state_check
    check (state in ('waiting', 'running', 'succeeded', 'failed', 'cancelled'));

-- What was told before these words were known: only GitLab says “canceled” and “blocked”, only GitHub “waiting”.
update deployment_event set state = 'cancelled' where state = 'failed' and word = 'canceled';
update deployment_event set state = 'waiting' where state = 'started' and word in ('blocked', 'waiting');

with last as (
  select distinct on (deployment_id) deployment_id, state
    from deployment_event
   where state <> 'noted' and deployment_id is not null
   order by deployment_id, at desc, id desc
)
update deployment d
   set told = last.state, state = last.state
  from last
 where last.deployment_id = d.id
   and last.state in ('waiting', 'cancelled')
   and d.state in ('running', 'failed');

drop index deployment_running;
create index deployment_open on deployment (started_at) where state in ('waiting', 'running');

-- A room to the right asks when a deployment was last told of, to know news from history.
create or replace view deployment_view as
  select d.id, d.service_id, d.environment_id, e.name as environment, e.tier = 'production' as production,
         d.version, d.sha, d.state, d.kind, d.started_at, d.finished_at, d.by_whom, d.url, d.previous_version,
         (select max(l.at) from deployment_event l where l.deployment_id = d.id and l.state <> 'noted') as told_at
    from deployment d
    join delivery_environment e on e.id = d.environment_id
   where d.service_id is not null;
