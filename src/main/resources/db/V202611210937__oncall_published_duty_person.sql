-- Who stands in which rotation, and until when that rotation holds.
create view rotation_person_view as
  select m.person_id, s.id as schedule_id, s.team_id, s.name as schedule, r.effective_from, r.until_at
    from (select id, schedule_id, effective_from,
                 lead(effective_from) over (partition by schedule_id order by effective_from) as until_at
            from rotation) r
         join rotation_member m on m.rotation_id = r.id
         join schedule s on s.id = r.schedule_id;
create view override_person_view as
  select o.person_id, s.team_id, s.name as schedule, o.starts_at, o.ends_at
    from schedule_override o
         join schedule s on s.id = o.schedule_id;
