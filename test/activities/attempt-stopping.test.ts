import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createAttempt } from '../../src/activities/attempt';
import type { ActivityDependencies } from '../../src/activities/dependencies';
import { OutcomeLog } from '../../src/activities/outcome-log';
import { Payloads } from '../../src/activities/payloads';
import { createPool, type Pool } from '../../src/db/pool';
import type { GroupResult } from '../../src/domain/activity-results';
import type { AttemptResult } from '../../src/domain/delivery';
import { createLog } from '../../src/log';
import { generateSecret } from '../../src/webhooks/secret';
import { createTestDatabase } from '../helpers/database';

const EVENTS = 1_000;
const ANSWER_MS = 10;
const STOPPED_AFTER_MS = 2_500;

let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 10);
});
afterAll(async () => {
  await pool.end();
  await drop();
});

it('leaves a backlog to another worker at once where its own shuts down', async () => {
  const [organization, endpoint] = [randomUUID(), randomUUID()];
  await pool.query('insert into organizations (id, name) values ($1, $2)', [organization, 'Acme']);
  await pool.query(
    `insert into webhook_endpoints (id, organization_id, url, format, events, secret)
     values ($1, $2, 'https://example.com/', 'raw', '{order.created}', $3)`,
    [endpoint, organization, generateSecret()],
  );
  await pool.query(
    `with messages as (insert into webhook_messages (id, organization_id, type, payload)
       select gen_random_uuid(), $1, 'order.created', '{}' from generate_series(1, $3) returning id)
     insert into webhook_events (id, message_id, endpoint_id, organization_id, type, work)
     select gen_random_uuid(), id, $2, $1, 'order.created', 'queued' from messages`,
    [organization, endpoint, EVENTS],
  );
  const log = createLog('fatal', 'test');
  let stopping = false;
  const answer: AttemptResult = {
    ...{ succeeded: true, httpCode: 204, response: '', stage: null, durationMs: ANSWER_MS },
    retryAfterSeconds: null,
  };
  const send = () => delay(ANSWER_MS, answer);
  const deps = {
    ...{ pool, log, sender: { send, close: () => Promise.resolve() } },
    secretBox: { open: (secret: string) => secret },
    isStopping: () => stopping,
    onWakeUp: () => undefined,
    settings: {
      worker: { maxActivities: 10, maxCachedWorkflows: 10 },
      delivery: { connectionsPerOrigin: 10 },
    },
  } as unknown as ActivityDependencies;
  const parts = { payloads: new Payloads(pool), outcomes: new OutcomeLog(pool, log) };
  const attempt = createAttempt(deps, parts);

  const since = performance.now();
  const running = new MockActivityEnvironment().run(attempt, endpoint, 100, Date.now(), 0);
  await delay(STOPPED_AFTER_MS);
  stopping = true;
  const { more, succeeded } = (await running) as GroupResult;
  expect(performance.now() - since).toBeLessThan(STOPPED_AFTER_MS + 1_000);
  expect(more).toBe(true);
  expect(succeeded).toBeGreaterThan(0);
  const { rows } = await pool.query(
    `select count(*)::integer as queued from webhook_events where work = 'queued'`,
  );
  expect(rows).toEqual([{ queued: EVENTS - succeeded }]);
});
