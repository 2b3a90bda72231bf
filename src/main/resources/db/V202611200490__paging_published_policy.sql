-- For other rooms: which teams have said who is asked next.
create view team_policy_view as
  select team_id from escalation_policy;
