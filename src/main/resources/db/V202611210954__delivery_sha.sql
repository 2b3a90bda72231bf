-- Where a commit was deployed is asked from the commit.
create index deployment_sha on deployment (sha) where sha <> '';
