-- Two indexes hold the events that wait by their time, for the sweep alone, and two hold the same events
-- by endpoint. While few events waited the planner took them for equally cheap, and by chance went on
-- reading one by time for a single endpoint: all that waits, for every look. With a condition that the
-- sweep alone names, nothing else can take them.

drop index webhook_events_queued_since;
create index webhook_events_queued_since on webhook_events (queued_at)
  where work = 'queued' and queued_at > '-infinity';

drop index webhook_events_retry_due;
create index webhook_events_retry_due on webhook_events (next_attempt_at)
  where work = 'retrying' and next_attempt_at > '-infinity';
