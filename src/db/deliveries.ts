import type { ApiVersion } from '../domain/api-version';
import type { EventWork } from '../domain/event';
import { ANSWER_INLINE_MAX_BYTES } from '../domain/limits';
import type { EndpointRow, OrganizationScope } from './endpoints';
import { boundedPayload, logCondition, logValues, type LogFilter } from './log-filter';
import type { Queryable, Timestamp } from './pool';

/** An endpoint as an attempt needs it. */
export type AttemptEndpoint = Pick<EndpointRow, (typeof ATTEMPT_ENDPOINT_COLUMNS)[number]> & {
  active: boolean;
};

export interface AttemptEvent {
  event_id: string;
  type: string;
  attempts: number;
  /** Null when archived, and when it is too large to be read along. */
  payload: string | null;
  /** Null when archived. */
  payload_bytes: number | null;
}

/** Columns of an endpoint's row that an attempt needs. */
export const ATTEMPT_ENDPOINT_COLUMNS = [
  'id',
  'organization_id',
  'url',
  'secret',
  'previous_secret',
  'previous_secret_expires_at',
  'ordering',
  'max_in_flight',
  'headers',
] as const;

/** An AttemptEndpoint; the endpoint is `p`. */
const ENDPOINT_COLUMNS = `${ATTEMPT_ENDPOINT_COLUMNS.map((column) => `p.${column}`).join(', ')},
  p.enabled and p.deleted_at is null as active`;

/** The payload of one event; null when it is archived. */
export async function selectPayload(db: Queryable, eventId: string): Promise<string | null> {
  const { rows } = await db.query<{ payload: string | null }>({
    name: 'select_payload',
    text: `select coalesce(e.payload, m.payload) as payload
           from webhook_events e join webhook_messages m on m.id = e.message_id where e.id = $1`,
    values: [eventId],
  });
  return rows[0]?.payload ?? null;
}

/**
 * One event in retry with its endpoint, its payload left out when it is of more than `largeBytes`;
 * undefined when nothing is to be retried (any more).
 */
export async function selectRetry(
  db: Queryable,
  endpointId: string,
  eventId: string,
  largeBytes: number,
): Promise<(AttemptEndpoint & AttemptEvent & { next_attempt_at: Timestamp | null }) | undefined> {
  const { rows } = await db.query<
    AttemptEndpoint & AttemptEvent & { next_attempt_at: Timestamp | null }
  >({
    name: 'select_retry',
    text: `select ${ENDPOINT_COLUMNS}, e.id as event_id, e.type, e.attempts, e.next_attempt_at,
        case when octet_length(t.payload) <= $3 then t.payload end as payload,
        octet_length(t.payload) as payload_bytes
      from webhook_events e
        join webhook_messages m on m.id = e.message_id
        cross join lateral (select coalesce(e.payload, m.payload) as payload) t
        join webhook_endpoints p on p.id = e.endpoint_id
      where e.id = $2 and e.endpoint_id = $1 and e.work = 'retrying'`,
    values: [endpointId, eventId, largeBytes],
  });
  return rows[0];
}

/** Outcomes of attempts, column by column, at most one of each event. */
export interface NewDeliveries {
  ids: string[];
  eventIds: string[];
  endpointIds: string[];
  organizationIds: string[];
  attempts: number[];
  succeeded: boolean[];
  httpCodes: (number | null)[];
  responses: (string | null)[];
  stages: (string | null)[];
  durationsMs: number[];
  /** What is to be done next if the event is still in work: retry, or nothing. */
  works: EventWork[];
  nextAttemptsAt: (string | null)[];
  /** When the attempts had come to their end. */
  createdAt: string[];
  /** When their requests were signed. */
  sentAt: string[];
}

/**
 * Writes outcomes: a delivery row each and the events' new state, in one statement.
 * An event that was skipped meanwhile stays skipped, unless it was delivered: that is the truth then.
 * The same outcomes written again (the answer to the first write was lost) change nothing.
 *
 * @returns the events' work as it stands now, by event id
 */
export async function insertDeliveries(
  db: Queryable,
  outcomes: NewDeliveries,
): Promise<Map<string, EventWork>> {
  const { rows } = await db.query<{ id: string; work: EventWork }>({
    name: 'insert_deliveries',
    text: `with outcome as (
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[],
          $6::boolean[], $7::integer[], $8::text[], $9::text[], $10::integer[], $11::text[],
          $12::timestamptz[], $13::timestamptz[], $14::timestamptz[]) with ordinality
          as o (id, event_id, endpoint_id, organization_id, attempt, succeeded, http_code, response,
                stage, duration_ms, work, next_attempt_at, created_at, sent_at, position)
      ), log as (
        insert into webhook_deliveries (id, event_id, endpoint_id, organization_id, attempt,
          succeeded, http_code, response, stage, duration_ms, created_at, sent_at)
        select id, event_id, endpoint_id, organization_id, attempt, succeeded, http_code, response,
          stage, duration_ms, created_at, sent_at
        from outcome order by position
        on conflict (id) do nothing
      )
      update webhook_events e
      set attempts = o.attempt,
          last_http_code = o.http_code,
          work = case when o.succeeded or e.work is null then null else o.work end,
          next_attempt_at = case when o.succeeded or e.work is null then null else o.next_attempt_at end,
          skipped = e.skipped and not o.succeeded,
          succeeded = case
            when o.succeeded or e.succeeded then true
            when e.work is not null and o.work is null then false
            else e.succeeded end,
          modified_at = now()
      from outcome o
      where e.id = o.event_id and e.endpoint_id = o.endpoint_id
      returning e.id, e.work`,
    values: [
      outcomes.ids,
      outcomes.eventIds,
      outcomes.endpointIds,
      outcomes.organizationIds,
      outcomes.attempts,
      outcomes.succeeded,
      outcomes.httpCodes,
      outcomes.responses,
      outcomes.stages,
      outcomes.durationsMs,
      outcomes.works,
      outcomes.nextAttemptsAt,
      outcomes.createdAt,
      outcomes.sentAt,
    ],
  });
  return new Map(rows.map(({ id, work }) => [id, work]));
}

