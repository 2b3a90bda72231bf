-- What is due and which node has it in hand, for whoever watches over the jobs.
create view job_view as
  select task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,
         coalesce(consecutive_failures, 0) as failures
    from scheduled_tasks;
