-- The key that signs links in messages, sealed by the vault so that rotating the vault leaves links good.
create table link_key (
  only_one boolean primary key default true check (only_one),
  sealed   text    not null
);

-- Letters and codes are the people room's own; here are messages about pages only.
alter table notification
  drop column sealed,
  drop constraint notification_kind_check,
  add constraint notification_kind_check check (kind in ('page', 'acknowledged', 'resolved', 'raised')),
  alter column person_id set not null,
  alter column method_id set not null;
