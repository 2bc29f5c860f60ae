import type { NewEvents } from './events';
import type { Queryable } from './pool';

export interface NewMessages {
  ids: string[];
  organizationIds: string[];
  types: string[];
  payloads: string[];
}

export interface NewIdempotencyKeys {
  organizationIds: string[];
  keys: string[];
  requestHashes: Buffer[];
  responses: string[];
}

/** Name of the constraint that an idempotency key breaks when it was used before. */
export const IDEMPOTENCY_CONSTRAINT = 'idempotency_keys_pkey';

/**
 * Stores messages, their events and their idempotency keys: one statement, so that all of it is
 * committed or none, in one round trip. Messages and events are numbered in the order of the arrays.
 *
 * @throws pg.DatabaseError with constraint IDEMPOTENCY_CONSTRAINT when a key was used before
 */
export async function insertPublished(
  db: Queryable,
  messages: NewMessages,
  events: NewEvents,
  idempotency: NewIdempotencyKeys,
): Promise<void> {
  await db.query({
    name: 'insert_published',
    text: `with keys as (
        insert into idempotency_keys (organization_id, key, request_hash, response)
        select * from unnest($11::uuid[], $12::text[], $13::bytea[], $14::text[])
      ), messages as (
        insert into webhook_messages (id, organization_id, type, payload)
        select id, organization_id, type, payload
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
          with ordinality as m (id, organization_id, type, payload, position)
        order by position
      )
      insert into webhook_events
        (id, message_id, endpoint_id, organization_id, type, payload, work)
      select id, message_id, endpoint_id, organization_id, type, payload, 'queued'
      from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[])
        with ordinality as e (id, message_id, endpoint_id, organization_id, type, payload, position)
      order by position`,
    values: [
      messages.ids,
      messages.organizationIds,
      messages.types,
      messages.payloads,
      events.ids,
      events.messageIds,
      events.endpointIds,
      events.organizationIds,
      events.types,
      events.payloads,
      idempotency.organizationIds,
      idempotency.keys,
      idempotency.requestHashes,
      idempotency.responses,
    ],
  });
}

export interface IdempotencyRow {
  organization_id: string;
  key: string;
  request_hash: Buffer;
  response: string;
}

export async function selectIdempotencyKeys(
  db: Queryable,
  organizationIds: readonly string[],
  keys: readonly string[],
): Promise<IdempotencyRow[]> {
  const { rows } = await db.query<IdempotencyRow>(
    `select k.organization_id, k.key, k.request_hash, k.response
     from unnest($1::uuid[], $2::text[]) as wanted (organization_id, key)
     join idempotency_keys k using (organization_id, key)`,
    [organizationIds, keys],
  );
  return rows;
}

/** Forgets idempotency keys older than `days`. */
export async function deleteOldIdempotencyKeys(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from idempotency_keys where created_at < now() - make_interval(days => $1)',
    [days],
  );
  return rowCount ?? 0;
}

/**
 * Removes the payloads of up to `limit` messages older than `days` that nothing is still to be sent
 * for; the events and deliveries stay in the log.
 *
 * @returns how many were archived
 */
export async function archivePayloads(db: Queryable, days: number, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with old as (
       select m.id from webhook_messages m
       where m.payload is not null and m.created_at < now() - make_interval(days => $1)
         and not exists (select 1 from webhook_events e where e.message_id = m.id and e.work is not null)
       limit $2 for update skip locked
     ), events as (
       update webhook_events e set payload = null from old where e.message_id = old.id and e.payload is not null
     )
     update webhook_messages m set payload = null, archived_at = now() from old where m.id = old.id`,
    [days, limit],
  );
  return rowCount ?? 0;
}
