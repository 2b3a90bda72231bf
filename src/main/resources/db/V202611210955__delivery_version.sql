-- A version somebody has in mind is looked for as it is written.
create index deployment_version on deployment (version, started_at desc);
