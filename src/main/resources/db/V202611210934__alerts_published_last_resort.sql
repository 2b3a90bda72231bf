-- Who gets what nobody owns.
create view last_resort_view as
  select s.last_resort_team_id as team_id, t.name
    from alert_setting s
         join team_view t on t.id = s.last_resort_team_id;
