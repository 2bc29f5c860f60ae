import type { EventState } from '../domain/event';
import type { OrganizationScope } from './endpoints';
import type { EventRow } from './events';
import type { Queryable, Timestamp } from './pool';

/** An event without its payload. */
export interface EventStateRow extends Omit<EventRow, 'payload' | 'payload_bytes'> {
  /** The order of publishing. */
  seq: number;
  queued_at: Timestamp;
}

/** An event's place in a list of one state: by `seq` (waiting), or by a time and its id (the others). */
export type EventStateCursor =
  { readonly seq: number } | { readonly at: Timestamp; readonly id: string };

/** An event with the beginning of its payload. */
export interface EventDetailRow extends EventStateRow {
  /** Null when archived. */
  payload_head: string | null;
  payload_bytes: number | null;
}

const COLUMNS = `e.created_at, e.modified_at, e.id, e.message_id, e.endpoint_id, e.organization_id,
  e.type, e.work, e.attempts, e.next_attempt_at, e.succeeded, e.skipped, e.last_http_code, e.seq,
  e.queued_at`;

/** How the events of a state are found: each by an index of its own, in the index's order. */
interface StateQuery {
  readonly where: string;
  readonly order: string;
  /** What comes after a place of the list. */
  readonly after: (at: string, id: string) => string;
  readonly cursor: (row: EventStateRow) => EventStateCursor;
}

const newestFirst = (where: string): StateQuery => ({
  where,
  order: 'e.created_at desc, e.id',
  after: (at, id) => `e.created_at <= ${at} and (e.created_at < ${at} or e.id > ${id})`,
  cursor: ({ created_at: at, id }) => ({ at, id }),
});

const STATES: Readonly<Record<EventState, StateQuery>> = {
  waiting: {
    where: `e.work = 'queued'`,
    order: 'e.seq',
    after: (seq) => `e.seq > ${seq}`,
    cursor: ({ seq }) => ({ seq }),
  },
  retrying: {
    where: `e.work = 'retrying'`,
    order: 'e.next_attempt_at, e.id',
    after: (at, id) => `e.next_attempt_at >= ${at} and (e.next_attempt_at > ${at} or e.id > ${id})`,
    cursor: ({ next_attempt_at: at, id }) => ({ at: at ?? 'infinity', id }),
  },
  skipped: newestFirst('e.skipped and e.succeeded is not true'),
  failed: newestFirst('not e.skipped and not e.succeeded'),
};

const OF_ENDPOINT = 'e.endpoint_id = $2 and ($1::uuid[] is null or e.organization_id = any($1))';

/**
 * Events of an endpoint in one state: waiting ones as they will be sent, those in retry by when they are
 * due, others the newest first.
 *
 * @returns `next` is null when there are no further ones
 */
export async function selectEventsByState(
  db: Queryable,
  scope: OrganizationScope,
  endpointId: string,
  state: EventState,
  cursor: EventStateCursor | null,
  limit: number,
): Promise<{ items: EventStateRow[]; next: EventStateCursor | null }> {
  const { where, order, after, cursor: cursorOf } = STATES[state];
  const values: unknown[] = [scope, endpointId, limit + 1];
  const add = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const begin =
    cursor === null
      ? 'true'
      : 'seq' in cursor
        ? after(add(cursor.seq, 'bigint'), '')
        : after(add(cursor.at, 'timestamptz'), add(cursor.id, 'uuid'));
  const { rows } = await db.query<EventStateRow>(
    `select ${COLUMNS} from webhook_events e
     where ${OF_ENDPOINT} and ${where} and ${begin} order by ${order} limit $3`,
    values,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** How many events of an endpoint are in each state; counting ends at `limit`. */
export async function countEventsByState(
  db: Queryable,
  scope: OrganizationScope,
  endpointId: string,
  limit: number,
): Promise<Record<EventState, number>> {
  const counts = Object.entries(STATES).map(
    ([state, { where, order }]) => `(select count(*) from (
       -- In the index's order, so that the planner takes it.
       select from webhook_events e where ${OF_ENDPOINT} and ${where} order by ${order} limit $3
     ) counted)::integer as ${state}`,
  );
  const { rows } = await db.query<Record<EventState, number>>(`select ${counts.join(', ')}`, [
    scope,
    endpointId,
    limit,
  ]);
  return rows[0] as Record<EventState, number>;
}

/** @param headCharacters of the payload; no more of it is unpacked than they may take */
export async function selectEventDetail(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
  headCharacters: number,
): Promise<EventDetailRow | undefined> {
  const { rows } = await db.query<EventDetailRow>(
    `select ${COLUMNS}, left(coalesce(e.payload, m.payload), $3) as payload_head,
       octet_length(coalesce(e.payload, m.payload)) as payload_bytes
     from webhook_events e join webhook_messages m on m.id = e.message_id
     where e.id = $2 and ($1::uuid[] is null or e.organization_id = any($1))`,
    [scope, id, headCharacters],
  );
  return rows[0];
}
