import path from 'node:path';
import type { Child } from '../../dev/child-process';
import { ApiClient } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { answer, TestReceiver } from '../helpers/receiver';
import {
  HOSTILE_RECEIVERS,
  startHostile,
  startHugeChain,
  type HostileOutcome,
  type StartedReceiver,
} from './hostile/receivers';

const TYPE = 'order.created';
/** Long enough for the kernel to send again, twice or three times, what it dropped of a flood. */
const TIMEOUT_MS = 2_000;
/** What a time-out may take beyond its time: undici's clock of connections ticks twice a second. */
const LATENESS_MS = 1_000;
/** Deliveries to the hostile receiver at once. */
const AT_ONCE = 20;
const MIB = 1_048_576;
/** What 20 hostile answers at once may add to what the worker holds, at their height. */
const GROWTH_MAX_BYTES = 100 * MIB;
/** Endpoints of one organization that get a large payload: their deliveries take turns. */
const LARGE_AT_ONCE = 4;
/** What they may add: one payload at a time, as it comes from the database, as text and as bytes. */
const LARGE_GROWTH_MAX_BYTES = 250 * MIB;
/** What may be left after all of them. */
const LEFT_MAX_BYTES = 50 * MIB;
/** Longest that another organization's event may take meanwhile. */
const BYSTANDER_MAX_MS = 5_000;
const PROBE = path.join(__dirname, '..', 'helpers', 'memory-probe.js');

interface Memory {
  readonly probe: 'sample' | 'collected';
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

let stack: ProcessStack;
let worker: Child;
let bystander: TestReceiver;
let bystanderApi: ApiClient;
let atFirst: Memory;
const samples: Memory[] = [];
const report: string[] = [];

beforeAll(async () => {
  stack = await createProcessStack({ DELIVERY_TIMEOUT_MS: String(TIMEOUT_MS) }, (line) => {
    if (line.startsWith('{"probe"')) samples.push(JSON.parse(line) as Memory);
  });
  await stack.startApi();
  worker = await stack.startWorker({ NODE_OPTIONS: `--require ${PROBE}` });
  bystander = await TestReceiver.start(answer(200));
  bystanderApi = await stack.createOrganization();
  await createEndpoint(bystanderApi, bystander.url());
  // What is loaded and compiled with the first deliveries is no growth.
  for (let count = 1; count <= 20; count += 1) await bystandersEvent();
  atFirst = await collected();
});

afterAll(async () => {
  console.log(report.join('\n'));
  await stack.close();
  await bystander.close();
});

/** What the worker holds once all garbage is collected. */
async function collected(): Promise<Memory> {
  samples.length = 0;
  process.kill(worker.pid, 'SIGUSR2');
  return eventually('garbage is collected', () =>
    samples.find(({ probe }) => probe === 'collected'),
  );
}

async function createEndpoint(api: ApiClient, url: string): Promise<void> {
  const body = { url, format: 'raw', events: [TYPE], max_in_flight: AT_ONCE };
  expect((await api.post('/v1/webhooks/endpoints', body)).status).toBe(201);
}

/** @returns milliseconds from publishing to its arrival at a receiver that is well */
async function bystandersEvent(): Promise<number> {
  const published = await bystanderApi.post('/v1/webhooks/events', { type: TYPE, data: {} });
  const { id } = published.body.webhook_events[0] as { id: string };
  const at = Date.now();
  await eventually('arrived', () => bystander.received.some((one) => one.id === id));
  return Date.now() - at;
}

interface Delivery extends HostileOutcome {
  readonly durationMs: number;
}

async function firstAttemptsTo(url: string): Promise<Delivery[]> {
  const { rows } = await stack.pool.query<Delivery>(
    `select d.succeeded, d.stage, d.http_code as "httpCode", d.duration_ms as "durationMs"
     from webhook_deliveries d join webhook_endpoints p on p.id = d.endpoint_id
     where p.url = $1 and d.attempt = 1`,
    [url],
  );
  return rows;
}

/** Deliveries at once to one hostile receiver, while another organization's go on. */
async function attack(
  name: string,
  receiver: StartedReceiver,
  outcome: HostileOutcome,
  payloadBytes?: number,
): Promise<void> {
  const count = payloadBytes === undefined ? AT_ONCE : LARGE_AT_ONCE;
  const api = await stack.createOrganization();
  const before = await collected();
  try {
    if (payloadBytes === undefined) {
      await createEndpoint(api, receiver.url);
      const events = Array.from({ length: count }, () => ({ type: TYPE, data: {} }));
      await api.post('/v1/webhooks/events/batch', { events });
    } else {
      await Promise.all(Array.from({ length: count }, () => createEndpoint(api, receiver.url)));
      const data = { text: 'x'.repeat(payloadBytes) };
      expect((await api.post('/v1/webhooks/events', { type: TYPE, data })).status).toBe(202);
    }
    const latencies: number[] = [];
    const deliveries = await eventually(
      `${count} deliveries`,
      async () => {
        latencies.push(await bystandersEvent());
        const found = await firstAttemptsTo(receiver.url);
        return found.length >= count ? found : undefined;
      },
      30_000,
    );
    const durations = deliveries.map(({ durationMs }) => durationMs);
    const height = (field: 'rss' | 'heapUsed' | 'external') =>
      Math.max(...samples.map((sample) => sample[field]));
    const growth = {
      rss: height('rss') - before.rss,
      heap: height('heapUsed') - before.heapUsed,
      external: height('external') - before.external,
    };
    const mib = (bytes: number) => `${Math.round(bytes / MIB)}`.padStart(4);
    report.push(
      `${name.padEnd(46)}${`${Math.max(...durations)} ms`.padStart(8)}  MiB rss +${mib(growth.rss)} ` +
        `heap +${mib(growth.heap)} external +${mib(growth.external)}  ` +
        `bystander ${latencies.length} events, at most ${Math.max(...latencies)} ms`,
    );

    expect(
      deliveries.map(({ succeeded, stage, httpCode }) => ({ succeeded, stage, httpCode })),
    ).toEqual(Array.from({ length: count }, () => outcome));
    expect(Math.max(...durations)).toBeLessThan(TIMEOUT_MS + LATENESS_MS);
    expect(Math.max(...latencies)).toBeLessThan(BYSTANDER_MAX_MS);
    const most = payloadBytes === undefined ? GROWTH_MAX_BYTES : LARGE_GROWTH_MAX_BYTES;
    expect(growth.rss).toBeLessThan(most);
    expect(growth.heap + growth.external).toBeLessThan(most);
    await eventually('no connection stands', () => receiver.open() === 0 || outcome.succeeded);
  } finally {
    const { body } = await api.get('/v1/webhooks/endpoints?limit=1');
    const organizationId = body.items[0]?.organization_id as string;
    await stack.admin.delete(`/v1/organizations/${organizationId}`);
    await receiver.close();
  }
}

it.each(HOSTILE_RECEIVERS)('a receiver that $name', async (hostile) => {
  await attack(hostile.name, await startHostile(hostile), hostile.outcome, hostile.payloadBytes);
});

it('a receiver whose chain of certificates is huge', async () => {
  const outcome = { succeeded: false, stage: 'tls', httpCode: null };
  await attack('has a huge chain of certificates', await startHugeChain(), outcome);
});

it('after all of them the worker holds what it held before', async () => {
  const atLast = await collected();
  const left = atLast.heapUsed + atLast.external - atFirst.heapUsed - atFirst.external;
  report.push(`left after garbage collection: ${Math.round(left / MIB)} MiB`);
  expect(left).toBeLessThan(LEFT_MAX_BYTES);
});
