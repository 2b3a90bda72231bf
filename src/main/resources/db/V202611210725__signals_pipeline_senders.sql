-- Pipelines send too: what kind of event it is stands outside of the body, and a sender that signs
-- needs its secret back, so it is kept sealed.
alter table source drop constraint source_format_check;
alter table source
  add constraint source_format_check
    check (format in ('prometheus', 'alertmanager', 'json', 'github', 'gitlab', 'deployments')),
  add column sealed_token text check (char_length(sealed_token) <= 1000);

alter table signal
  add column event text check (char_length(event) <= 100);
