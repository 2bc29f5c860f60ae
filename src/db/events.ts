import type { EventStatus, EventWork } from '../domain/event';
import { ANSWER_INLINE_MAX_BYTES } from '../domain/limits';
import type { OrganizationScope } from './endpoints';
import { boundedPayload, logCondition, logValues, type LogFilter } from './log-filter';
import type { Queryable, Timestamp } from './pool';

export interface EventRow {
  created_at: Timestamp;
  modified_at: Timestamp | null;
  id: string;
  message_id: string;
  endpoint_id: string;
  organization_id: string;
  type: string;
  /** Null when archived, and when it was left out: it is read when its turn comes (selectEventPayloads). */
  payload: string | null;
  /** Null when archived. */
  payload_bytes: number | null;
  work: EventWork;
  attempts: number;
  next_attempt_at: Timestamp | null;
  succeeded: boolean | null;
  skipped: boolean;
  last_http_code: number | null;
}

const COLUMNS = `e.created_at, e.modified_at, e.id, e.message_id, e.endpoint_id, e.organization_id,
  e.type, e.work, e.attempts, e.next_attempt_at,
  e.succeeded, e.skipped, e.last_http_code`;

const FROM = 'webhook_events e join webhook_messages m on m.id = e.message_id';

const ORDER = 'e.created_at desc, e.id';

/** What a list of events is narrowed by; null is no filter. */
export interface EventFilter extends LogFilter {
  status: EventStatus | null;
}

const FILTER = `${logCondition('e')}
  and ($7::text is null or $7 = case
    when e.succeeded then 'succeeded' when e.skipped then 'skipped'
    when not e.succeeded then 'failed' else 'pending' end)`;

const filterValues = (scope: OrganizationScope, filter: EventFilter) => [
  ...logValues(scope, filter),
  filter.status,
];

/** A page of events, the newest first; payloads past ANSWER_INLINE_MAX_BYTES in all are left out. */
export async function listEvents(
  db: Queryable,
  scope: OrganizationScope,
  filter: EventFilter,
  limit: number,
  offset: number,
): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `select ${COLUMNS}, ${boundedPayload(ORDER, '$10')}
     from (select * from webhook_events e where ${FILTER} order by ${ORDER} limit $8 offset $9) e
       join webhook_messages m on m.id = e.message_id
     order by ${ORDER}`,
    [...filterValues(scope, filter), limit, offset, ANSWER_INLINE_MAX_BYTES],
  );
  return rows;
}

export async function countEvents(
  db: Queryable,
  scope: OrganizationScope,
  filter: EventFilter,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from webhook_events e where ${FILTER}`,
    filterValues(scope, filter),
  );
  return rows[0]?.count ?? 0;
}

/** An event; its payload is left out when it is of more than ANSWER_INLINE_MAX_BYTES. */
export async function selectEvent(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<EventRow | undefined> {
  const { rows } = await db.query<EventRow>(
    `select ${COLUMNS}, ${boundedPayload(ORDER, '$3')} from ${FROM}
     where e.id = $2 and ($1::uuid[] is null or e.organization_id = any($1))`,
    [scope, id, ANSWER_INLINE_MAX_BYTES],
  );
  return rows[0];
}

/** The payloads of some events by their ids; null when archived. */
export async function selectEventPayloads(
  db: Queryable,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.query<{ id: string; payload: string | null }>({
    name: 'select_event_payloads',
    text: `select e.id, coalesce(e.payload, m.payload) as payload from ${FROM}
           where e.id = any($2) and ($1::uuid[] is null or e.organization_id = any($1))`,
    values: [scope, ids],
  });
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}

/**
 * Some bytes of the payload of an event, in UTF-8: all of it would be in memory several times over.
 *
 * @returns undefined when it is archived
 */
export async function selectEventPayloadSlice(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
  offset: number,
  bytes: number,
): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ slice: Buffer | null }>({
    name: 'select_event_payload_slice',
    // Of text PostgreSQL would count characters from its start.
    text: `select substring(convert_to(coalesce(e.payload, m.payload), 'UTF8') from $3 for $4) as slice
           from ${FROM}
           where e.id = $2 and ($1::uuid[] is null or e.organization_id = any($1))`,
    values: [scope, id, offset + 1, bytes],
  });
  return rows[0]?.slice ?? undefined;
}

/** One row per endpoint that listens; the order of the arrays is the order of publishing. */
export interface NewEvents {
  ids: string[];
  messageIds: string[];
  endpointIds: string[];
  organizationIds: string[];
  types: string[];
  /** Null where the endpoint gets the message's own bytes. */
  payloads: (string | null)[];
}

/**
 * Puts an event into its endpoint's queue again, unless it is there, has no payload any more, or its
 * endpoint is disabled or deleted. A success is not undone: `succeeded` stays true meanwhile.
 *
 * @returns whether it was put there
 */
export async function requeueEvent(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_events e
     set work = 'queued', queued_at = now(), attempts = 0, next_attempt_at = null, skipped = false,
         succeeded = case when e.succeeded then true end, modified_at = now()
     from webhook_messages m, webhook_endpoints p
     where e.id = $2 and ($1::uuid[] is null or e.organization_id = any($1)) and e.work is null
       and m.id = e.message_id and m.payload is not null
       and p.id = e.endpoint_id and p.enabled and p.deleted_at is null`,
    [scope, id],
  );
  return rowCount === 1;
}

