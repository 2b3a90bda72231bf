-- What customers read of planned work. Its title is for those inside and stays there.
alter table maintenance_window
  add column public_text text not null default '' check (char_length(public_text) <= 300);
