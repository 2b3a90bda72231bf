-- What became of the last message, so that an address that does not work says so on its owner's page.
alter table contact_method
  add column last_tried_at timestamptz,
  add column last_failure  text check (char_length(last_failure) <= 500);
alter table entry_link
  add column mail_failure  text check (char_length(mail_failure) <= 500);
