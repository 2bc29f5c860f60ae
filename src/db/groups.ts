import { ATTEMPT_ENDPOINT_COLUMNS, type AttemptEndpoint, type AttemptEvent } from './deliveries';
import type { Queryable } from './pool';

/** What is asked for one endpoint. */
export interface GroupRequest {
  readonly endpointId: string;
  readonly maxEvents: number;
  /** Ids that the caller has in hand already: they are still queued until their outcomes are written. */
  readonly except: readonly string[];
}

/** An endpoint and what it gets next. */
export interface Group {
  readonly endpoint: AttemptEndpoint;
  /** Whether strict order lets nothing new leave for now. */
  readonly held: boolean;
  readonly events: AttemptEvent[];
  /** How many of its events are in retry. */
  readonly retrying: number;
  /** Whether a watch stands (see endpoint-watches). */
  readonly watched: boolean;
  /** For how long the first of the events has waited. */
  readonly waitedMs: number;
}

type NoEvent = { [Column in keyof AttemptEvent]: null };
type GroupRow = { retrying: number; watched: boolean; waited_ms: number | null } & (
  AttemptEvent | NoEvent
) &
  // The endpoint stands in its first row alone.
  (({ first: true } & AttemptEndpoint) | { first: false });

/** Strict order: nothing new leaves while an earlier event is still in retry. */
const HELD = `(p.ordering = 'strict' and exists (
  select 1 from webhook_events r where r.endpoint_id = p.id and r.work = 'retrying'))`;

const ENDPOINT_COLUMNS = ATTEMPT_ENDPOINT_COLUMNS.map(
  (column) => `case when coalesce(q.first, true) then p.${column} end as ${column}`,
);

/**
 * Endpoints and their oldest queued events with their payloads, in order, in one query: of each at
 * most `maxEvents`, and no further one past `maxBytes` of payload (but always one). Payloads of more
 * than `largeBytes` are left out; they do not count, and are read one by one (selectPayload).
 *
 * @param requests at most one of each endpoint
 * @returns by endpoint id; an endpoint that never was is missing
 */
export async function selectGroups(
  db: Queryable,
  requests: readonly GroupRequest[],
  maxBytes: number,
  largeBytes: number,
): Promise<Map<string, Group>> {
  const { rows } = await db.query<GroupRow>({
    name: 'select_groups',
    text: `select coalesce(q.first, true) as first, ${ENDPOINT_COLUMNS.join(', ')},
        case when coalesce(q.first, true) then p.enabled and p.deleted_at is null end as active,
        (extract(epoch from clock_timestamp() - q.queued_at) * 1000)::bigint as waited_ms,
        coalesce((select h.expires_at > '-infinity' from endpoint_watches h where h.endpoint_id = p.id),
          false) as watched,
        (select count(*) from webhook_events r where r.endpoint_id = p.id and r.work = 'retrying')
          as retrying,
        q.id as event_id, q.type, q.attempts,
        case when not q.large then q.payload end as payload, octet_length(q.payload) as payload_bytes
      from unnest($1::uuid[], $2::integer[]) with ordinality as w(endpoint_id, max_events, position)
      join webhook_endpoints p on p.id = w.endpoint_id
      left join lateral (
        select next.*, sum(next.bytes) over (order by next.seq) as total_bytes,
          row_number() over (order by next.seq) = 1 as first
        from (
          select e.id, e.seq, e.type, e.attempts, e.queued_at, t.payload, octet_length(t.payload) > $5 as large,
            case when octet_length(t.payload) <= $5 then octet_length(t.payload) else 0 end as bytes
          from webhook_events e join webhook_messages m on m.id = e.message_id,
            lateral (select coalesce(e.payload, m.payload) as payload) t
          where e.endpoint_id = p.id and e.work = 'queued' and e.id <> all($3::uuid[])
          order by e.seq limit w.max_events
        ) next
      ) q on p.enabled and p.deleted_at is null and not ${HELD}
        and q.total_bytes - q.bytes < $4
      order by w.position, q.seq`,
    values: [
      requests.map(({ endpointId }) => endpointId),
      requests.map(({ maxEvents }) => maxEvents),
      requests.flatMap(({ except }) => except),
      maxBytes,
      largeBytes,
    ],
  });
  return toGroups(rows);
}

function toGroups(rows: readonly GroupRow[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  let group: Group | undefined;
  for (const row of rows) {
    if (row.first) {
      const { retrying, watched, waited_ms } = row;
      group = {
        endpoint: endpointOf(row),
        held: row.ordering === 'strict' && retrying > 0,
        retrying,
        watched,
        events: [],
        waitedMs: waited_ms ?? 0,
      };
      groups.set(row.id, group);
    }
    if (row.event_id === null) continue;
    const { event_id, type, attempts, payload, payload_bytes } = row;
    group?.events.push({ event_id, type, attempts, payload, payload_bytes });
  }
  return groups;
}

/** Without the event, whose payload would be kept as long as the endpoint. */
function endpointOf(row: AttemptEndpoint): AttemptEndpoint {
  const { id, organization_id, url, secret, previous_secret, previous_secret_expires_at } = row;
  const { ordering, max_in_flight, headers, active } = row;
  return {
    ...{ id, organization_id, url, secret, previous_secret, previous_secret_expires_at },
    ...{ ordering, max_in_flight, headers, active },
  };
}

/** Which of the endpoints have queued events. */
export async function selectEndpointsWithQueued(
  db: Queryable,
  endpointIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ endpoint_id: string }>({
    name: 'select_endpoints_with_queued',
    // One short look into the index for each: they are few of many, and most have nothing. In its order,
    // so that the planner takes it however many it believes to be queued.
    text: `select w.endpoint_id
           from unnest($1::uuid[]) as w(endpoint_id), lateral (
             select 1 from webhook_events e
             where e.endpoint_id = w.endpoint_id and e.work = 'queued' order by e.seq limit 1
           ) queued`,
    values: [endpointIds],
  });
  return new Set(rows.map(({ endpoint_id }) => endpoint_id));
}
