-- The first schema: organizations with their members and tokens, endpoints, published messages, one
-- event per message and listening endpoint, the log of delivery attempts, and what must not happen
-- twice (idempotency keys, mails).
--
-- Payloads are text, never jsonb: the bytes that are stored are the bytes that are signed and sent.

create table organizations (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now(),
  modified_at timestamptz,
  deleted_at timestamptz
);

create table organization_members (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  email text not null,
  role text not null check (role in ('admin', 'member')),
  created_at timestamptz not null default now()
);
create unique index organization_members_email on organization_members (organization_id, lower(email));

create table access_tokens (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  name text not null,
  -- SHA-256 of the token: the token itself is shown once and never stored.
  token_hash bytea not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index access_tokens_organization on access_tokens (organization_id);

create table webhook_endpoints (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  url text not null,
  name text,
  format text not null check (format in ('raw', 'discord', 'slack')),
  events text[] not null,
  enabled boolean not null default true,
  -- Both secrets are sealed with AES-256-GCM (src/webhooks/secret-box.ts).
  secret text not null,
  previous_secret text,
  previous_secret_expires_at timestamptz,
  ordering text not null default 'first_attempt' check (ordering in ('first_attempt', 'strict', 'none')),
  max_in_flight integer not null default 1 check (max_in_flight between 1 and 100),
  -- Further HTTP headers of every delivery, a JSON object, sealed: they may hold credentials.
  headers text,
  disabled_reason text check (disabled_reason in ('failures', 'gone', 'manual')),
  disabled_at timestamptz,
  -- A mirror of the workflow's count, for lists and for a workflow that has to begin anew.
  consecutive_failures integer not null default 0,
  created_at timestamptz not null default now(),
  modified_at timestamptz,
  deleted_at timestamptz
);
create index webhook_endpoints_organization on webhook_endpoints (organization_id, created_at desc, id)
  where deleted_at is null;

create table webhook_messages (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  type text not null,
  payload text,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index webhook_messages_to_archive on webhook_messages (created_at) where payload is not null;

create table webhook_events (
  id uuid primary key,
  -- The order in which events were published. Never used as a cursor: a lower number may be
  -- committed later than a higher one.
  seq bigint generated always as identity,
  message_id uuid not null references webhook_messages (id),
  endpoint_id uuid not null references webhook_endpoints (id),
  organization_id uuid not null,
  type text not null,
  -- Only where it differs from the message's (chat formats); null means the message's own.
  payload text,
  work text check (work in ('queued', 'retrying')),
  queued_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  succeeded boolean,
  skipped boolean not null default false,
  last_http_code integer,
  created_at timestamptz not null default now(),
  modified_at timestamptz
);
create index webhook_events_queued on webhook_events (endpoint_id, seq) where work = 'queued';
create index webhook_events_retrying on webhook_events (endpoint_id, next_attempt_at) where work = 'retrying';
create index webhook_events_queued_since on webhook_events (queued_at) where work = 'queued';
create index webhook_events_retry_due on webhook_events (next_attempt_at) where work = 'retrying';
create index webhook_events_of_organization on webhook_events (organization_id, created_at desc, id);
create index webhook_events_of_endpoint on webhook_events (endpoint_id, created_at desc, id);
create index webhook_events_of_message on webhook_events (message_id);

create table webhook_deliveries (
  id uuid primary key,
  event_id uuid not null references webhook_events (id),
  endpoint_id uuid not null,
  organization_id uuid not null,
  attempt integer not null,
  succeeded boolean not null,
  http_code integer,
  response text,
  stage text,
  duration_ms integer not null,
  created_at timestamptz not null default now()
);
create index webhook_deliveries_of_organization on webhook_deliveries (organization_id, created_at desc, id);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, created_at desc, id);
create index webhook_deliveries_of_event on webhook_deliveries (event_id);

create table idempotency_keys (
  organization_id uuid not null references organizations (id),
  key text not null,
  -- SHA-256 of the request, so that a key that is used for something else is refused.
  request_hash bytea not null,
  response text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table mails (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  endpoint_id uuid not null references webhook_endpoints (id),
  -- The disabling that the mail tells of: one mail to each address for each disabling.
  disabled_at timestamptz not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null default now(),
  -- Set while an activity sends the mail, so that two never do at once.
  claimed_at timestamptz,
  sent_at timestamptz,
  unique (endpoint_id, disabled_at, recipient)
);
create index mails_unsent on mails (created_at) where sent_at is null;
