-- Whom an escalation names as a person.
create view policy_person_view as
  select p.team_id, (level ->> 'id')::bigint as person_id
    from escalation_policy p
         join escalation_plan n on n.id = p.plan_id
         cross join lateral jsonb_array_elements(n.levels) level
   where level ->> 'to' = 'person';
