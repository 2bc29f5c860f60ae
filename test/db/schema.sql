create table access_tokens (
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint access_tokens_pkey PRIMARY KEY (id),
  constraint access_tokens_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  constraint access_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_tokens_organization ON public.access_tokens USING btree (organization_id);

create table dashboard_sessions (
  id uuid not null,
  token_hash bytea not null,
  member_id uuid,
  access_token_id uuid,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint dashboard_sessions_pkey PRIMARY KEY (id),
  constraint dashboard_sessions_access_token_id_fkey FOREIGN KEY (access_token_id) REFERENCES access_tokens(id) ON DELETE CASCADE,
  constraint dashboard_sessions_check CHECK ((num_nonnulls(member_id, access_token_id) = 1)),
  constraint dashboard_sessions_member_id_fkey FOREIGN KEY (member_id) REFERENCES organization_members(id) ON DELETE CASCADE,
  constraint dashboard_sessions_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX dashboard_sessions_expiry ON public.dashboard_sessions USING btree (expires_at);
CREATE INDEX dashboard_sessions_of_member ON public.dashboard_sessions USING btree (member_id) WHERE (member_id IS NOT NULL);
CREATE INDEX dashboard_sessions_of_token ON public.dashboard_sessions USING btree (access_token_id) WHERE (access_token_id IS NOT NULL);

create table delivery_hours (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamp with time zone not null,
  deliveries integer not null,
  outcome smallint not null,
  latency smallint not null,
  succeeded boolean not null,
  constraint delivery_hours_pkey PRIMARY KEY (endpoint_id, at, outcome, succeeded, latency)
);
-- delivery_hours is fillfactor=80
CREATE INDEX delivery_hours_by_time ON public.delivery_hours USING btree (at);

create table delivery_minutes (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamp with time zone not null,
  deliveries integer not null,
  outcome smallint not null,
  latency smallint not null,
  succeeded boolean not null,
  constraint delivery_minutes_pkey PRIMARY KEY (endpoint_id, at, outcome, succeeded, latency)
);
CREATE INDEX delivery_minutes_by_time ON public.delivery_minutes USING btree (at);

create table delivery_quarters (
  endpoint_id uuid not null,
  organization_id uuid not null,
  at timestamp with time zone not null,
  deliveries integer not null,
  outcome smallint not null,
  latency smallint not null,
  succeeded boolean not null,
  constraint delivery_quarters_pkey PRIMARY KEY (endpoint_id, at, outcome, succeeded, latency)
);
-- delivery_quarters is fillfactor=80
CREATE INDEX delivery_quarters_by_time ON public.delivery_quarters USING btree (at);

create table delivery_statistics_progress (
  id boolean not null default true,
  counted_until timestamp with time zone not null,
  constraint delivery_statistics_progress_pkey PRIMARY KEY (id),
  constraint delivery_statistics_progress_id_check CHECK (id)
);

create table endpoint_watches (
  endpoint_id uuid not null,
  expires_at timestamp with time zone not null,
  constraint endpoint_watches_pkey PRIMARY KEY (endpoint_id)
);
-- endpoint_watches is unlogged fillfactor=50

create table event_types (
  organization_id uuid not null,
  name text not null,
  description text not null,
  schema text,
  created_at timestamp with time zone not null default now(),
  modified_at timestamp with time zone,
  archived_at timestamp with time zone,
  constraint event_types_pkey PRIMARY KEY (organization_id, name),
  constraint event_types_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);

create table idempotency_keys (
  organization_id uuid not null,
  key text not null,
  request_hash bytea not null,
  response text not null,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (organization_id, key),
  constraint idempotency_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

create table mails (
  id uuid not null,
  organization_id uuid not null,
  endpoint_id uuid not null,
  disabled_at timestamp with time zone not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_endpoint_id_disabled_at_recipient_key UNIQUE (endpoint_id, disabled_at, recipient),
  constraint mails_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id),
  constraint mails_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);
CREATE INDEX mails_unsent ON public.mails USING btree (created_at) WHERE (sent_at IS NULL);

create table organization_members (
  id uuid not null,
  organization_id uuid not null,
  email text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  constraint organization_members_pkey PRIMARY KEY (id),
  constraint organization_members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id),
  constraint organization_members_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'member'::text])))
);
CREATE UNIQUE INDEX organization_members_email ON public.organization_members USING btree (organization_id, lower(email));
CREATE INDEX organization_members_of_email ON public.organization_members USING btree (lower(email));

create table organizations (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  modified_at timestamp with time zone,
  deleted_at timestamp with time zone,
  constraint organizations_pkey PRIMARY KEY (id)
);

create table schema_migrations (
  name text not null,
  run_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (name)
);

