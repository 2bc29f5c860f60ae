-- While a worker sends an endpoint's events it also looks for further ones by itself. Where it says so,
-- nobody needs to signal the endpoint's workflow of them, which costs more than to send them. A row is
-- written with every run of such an activity and worth nothing after a crash (events are signalled
-- then), so it is not logged. Rows stay and are updated in place: with room on their pages that leaves
-- nothing behind for a vacuum, as deleting and inserting them some times a second would.

create unlogged table endpoint_watches (
  endpoint_id uuid primary key,
  expires_at timestamptz not null
) with (fillfactor = 50);
