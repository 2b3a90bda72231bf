-- Messages that have not left: when each should have, or since when a try is under way.
create view outbox_view as
  select n.id, n.channel, n.state, n.created_at,
         case n.state
           when 'waiting' then n.leaves_at
           when 'retrying' then n.next_try_at
           else (select max(a.started_at) from attempt a where a.notification_id = n.id)
         end as due_at
    from notification n
   where n.state in ('waiting', 'sending', 'retrying');

-- Every try of every message, without what was said and to whom.
create view delivery_try_view as
  select n.created_at, n.channel, n.method_id, a.started_at, a.outcome
    from notification n
         join attempt a on a.notification_id = n.id;