create table sign_in_links (
  id uuid not null,
  token_hash bytea not null,
  email text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sign_in_links_pkey PRIMARY KEY (id),
  constraint sign_in_links_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX sign_in_links_expiry ON public.sign_in_links USING btree (expires_at);
CREATE INDEX sign_in_links_of_email ON public.sign_in_links USING btree (email);

create table webhook_deliveries (
  id uuid not null,
  event_id uuid not null,
  endpoint_id uuid not null,
  organization_id uuid not null,
  attempt integer not null,
  succeeded boolean not null,
  http_code integer,
  response text,
  stage text,
  duration_ms integer not null,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_event_id_fkey FOREIGN KEY (event_id) REFERENCES webhook_events(id)
);
CREATE INDEX webhook_deliveries_by_time ON public.webhook_deliveries USING brin (created_at) WITH (autosummarize='on');
CREATE INDEX webhook_deliveries_failed ON public.webhook_deliveries USING btree (endpoint_id, created_at DESC, id) WHERE (NOT succeeded);
CREATE INDEX webhook_deliveries_of_endpoint ON public.webhook_deliveries USING btree (endpoint_id, created_at DESC, id);
CREATE INDEX webhook_deliveries_of_event ON public.webhook_deliveries USING btree (event_id);
CREATE INDEX webhook_deliveries_of_organization ON public.webhook_deliveries USING btree (organization_id, created_at DESC, id);

create table webhook_endpoints (
  id uuid not null,
  organization_id uuid not null,
  url text not null,
  name text,
  format text not null,
  events text[] not null,
  enabled boolean not null default true,
  secret text not null,
  previous_secret text,
  previous_secret_expires_at timestamp with time zone,
  ordering text not null default 'first_attempt'::text,
  max_in_flight integer not null default 1,
  headers text,
  disabled_reason text,
  disabled_at timestamp with time zone,
  consecutive_failures integer not null default 0,
  created_at timestamp with time zone not null default now(),
  modified_at timestamp with time zone,
  deleted_at timestamp with time zone,
  api_version text,
  secret_changed_at timestamp with time zone,
  previous_secret_alone_since timestamp with time zone,
  constraint webhook_endpoints_pkey PRIMARY KEY (id),
  constraint webhook_endpoints_api_version_check CHECK ((api_version = ANY (ARRAY['2026-04'::text, '2026-10'::text, '2027-01'::text]))),
  constraint webhook_endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['failures'::text, 'gone'::text, 'manual'::text]))),
  constraint webhook_endpoints_format_check CHECK ((format = ANY (ARRAY['raw'::text, 'discord'::text, 'slack'::text]))),
  constraint webhook_endpoints_max_in_flight_check CHECK (((max_in_flight >= 1) AND (max_in_flight <= 100))),
  constraint webhook_endpoints_ordering_check CHECK ((ordering = ANY (ARRAY['first_attempt'::text, 'strict'::text, 'none'::text]))),
  constraint webhook_endpoints_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);
CREATE INDEX webhook_endpoints_organization ON public.webhook_endpoints USING btree (organization_id, created_at DESC, id) WHERE (deleted_at IS NULL);

create table webhook_events (
  id uuid not null,
  seq bigint not null generated always as identity,
  message_id uuid not null,
  endpoint_id uuid not null,
  organization_id uuid not null,
  type text not null,
  payload text,
  work text,
  queued_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  succeeded boolean,
  skipped boolean not null default false,
  last_http_code integer,
  created_at timestamp with time zone not null default now(),
  modified_at timestamp with time zone,
  constraint webhook_events_pkey PRIMARY KEY (id),
  constraint webhook_events_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id),
  constraint webhook_events_message_id_fkey FOREIGN KEY (message_id) REFERENCES webhook_messages(id),
  constraint webhook_events_work_check CHECK ((work = ANY (ARRAY['queued'::text, 'retrying'::text])))
);
CREATE INDEX webhook_events_of_endpoint ON public.webhook_events USING btree (endpoint_id, created_at DESC, id);
CREATE INDEX webhook_events_of_message ON public.webhook_events USING btree (message_id);
CREATE INDEX webhook_events_of_organization ON public.webhook_events USING btree (organization_id, created_at DESC, id);
CREATE INDEX webhook_events_queued ON public.webhook_events USING btree (endpoint_id, seq) WHERE (work = 'queued'::text);
CREATE INDEX webhook_events_queued_since ON public.webhook_events USING btree (queued_at) WHERE ((work = 'queued'::text) AND (queued_at > '-infinity'::timestamp with time zone));
CREATE INDEX webhook_events_retry_due ON public.webhook_events USING btree (next_attempt_at) WHERE ((work = 'retrying'::text) AND (next_attempt_at > '-infinity'::timestamp with time zone));
CREATE INDEX webhook_events_retrying ON public.webhook_events USING btree (endpoint_id, next_attempt_at) WHERE (work = 'retrying'::text);
CREATE INDEX webhook_events_undelivered ON public.webhook_events USING btree (endpoint_id, skipped, created_at DESC, id) WHERE (skipped OR (NOT succeeded));

create table webhook_messages (
  id uuid not null,
  organization_id uuid not null,
  type text not null,
  payload text,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  seq bigint default nextval('webhook_messages_seq_seq'::regclass),
  constraint webhook_messages_pkey PRIMARY KEY (id),
  constraint webhook_messages_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations(id)
);
CREATE INDEX webhook_messages_of_organization ON public.webhook_messages USING btree (organization_id, created_at DESC, id);
CREATE INDEX webhook_messages_to_archive ON public.webhook_messages USING btree (created_at) WHERE (payload IS NOT NULL);

-- webhook_messages_seq_seq
sequence;
