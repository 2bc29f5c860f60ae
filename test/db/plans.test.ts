import { randomUUID } from 'node:crypto';
import { insertDeliveries } from '../../src/db/deliveries';
import { endWatch, selectWatched, upsertWatch } from '../../src/db/endpoint-watches';
import { hasQueuedEvents, selectRetryingEventIds } from '../../src/db/events';
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

/** What a worker does for each group of attempts. */
async function deliver(): Promise<void> {
  await upsertWatch(pool, ENDPOINT, 60);
  await selectWatched(pool, [ENDPOINT]);
  await selectEndpointsWithQueued(pool, [ENDPOINT]);
  await hasQueuedEvents(pool, ENDPOINT);
  await selectRetryingEventIds(pool, ENDPOINT, 10);
  const request = { endpointId: ENDPOINT, maxEvents: 1, except: [] };
  const groups = await selectGroups(pool, [request], 1_000_000, 65_536);
  const eventId = groups.get(ENDPOINT)?.events[0]?.event_id ?? randomUUID();
  const now = new Date().toISOString();
  await insertDeliveries(pool, {
    ids: groups.size === 0 ? [] : [randomUUID()],
    ...{ eventIds: [eventId], endpointIds: [ENDPOINT], organizationIds: [ORGANIZATION] },
    ...{ attempts: [1], succeeded: [true], httpCodes: [204], responses: [''], stages: [null] },
    ...{ durationsMs: [5], works: [null], nextAttemptsAt: [null], createdAt: [now], sentAt: [now] },
  });
  await endWatch(pool, ENDPOINT);
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
