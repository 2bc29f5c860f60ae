import { randomUUID } from 'node:crypto';
import { FILL_TYPES, fillDashboardData } from '../../bench/dashboard/fill';
import { listDeliveries } from '../../src/db/deliveries';
import {
  NO_DELIVERY_FILTER,
  searchDeliveries,
  type DeliveryLogFilter,
  type DeliveryLogRow,
} from '../../src/db/delivery-log';
import type { FoundRows, LogCursor, LogSource } from '../../src/db/log-page';
import { createPool, type Pool } from '../../src/db/pool';
import { createDeliveryLogService, type DeliveryLogService } from '../../src/service/delivery-log';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { createTestDatabase } from '../helpers/database';

const DELIVERIES = 1_500;
const STRANGER = [randomUUID()];

let pool: Pool;
let drop: () => Promise<void>;
let log: DeliveryLogService;
let scope: string[];
let ofEndpoint: { endpointId: string };
let ofOrganization: { organizationId: string };

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 4);
  log = createDeliveryLogService({ pool });
  const filled = await fillDashboardData(
    pool,
    createSecretBox([{ id: 'k1', key: Buffer.alloc(32) }]),
    { deliveries: DELIVERIES, events: 400, endpoints: 3, failures: 0.3, days: 1 },
  );
  scope = [filled.organizationId];
  ofOrganization = { organizationId: filled.organizationId };
  ofEndpoint = { endpointId: filled.endpointIds[0] };
  // Rows of one moment, so that the id has to decide; and one that any page may end within.
  await pool.query(
    `update webhook_deliveries d set created_at = date_trunc('hour', created_at)
     where created_at < now() - interval '12 hours'`,
  );
});
afterAll(async () => {
  await pool.end();
  await drop();
});

/** What the API's list says, by offset. */
async function expected(source: LogSource, filter: DeliveryLogFilter): Promise<string[]> {
  const whole = {
    ...filter,
    organizationIds: 'organizationId' in source ? [source.organizationId] : null,
    endpointIds: 'endpointId' in source ? [source.endpointId] : null,
  };
  const rows = await listDeliveries(pool, scope, whole, DELIVERIES, 0);
  return rows.map(({ id }) => id);
}

async function rowOf(id: string) {
  const { rows } = await pool.query<{ created_at: string; event_id: string }>(
    'select created_at, event_id from webhook_deliveries where id = $1',
    [id],
  );
  return rows[0]!;
}

