-- Organizations register event types of their own beside the catalogue, which is code. They are
-- archived and never deleted: the events that were published with them stay in the log.

create table event_types (
  organization_id uuid not null references organizations (id),
  name text not null,
  description text not null,
  -- JSON Schema (draft 2020-12) of an event's data, as JSON text; null takes any object.
  schema text,
  created_at timestamptz not null default now(),
  modified_at timestamptz,
  archived_at timestamptz,
  primary key (organization_id, name)
);
