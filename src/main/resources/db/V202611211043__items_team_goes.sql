-- What a team's items are called goes with the team; a team that still has items stays, as before.
alter table item_team
  drop constraint item_team_team_id_fkey,
  add constraint item_team_team_id_fkey foreign key (team_id) references team on delete cascade;
