-- What the dashboard shows must not take longer the more deliveries there are. Attempts are counted per
-- minute, quarter of an hour and hour by a Schedule (src/db/statistics-rollup.ts), lists are read by
-- keyset, and of an attempt it is kept when it was signed, so that its request can be shown as it was sent.

-- Attempts of one endpoint in one stretch of time. No foreign keys: rows are written many at a time, and
-- they go by their age alone.
create table delivery_minutes (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamptz not null,
  deliveries integer not null,
  -- First digit of the code; 0 is no answer. It says less than `succeeded`: an answer may break off.
  outcome smallint not null,
  -- Place on the scale of src/domain/latency-scale.ts.
  latency smallint not null,
  succeeded boolean not null,
  primary key (endpoint_id, at, outcome, succeeded, latency)
);
create index delivery_minutes_by_time on delivery_minutes (at);

-- Rows of the running stretch are counted up every minute: with room on their pages they stay in place.
create table delivery_quarters (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamptz not null,
  deliveries integer not null,
  outcome smallint not null,
  latency smallint not null,
  succeeded boolean not null,
  primary key (endpoint_id, at, outcome, succeeded, latency)
) with (fillfactor = 80);
create index delivery_quarters_by_time on delivery_quarters (at);

create table delivery_hours (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamptz not null,
  deliveries integer not null,
  outcome smallint not null,
  latency smallint not null,
  succeeded boolean not null,
  primary key (endpoint_id, at, outcome, succeeded, latency)
) with (fillfactor = 80);
create index delivery_hours_by_time on delivery_hours (at);

-- One row: every delivery of before is counted, none of after. Begins as far back as hours are kept.
create table delivery_statistics_progress (
  id boolean primary key default true check (id),
  counted_until timestamptz not null
);
insert into delivery_statistics_progress (counted_until)
  values (date_bin('1 hour', now() - interval '90 days', '2000-01-01T00:00:00Z'));

-- When the attempt was signed; its whole seconds are the webhook-timestamp.
alter table webhook_deliveries add column sent_at timestamptz;

alter table webhook_endpoints
  -- When the present secret took the place of the one before; null: never, or not since this is kept.
  add column secret_changed_at timestamptz,
  -- From when on the previous secret signed without the one before it; null: ever.
  add column previous_secret_alone_since timestamptz;

-- Finds rows by time alone, in some kilobytes: they are written in the order of time.
create index webhook_deliveries_by_time on webhook_deliveries using brin (created_at)
  with (autosummarize = on);
create index webhook_deliveries_failed on webhook_deliveries (endpoint_id, created_at desc, id)
  where not succeeded;
-- Both kinds in one index, which events that are delivered never enter.
create index webhook_events_undelivered on webhook_events (endpoint_id, skipped, created_at desc, id)
  where skipped or not succeeded;
create index webhook_messages_of_organization on webhook_messages (organization_id, created_at desc, id);
