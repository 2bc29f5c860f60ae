import type { OrganizationScope } from './endpoints';
import type { Queryable, Timestamp } from './pool';

/** An event type of an organization's own. */
export interface EventTypeRow {
  created_at: Timestamp;
  modified_at: Timestamp | null;
  organization_id: string;
  name: string;
  description: string;
  /** JSON Schema of `data` as text; null takes any object. */
  schema: string | null;
  archived_at: Timestamp | null;
}

/** Which types a list shows. */
export interface EventTypeFilter {
  readonly organizationIds: readonly string[] | null;
  /** True shows the archived ones alone, false the others, null all. */
  readonly archived: boolean | null;
}

const COLUMNS = 'created_at, modified_at, organization_id, name, description, schema, archived_at';

const MATCHES = `($1::uuid[] is null or organization_id = any($1))
  and ($2::uuid[] is null or organization_id = any($2))
  and ($3::boolean is null or (archived_at is not null) = $3)`;

/**
 * Stores a new type, unless the organization has `most` of them.
 *
 * @returns undefined when the organization has a type of that name, or too many
 */
export async function insertEventType(
  db: Queryable,
  type: Pick<EventTypeRow, 'organization_id' | 'name' | 'description' | 'schema'>,
  most: number,
): Promise<EventTypeRow | undefined> {
  const { rows } = await db.query<EventTypeRow>(
    `insert into event_types (organization_id, name, description, schema)
     select $1, $2, $3, $4
     where (select count(*) from event_types where organization_id = $1) < $5
     on conflict do nothing
     returning ${COLUMNS}`,
    [type.organization_id, type.name, type.description, type.schema, most],
  );
  return rows[0];
}

export async function listEventTypes(
  db: Queryable,
  scope: OrganizationScope,
  filter: EventTypeFilter,
  limit: number,
  offset: number,
): Promise<EventTypeRow[]> {
  const { rows } = await db.query<EventTypeRow>(
    `select ${COLUMNS} from event_types where ${MATCHES}
     order by created_at desc, organization_id, name limit $4 offset $5`,
    [scope, filter.organizationIds, filter.archived, limit, offset],
  );
  return rows;
}

/** Names and descriptions of an organization's own types, the newest first: schemas are large. */
export async function listEventTypeSummaries(
  db: Queryable,
  organizationId: string,
  archived: boolean | null,
  limit: number,
): Promise<Pick<EventTypeRow, 'name' | 'description' | 'archived_at'>[]> {
  const { rows } = await db.query<Pick<EventTypeRow, 'name' | 'description' | 'archived_at'>>(
    `select name, description, archived_at from event_types
     where organization_id = $1 and ($2::boolean is null or (archived_at is not null) = $2)
     order by created_at desc, name limit $3`,
    [organizationId, archived, limit],
  );
  return rows;
}

export async function countEventTypes(
  db: Queryable,
  scope: OrganizationScope,
  filter: EventTypeFilter,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from event_types where ${MATCHES}`,
    [scope, filter.organizationIds, filter.archived],
  );
  return rows[0]?.count ?? 0;
}

export async function selectEventType(
  db: Queryable,
  organizationId: string,
  name: string,
): Promise<EventTypeRow | undefined> {
  const { rows } = await db.query<EventTypeRow>(
    `select ${COLUMNS} from event_types where organization_id = $1 and name = $2`,
    [organizationId, name],
  );
  return rows[0];
}

/** Those of the named types that the organizations have, archived ones included. */
export async function selectEventTypes(
  db: Queryable,
  organizationIds: readonly string[],
  names: readonly string[],
): Promise<Pick<EventTypeRow, 'organization_id' | 'name' | 'schema' | 'archived_at'>[]> {
  const { rows } = await db.query<
    Pick<EventTypeRow, 'organization_id' | 'name' | 'schema' | 'archived_at'>
  >({
    name: 'select_event_types',
    text: `select organization_id, name, schema, archived_at from event_types
           where organization_id = any($1) and name = any($2)`,
    values: [organizationIds, names],
  });
  return rows;
}

/** Changes a type; null leaves a field as it is. */
export async function updateEventType(
  db: Queryable,
  organizationId: string,
  name: string,
  patch: {
    readonly description: string | null;
    readonly schema: string | null;
    readonly archived: boolean | null;
  },
): Promise<EventTypeRow | undefined> {
  const { rows } = await db.query<EventTypeRow>(
    `update event_types
     set description = coalesce($3, description), schema = coalesce($4, schema),
         archived_at = case when $5::boolean then coalesce(archived_at, now())
                            when not $5::boolean then null
                            else archived_at end,
         modified_at = now()
     where organization_id = $1 and name = $2 returning ${COLUMNS}`,
    [organizationId, name, patch.description, patch.schema, patch.archived],
  );
  return rows[0];
}