async function walk(source: LogSource, filter: DeliveryLogFilter, limit: number) {
  const ids: string[] = [];
  let cursor: LogCursor | null = null;
  do {
    const page = await log.deliveries(scope, source, filter, cursor, limit);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}

const FILTERS: [string, Partial<DeliveryLogFilter>][] = [
  ['none', {}],
  ['a type', { types: [FILL_TYPES[0]!] }],
  ['failed', { succeeded: false }],
  ['succeeded', { succeeded: true }],
  ['2xx', { httpCodeClass: 2 }],
  ['5xx', { httpCodeClass: 5 }],
  ['5xx that succeeded', { httpCodeClass: 5, succeeded: true }],
  ['a text', { query: '40' }],
  ['a text, a type and failed', { query: 'a', types: FILL_TYPES.slice(0, 2), succeeded: false }],
  ['what is not there', { types: ['none.such'] }],
];

describe.each(FILTERS)('filter: %s', (_name, partial) => {
  const filter = { ...NO_DELIVERY_FILTER, ...partial };

  it('pages of an endpoint and of the organization are the API’s list', async () => {
    for (const source of [ofEndpoint, ofOrganization]) {
      const ids = await expected(source, filter);
      expect(await walk(source, filter, 37)).toEqual(ids);
      expect(await walk(source, filter, DELIVERIES)).toEqual(ids);
    }
  });

  it('given up again and again, the search finds the same', async () => {
    for (const source of [ofEndpoint, ofOrganization]) {
      const ids: string[] = [];
      let cursor: LogCursor | null = null;
      let calls = 0;
      do {
        const found: FoundRows<DeliveryLogRow> = await searchDeliveries(
          ...([pool, scope, source, filter, cursor, 10, 25] as const),
        );
        const items = found.rows.slice(0, 10);
        ids.push(...items.map(({ id }) => id));
        const last = items.at(-1);
        cursor =
          found.rows.length > 10 && last !== undefined
            ? { createdAt: last.created_at, id: last.id }
            : found.lookedUntil;
        calls += 1;
      } while (cursor !== null);
      expect(ids).toEqual(await expected(source, filter));
      expect(calls).toBeLessThan(DELIVERIES / 9);
    }
  });
});

it('start and end are exclusive bounds', async () => {
  const ids = await expected(ofEndpoint, NO_DELIVERY_FILTER);
  const [first, second] = [ids[10]!, ids[200]!];
  const before = (await rowOf(first)).created_at;
  const after = (await rowOf(second)).created_at;
  const filter = { ...NO_DELIVERY_FILTER, before, after };
  const walked = await walk(ofEndpoint, filter, 50);
  expect(walked).toEqual(await expected(ofEndpoint, filter));
  expect(walked.length).toBeGreaterThan(100);
  expect(walked).not.toContain(first);
  expect(walked).not.toContain(second);
});

it('says how far it looked when matches are rare, and nothing of it when it came to the end', async () => {
  const filter = { ...NO_DELIVERY_FILTER, types: ['none.such'] };
  const { rows, lookedUntil } = await searchDeliveries(
    pool,
    scope,
    ofEndpoint,
    filter,
    null,
    10,
    100,
  );
  const ids = await expected(ofEndpoint, NO_DELIVERY_FILTER);
  expect(rows).toEqual([]);
  expect(lookedUntil?.id).toBe(ids[99]);
  expect(lookedUntil?.createdAt).toBe((await rowOf(ids[99]!)).created_at);
  expect(await log.deliveries(scope, ofEndpoint, filter, null, 10)).toEqual({
    items: [],
    next: null,
    searchedUntil: null,
  });
});

it('a whole UUID is looked up, however far back it is', async () => {
  const id = (await expected(ofEndpoint, NO_DELIVERY_FILTER)).at(-1)!;
  const { event_id: eventId } = await rowOf(id);
  // As few as a search may look at: one that walked the log would not get there.
  const search = (query: string) =>
    searchDeliveries(pool, scope, ofEndpoint, { ...NO_DELIVERY_FILTER, query }, null, 50, 1);
  expect((await search(id.toUpperCase())).rows.map((row) => row.id)).toEqual([id]);
  const attempts = await log.ofEvent(scope, eventId);
  expect((await search(eventId)).rows.map((row) => row.id).sort()).toEqual(
    attempts.map((row) => row.id).sort(),
  );
  expect((await search(randomUUID())).rows).toEqual([]);
});

it('the last failures, and all attempts of an event from the first on', async () => {
  const failed = await expected(ofEndpoint, { ...NO_DELIVERY_FILTER, succeeded: false });
  const last = await log.lastFailures(scope, ofEndpoint.endpointId, 5);
  expect(last.map(({ id }) => id)).toEqual(failed.slice(0, 5));
  const attempts = await log.ofEvent(scope, last[0]!.event_id);
  expect(attempts.length).toBeGreaterThan(1);
  const times = attempts.map(({ created_at: at }) => at);
  expect(times).toEqual([...times].sort());
  expect(new Set(attempts.map(({ event_id: id }) => id))).toEqual(new Set([last[0]!.event_id]));
});

it('rows of another organization are not there, nor how far was looked for them', async () => {
  const [id] = await expected(ofEndpoint, NO_DELIVERY_FILTER);
  const row = await rowOf(id!);
  const nothing = { items: [], next: null, searchedUntil: null };
  for (const [, partial] of FILTERS) {
    const filter = { ...NO_DELIVERY_FILTER, ...partial };
    for (const source of [ofEndpoint, ofOrganization]) {
      expect(await log.deliveries(STRANGER, source, filter, null, 10)).toEqual(nothing);
      const { lookedUntil } = await searchDeliveries(
        ...([pool, STRANGER, source, filter, null, 1, 1] as const),
      );
      expect(lookedUntil).toBeNull();
    }
  }
  const byId = { ...NO_DELIVERY_FILTER, query: id! };
  expect(await log.deliveries(STRANGER, ofEndpoint, byId, null, 10)).toEqual(nothing);
  expect(await log.lastFailures(STRANGER, ofEndpoint.endpointId, 10)).toEqual([]);
  expect(await log.ofEvent(STRANGER, row.event_id)).toEqual([]);
});
