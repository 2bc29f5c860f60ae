import { randomUUID } from 'node:crypto';
import { FILL_TYPES, fillDashboardData } from '../../bench/dashboard/fill';
import type { EventStateCursor } from '../../src/db/event-log';
import type { LogCursor } from '../../src/db/log-page';
import { searchMessages } from '../../src/db/message-log';
import { createPool, type Pool } from '../../src/db/pool';
import { EVENT_STATES, type EventState } from '../../src/domain/event';
import { createEventLogService, type EventLogService } from '../../src/service/event-log';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { createTestDatabase } from '../helpers/database';

const EVENTS = 600;
const STRANGER = [randomUUID()];
const HEAD_BYTES = 262_144;

let pool: Pool;
let drop: () => Promise<void>;
let log: EventLogService;
let scope: [string];
let endpointId: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 4);
  log = createEventLogService({ pool });
  const filled = await fillDashboardData(
    pool,
    createSecretBox([{ id: 'k1', key: Buffer.alloc(32) }]),
    { deliveries: 10, events: EVENTS, endpoints: 3, days: 1 },
  );
  scope = [filled.organizationId];
  [endpointId] = filled.endpointIds;
});
afterAll(async () => {
  await pool.end();
  await drop();
});

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

async function idsWhere(condition: string, order: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from webhook_events where endpoint_id = $1 and ${condition} order by ${order}`,
    [endpointId],
  );
  return ids(rows);
}

const STATES: Record<EventState, [condition: string, order: string]> = {
  waiting: [`work = 'queued'`, 'seq'],
  retrying: [`work = 'retrying'`, 'next_attempt_at, id'],
  skipped: ['skipped', 'created_at desc, id'],
  failed: ['not skipped and not succeeded', 'created_at desc, id'],
};

describe.each(EVENT_STATES)('events that are %s', (state) => {
  it('are listed page by page in their order', async () => {
    // Some at one moment, so that the id has to decide.
    await pool.query(
      `update webhook_events set created_at = date_trunc('hour', created_at),
         next_attempt_at = date_trunc('minute', next_attempt_at)
       where endpoint_id = $1 and succeeded is not true`,
      [endpointId],
    );
    const expected = await idsWhere(...STATES[state]);
    expect(expected.length).toBeGreaterThan(20);
    const found: string[] = [];
    let cursor: EventStateCursor | null = null;
    do {
      const page = await log.eventsByState(scope, endpointId, state, cursor, 7);
      found.push(...ids(page.items));
      cursor = page.next;
    } while (cursor !== null);
    expect(found).toEqual(expected);
    expect((await log.countsByState(scope, endpointId))[state]).toEqual({
      count: expected.length,
      more: false,
    });
  });

  it('are not there for another organization', async () => {
    const page = await log.eventsByState(STRANGER, endpointId, state, null, 7);
    expect(page).toEqual({ items: [], next: null });
    expect((await log.countsByState(STRANGER, endpointId))[state]).toEqual({
      count: 0,
      more: false,
    });
  });
});

it('counts end at 1,000', async () => {
  const { rows } = await pool.query<{ id: string }>(
    `insert into webhook_events (id, message_id, endpoint_id, organization_id, type, skipped)
     select gen_random_uuid(), m.id, $1, m.organization_id, m.type, true
     from (select * from webhook_messages limit 1) m, generate_series(1, 1001) returning id`,
    [endpointId],
  );
  const counts = await log.countsByState(scope, endpointId);
  expect(counts.skipped).toEqual({ count: 1_000, more: true });
  await pool.query('delete from webhook_events where id = any($1)', [ids(rows)]);
});

describe('an event', () => {
  it('with its state and the whole of a small payload', async () => {
    const [id] = await idsWhere(...STATES.retrying);
    const event = await log.event(scope, id!);
    expect(event).toMatchObject({ id, endpoint_id: endpointId, work: 'retrying' });
    expect(event.next_attempt_at).not.toBeNull();
    const { rows } = await pool.query<{ payload: string }>(
      'select payload from webhook_messages where id = $1',
      [event.message_id],
    );
    const text = rows[0]!.payload;
    expect(event.payload).toEqual({ text, bytes: Buffer.byteLength(text), truncated: false });
  });

  it.each([
    ['ASCII', 'x'],
    ['of three bytes a character, one of which does not fit whole', '€'],
    ['of surrogates', '😀'],
  ])('with the first 256 KiB of a large one: %s', async (_name, character) => {
    const [id] = await idsWhere(...STATES.failed);
    const payload = `"${character.repeat(HEAD_BYTES)}"`;
    await pool.query('update webhook_events set payload = $2 where id = $1', [id, payload]);
    const head = (await log.event(scope, id!)).payload;
    expect(head).toMatchObject({ bytes: Buffer.byteLength(payload), truncated: true });
    expect(payload.startsWith(head.text!)).toBe(true);
    expect(head.text!.isWellFormed()).toBe(true);
    const most = Buffer.byteLength(character);
    expect(Buffer.byteLength(head.text!)).toBeGreaterThan(HEAD_BYTES - most);
    expect(Buffer.byteLength(head.text!)).toBeLessThanOrEqual(HEAD_BYTES);
    await pool.query('update webhook_events set payload = null where id = $1', [id]);
  });

  it('that is archived has none, and another organization’s is not there', async () => {
    const [id] = await idsWhere(...STATES.failed);
    const event = await log.event(scope, id!);
    await pool.query(
      `update webhook_messages set payload = null, archived_at = now() where id = $1`,
      [event.message_id],
    );
    const none = { text: null, bytes: null, truncated: false };
    expect((await log.event(scope, id!)).payload).toEqual(none);
    const message = await log.message(scope, event.message_id);
    expect(message.payload).toEqual(none);
    expect(message.archived_at).not.toBeNull();
    const notFound = { message: 'Not found' };
    await expect(log.event(STRANGER, id!)).rejects.toMatchObject(notFound);
    await expect(log.event(scope, randomUUID())).rejects.toMatchObject(notFound);
  });
});

describe('messages', () => {
  const TYPE = FILL_TYPES[1]!;

  it.each([[null], [TYPE], ['none.such']])('of type %s, page by page', async (type) => {
    const { rows } = await pool.query<{ id: string }>(
      `select id from webhook_messages where $1::text is null or type = $1 order by created_at desc, id`,
      [type],
    );
    const found: string[] = [];
    let cursor: LogCursor | null = null;
    do {
      const page = await log.messages(scope, scope[0], type, cursor, 9);
      found.push(...ids(page.items));
      cursor = page.next;
    } while (cursor !== null);
    expect(found).toEqual(ids(rows));
    expect((await log.messages(STRANGER, scope[0], type, null, 9)).items).toEqual([]);
  });

  it('say how far was looked for a rare type', async () => {
    const { rows } = await pool.query<{ id: string }>(
      'select id from webhook_messages order by created_at desc, id',
    );
    const found = await searchMessages(pool, scope, scope[0], 'none.such', null, 5, 20);
    expect(found.lookedUntil?.id).toBe(rows[19]!.id);
    const strangers = await searchMessages(pool, STRANGER, scope[0], 'none.such', null, 1, 1);
    expect(strangers.lookedUntil).toBeNull();
  });

  it('tell how many endpoints they were for and what became of them', async () => {
    const { items } = await log.messages(scope, scope[0], null, null, EVENTS);
    const { rows } = await pool.query<{ id: string; statuses: string[] }>(
      `select message_id as id, array_agg(case when succeeded then 'succeeded' when skipped then 'skipped'
         when not succeeded then 'failed' else 'pending' end) as statuses
       from webhook_events group by 1`,
    );
    const statuses = new Map(rows.map((row) => [row.id, row.statuses]));
    for (const { id, endpoints, ...message } of items) {
      const own = statuses.get(id) ?? [];
      expect(endpoints).toBe(own.length);
      for (const name of ['succeeded', 'pending', 'failed', 'skipped'] as const) {
        expect(message[name]).toBe(own.filter((status) => status === name).length);
      }
    }
    expect(items.some(({ failed }) => failed > 0)).toBe(true);
    expect(items.some(({ skipped }) => skipped > 0)).toBe(true);
    expect(items.some(({ pending }) => pending > 0)).toBe(true);
  });

  it('one by one with their events and endpoints, deleted ones too', async () => {
    const [first] = (await log.messages(scope, scope[0], null, null, 1)).items;
    await pool.query('update webhook_endpoints set deleted_at = now() where id = $1', [endpointId]);
    const { events, payload, ...message } = await log.message(scope, first!.id);
    expect(message).toMatchObject({ id: first!.id, type: first!.type });
    expect(payload).toMatchObject({ bytes: first!.payload_bytes, truncated: false });
    expect(events).toHaveLength(first!.endpoints);
    const own = events.find((event) => event.endpoint_id === endpointId);
    expect(own).toMatchObject({
      endpoint_name: 'Endpoint 1',
      endpoint_url: 'https://example.com/hooks/1',
      endpoint_deleted: true,
    });
    await pool.query('update webhook_endpoints set deleted_at = null where id = $1', [endpointId]);
    await expect(log.message(STRANGER, first!.id)).rejects.toMatchObject({ message: 'Not found' });
  });
});
