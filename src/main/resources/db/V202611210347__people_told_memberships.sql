-- A membership that a descriptor told of is taken back by the descriptor, one made by hand by hand.
alter table membership
  add column told_by text not null default 'hand' check (told_by in ('hand', 'descriptor'));
