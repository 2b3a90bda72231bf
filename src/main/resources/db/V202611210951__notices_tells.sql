-- What a channel is told of a deployment; until now it was how it ended.
alter table deployment_channel
  add column tells text[] not null default '{succeeded,failed,rolled_back}'
    check (cardinality(tells) > 0
           and tells <@ array['waiting', 'started', 'succeeded', 'failed', 'cancelled', 'rolled_back']);
alter table deployment_channel alter column tells drop default;

alter table deployment_notice
  drop constraint deployment_notice_what_check,
  add constraint deployment_notice_what_check
    check (what in ('waiting', 'started', 'succeeded', 'failed', 'cancelled', 'rolled_back', 'test'));
