-- Which node watches which share of the checks.
create view check_shard_view as
  select shard, node from check_shard;
