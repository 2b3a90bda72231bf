-- What is wrong for customers, who leads, and what was said and done about it. Alerts and services are facts of
-- other rooms; an incident only says which of them belong to it.
create table incident (
  id            bigint      generated always as identity primary key,
  title         text        not null check (char_length(title) between 1 and 200),
  severity      smallint    not null check (severity between 1 and 5),
  state         text        not null default 'open' check (state in ('open', 'mitigated', 'resolved', 'closed')),
  began_at      timestamptz not null,
  declared_at   timestamptz not null,
  mitigated_at  timestamptz,
  resolved_at   timestamptz,
  closed_at     timestamptz,
  declared_by   text        not null check (char_length(declared_by) between 1 and 200),
  declared_id   bigint      references person on delete set null,
  -- when people are owed the next word; null: nobody waits for one any more
  update_due_at timestamptz,
  version       int         not null default 1,
  updated_at    timestamptz not null,
  check (began_at <= declared_at),
  check ((state = 'open') = (mitigated_at is null)),
  check ((state in ('open', 'mitigated')) = (resolved_at is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create index incident_open on incident (severity, began_at desc) where state in ('open', 'mitigated');
create index incident_began on incident (began_at desc, id desc);

create table incident_service (
  incident_id bigint      not null references incident on delete cascade,
  service_id  bigint      not null references service on delete cascade,
  added_at    timestamptz not null,
  primary key (incident_id, service_id)
);
create index incident_service_service on incident_service (service_id, incident_id);

create table incident_alert (
  incident_id bigint      not null references incident on delete cascade,
  alert_id    bigint      not null references alert on delete cascade,
  added_at    timestamptz not null,
  primary key (incident_id, alert_id)
);
create index incident_alert_alert on incident_alert (alert_id, incident_id);

-- Who held which role, when. Experts and observers may be many; of the others there is one at a time.
create table incident_role (
  id          bigint      generated always as identity primary key,
  incident_id bigint      not null references incident on delete cascade,
  person_id   bigint      not null references person on delete cascade,
  role        text        not null check (role in ('commander', 'deputy', 'scribe', 'communications', 'expert', 'observer')),
  from_at     timestamptz not null,
  to_at       timestamptz check (to_at >= from_at)
);
create unique index incident_role_single on incident_role (incident_id, role)
  where to_at is null and role in ('commander', 'deputy', 'scribe', 'communications');
create unique index incident_role_held on incident_role (incident_id, person_id, role) where to_at is null;
create index incident_role_of on incident_role (incident_id, from_at);

create view incident_view as
  select id, title, severity, state, began_at, declared_at, mitigated_at, resolved_at, closed_at, declared_by, update_due_at
    from incident;
create view incident_service_view as
  select incident_id, service_id from incident_service;
create view incident_alert_view as
  select incident_id, alert_id from incident_alert;
create view incident_role_view as
  select incident_id, person_id, role, from_at, to_at from incident_role;