/** Ends events that cannot be sent because their payload is archived: marked skipped. */
export async function skipArchivedEvents(
  db: Queryable,
  endpointId: string,
  eventIds: readonly string[],
): Promise<void> {
  await db.query(
    `update webhook_events
     set work = null, next_attempt_at = null, skipped = succeeded is not true, modified_at = now()
     where endpoint_id = $1 and id = any($2) and work is not null`,
    [endpointId, eventIds],
  );
}

/** How many attempts at an endpoint have succeeded since a moment. */
export async function countSuccessesSince(
  db: Queryable,
  endpointId: string,
  since: string,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from webhook_deliveries
     where endpoint_id = $1 and created_at >= $2 and succeeded`,
    [endpointId, since],
  );
  return rows[0]?.count ?? 0;
}

export interface DeliveryRow {
  created_at: Timestamp;
  id: string;
  succeeded: boolean;
  http_code: number | null;
  response: string | null;
  stage: string | null;
  attempt: number;
  duration_ms: number;
  endpoint_id: string;
  event_created_at: Timestamp;
  event_modified_at: Timestamp | null;
  event_id: string;
  event_last_http_code: number | null;
  event_succeeded: boolean | null;
  event_skipped: boolean;
  /** The event's; null when archived, and when it was left out. */
  payload: string | null;
  /** Null when archived. */
  payload_bytes: number | null;
  event_type: string;
  endpoint_api_version: ApiVersion | null;
}

/** What a list of deliveries is narrowed by; null is no filter. */
export interface DeliveryFilter extends LogFilter {
  succeeded: boolean | null;
  /** First digit of the status code. */
  httpCodeClass: number | null;
  /** Substring of the delivery's id, the event's id or the code, taken literally. */
  query: string | null;
}

/** The condition of a DeliveryFilter over deliveries `d` and their events `e`; the caller's own parameters begin at $10. */
export const deliveryCondition = `${logCondition('d')}
  and ($7::boolean is null or d.succeeded = $7)
  and ($8::integer is null or d.http_code between $8 * 100 and $8 * 100 + 99)
  and ($9::text is null or position(lower($9) in d.id::text) > 0
    or position(lower($9) in d.event_id::text) > 0 or position($9 in d.http_code::text) > 0)`;

export const deliveryValues = (scope: OrganizationScope, filter: DeliveryFilter) => [
  ...logValues(scope, filter),
  filter.succeeded,
  filter.httpCodeClass,
  filter.query,
];

const ORDER = 'd.created_at desc, d.id';

/** A page of deliveries, the newest first; payloads past ANSWER_INLINE_MAX_BYTES in all are left out. */
export async function listDeliveries(
  db: Queryable,
  scope: OrganizationScope,
  filter: DeliveryFilter,
  limit: number,
  offset: number,
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select d.created_at, d.id, d.succeeded, d.http_code, d.response, d.stage, d.attempt,
       d.duration_ms, d.endpoint_id, e.created_at as event_created_at,
       e.modified_at as event_modified_at, e.id as event_id,
       e.last_http_code as event_last_http_code, e.succeeded as event_succeeded,
       e.skipped as event_skipped, ${boundedPayload(ORDER, '$12')},
       e.type as event_type, p.api_version as endpoint_api_version
     from (select d.* from webhook_deliveries d join webhook_events e on e.id = d.event_id
           where ${deliveryCondition} order by ${ORDER} limit $10 offset $11) d
       join webhook_events e on e.id = d.event_id
       join webhook_messages m on m.id = e.message_id
       join webhook_endpoints p on p.id = d.endpoint_id
     order by ${ORDER}`,
    [...deliveryValues(scope, filter), limit, offset, ANSWER_INLINE_MAX_BYTES],
  );
  return rows;
}

export async function countDeliveries(
  db: Queryable,
  scope: OrganizationScope,
  filter: DeliveryFilter,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count
     from webhook_deliveries d join webhook_events e on e.id = d.event_id where ${deliveryCondition}`,
    deliveryValues(scope, filter),
  );
  return rows[0]?.count ?? 0;
}