/**
 * Puts every failed or skipped event of an endpoint since a moment into its queue again, the oldest
 * first, at most `limit` of them.
 */
export async function requeueUndelivered(
  db: Queryable,
  scope: OrganizationScope,
  endpointId: string,
  since: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with chosen as (
       select e.id, e.seq from webhook_events e
         join webhook_messages m on m.id = e.message_id
         join webhook_endpoints p on p.id = e.endpoint_id
       where e.endpoint_id = $2 and ($1::uuid[] is null or e.organization_id = any($1))
         and e.created_at >= $3 and e.work is null
         and (e.skipped or not e.succeeded) and e.succeeded is not true
         and m.payload is not null and p.enabled and p.deleted_at is null
       order by e.seq limit $4
       for update of e
     ), requeued as (
       update webhook_events e
       set work = 'queued', queued_at = now(), attempts = 0, next_attempt_at = null,
           skipped = false, succeeded = null, modified_at = now()
       from chosen where e.id = chosen.id
     )
     select id from chosen order by seq`,
    [scope, endpointId, since, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Marks everything that an endpoint has pending as skipped, but only while the endpoint is disabled
 * or deleted: the row decides, not the caller, who may know less. A redelivery of a succeeded event
 * is dropped without a mark.
 */
export async function skipPendingEvents(db: Queryable, endpointId: string): Promise<number> {
  const { rowCount } = await db.query(
    `update webhook_events e
     set work = null, next_attempt_at = null, skipped = e.succeeded is not true, modified_at = now()
     from webhook_endpoints p
     where e.endpoint_id = $1 and e.work is not null
       and p.id = e.endpoint_id and (not p.enabled or p.deleted_at is not null)`,
    [endpointId],
  );
  return rowCount ?? 0;
}

/** The same for every deleted endpoint: events that were published while it was being deleted. */
export async function skipEventsOfDeletedEndpoints(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    `update webhook_events e
     set work = null, next_attempt_at = null, skipped = e.succeeded is not true, modified_at = now()
     from webhook_endpoints p
     where e.work is not null and p.id = e.endpoint_id and p.deleted_at is not null`,
  );
  return rowCount ?? 0;
}

/** Events in retry of an endpoint, those due first, so that a workflow that begins anew takes them up. */
export async function selectRetryingEventIds(
  db: Queryable,
  endpointId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from webhook_events where endpoint_id = $1 and work = 'retrying'
     order by next_attempt_at, id limit $2`,
    [endpointId, limit],
  );
  return rows.map(({ id }) => id);
}

export async function hasQueuedEvents(db: Queryable, endpointId: string): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select 1 from webhook_events where endpoint_id = $1 and work = 'queued') as found`,
    [endpointId],
  );
  return rows[0]?.found ?? false;
}

export interface StaleEvents {
  endpoint_id: string;
  organization_id: string;
  ids: string[];
}

/** Queued events older than `olderThanSeconds`, grouped by endpoint, at most 100 ids of each. */
export async function selectStaleQueued(
  db: Queryable,
  olderThanSeconds: number,
  endpointLimit: number,
): Promise<StaleEvents[]> {
  const { rows } = await db.query<StaleEvents>(
    `select p.id as endpoint_id, p.organization_id,
       array(select e.id from webhook_events e where e.endpoint_id = p.id and e.work = 'queued'
             order by e.seq limit 100) as ids
     from (select distinct endpoint_id from webhook_events
           -- The lower bound is that of an index which is the sweep's own.
           where work = 'queued' and queued_at > '-infinity'
             and queued_at < now() - make_interval(secs => $1)
           limit $2) stale
     join webhook_endpoints p on p.id = stale.endpoint_id`,
    [olderThanSeconds, endpointLimit],
  );
  return rows;
}

/** Events whose retry is overdue by `overdueSeconds`, grouped by endpoint, at most 200 ids of each. */
export async function selectStaleRetrying(
  db: Queryable,
  overdueSeconds: number,
  endpointLimit: number,
): Promise<StaleEvents[]> {
  const { rows } = await db.query<StaleEvents>(
    `select p.id as endpoint_id, p.organization_id,
       array(select e.id from webhook_events e where e.endpoint_id = p.id and e.work = 'retrying'
             and e.next_attempt_at < now() - make_interval(secs => $1)
             order by e.next_attempt_at, e.id limit 200) as ids
     from (select distinct endpoint_id from webhook_events
           -- As above.
           where work = 'retrying' and next_attempt_at > '-infinity'
             and next_attempt_at < now() - make_interval(secs => $1)
           limit $2) stale
     join webhook_endpoints p on p.id = stale.endpoint_id`,
    [overdueSeconds, endpointLimit],
  );
  return rows;
}
