import { randomUUID } from 'node:crypto';
import { insertDeliveries } from '../../src/db/deliveries';
import { endWatch, selectWatched, upsertWatch } from '../../src/db/endpoint-watches';
import { countQueuedOf } from '../../src/db/backlog';
import {
  hasQueuedEvents,
  selectRetryingEventIds,
  selectStaleQueued,
  selectStaleRetrying,
} from '../../src/db/events';
import { selectEndpointsWithQueued, selectGroups } from '../../src/db/groups';
import { createPool, type Pool } from '../../src/db/pool';
import { createTestDatabase } from '../helpers/database';

const ORGANIZATION = randomUUID();
const ENDPOINT = randomUUID();
const EVENTS = 5_000;

let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  // One connection, so that what it has planned first is what it uses later.
  pool = createPool(database.url, 1, { byKeys: true });
});
afterAll(async () => {
  await pool.end();
  await drop();
});

/** What a worker reads for each group of attempts. @returns the event that is next */
async function look(): Promise<string | undefined> {
  await upsertWatch(pool, ENDPOINT, 60);
  await selectWatched(pool, [ENDPOINT]);
  await selectEndpointsWithQueued(pool, [ENDPOINT]);
  await hasQueuedEvents(pool, ENDPOINT);
  await selectRetryingEventIds(pool, ENDPOINT, 10);
  const request = { endpointId: ENDPOINT, maxEvents: 1, except: [] };
  const groups = await selectGroups(pool, [request], 1_000_000, 65_536);
  await endWatch(pool, ENDPOINT);
  return groups.get(ENDPOINT)?.events[0]?.event_id;
}

/** What it reads and writes. */
async function deliver(): Promise<void> {
  const eventId = await look();
  const now = new Date().toISOString();
  await insertDeliveries(pool, {
    ids: [randomUUID()],
    ...{ eventIds: [eventId ?? ''], endpointIds: [ENDPOINT], organizationIds: [ORGANIZATION] },
    ...{ attempts: [1], succeeded: [true], httpCodes: [204], responses: [''], stages: [null] },
    ...{ durationsMs: [5], works: [null], nextAttemptsAt: [null], createdAt: [now], sentAt: [now] },
  });
}

async function sequentialScans(): Promise<Record<string, number>> {
  await pool.query('select pg_stat_force_next_flush()');
  const { rows } = await pool.query<{ relname: string; seq_scan: number }>(
    `select relname, seq_scan from pg_stat_user_tables
     where relname in ('webhook_events', 'webhook_messages', 'webhook_deliveries')`,
  );
  return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, seq_scan]));
}

it('what was planned while the tables were empty reads none of them as a whole later', async () => {
  await pool.query('insert into organizations (id, name) values ($1, $2)', [ORGANIZATION, 'Acme']);
  await pool.query(
    `insert into webhook_endpoints (id, organization_id, url, format, events, secret)
     values ($1, $2, 'https://example.com/', 'raw', '{order.created}', 's')`,
    [ENDPOINT, ORGANIZATION],
  );
  await insertEvents(1);
  await deliver();
  await insertEvents(EVENTS);
  const before = await sequentialScans();
  for (let times = 0; times < 5; times += 1) await deliver();
  expect(await sequentialScans()).toEqual(before);
  const { rows } = await pool.query('select 1 from webhook_deliveries');
  expect(rows).toHaveLength(6);
});

it('the indexes by time are read by the sweep and by nothing else, whatever waits', async () => {
  const reads = async () => {
    await pool.query('select pg_stat_force_next_flush()');
    const { rows } = await pool.query<{ indexrelname: string; idx_scan: number }>(
      `select indexrelname, idx_scan from pg_stat_user_indexes
       where indexrelname in ('webhook_events_queued_since', 'webhook_events_retry_due')`,
    );
    return Object.fromEntries(rows.map(({ indexrelname, idx_scan }) => [indexrelname, idx_scan]));
  };
  const before = await reads();
  for (const work of ['queued', 'retrying', null]) {
    await pool.query('update webhook_events set work = $1, next_attempt_at = now()', [work]);
    await pool.query('vacuum analyze webhook_events');
    // What was planned before is planned anew, by the figures of now.
    await pool.query('discard plans');
    await look();
    await countQueuedOf(pool, [ORGANIZATION], 10);
  }
  expect(await reads()).toEqual(before);
  await selectStaleQueued(pool, 30, 10);
  await selectStaleRetrying(pool, 30, 10);
  expect(await reads()).toEqual({
    webhook_events_queued_since: (before.webhook_events_queued_since ?? 0) + 1,
    webhook_events_retry_due: (before.webhook_events_retry_due ?? 0) + 1,
  });
});

async function insertEvents(count: number): Promise<void> {
  await pool.query(
    `with message as (
       insert into webhook_messages (id, organization_id, type, payload)
       select gen_random_uuid(), $2, 'order.created', '{}' from generate_series(1, $3)
       returning id)
     insert into webhook_events (id, message_id, endpoint_id, organization_id, type, work)
     select gen_random_uuid(), id, $1, $2, 'order.created', 'queued' from message`,
    [ENDPOINT, ORGANIZATION, count],
  );
}
