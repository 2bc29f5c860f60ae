import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Child } from '../../dev/child-process';
import { loadConfig } from '../../src/config';
import { createTemporalClient } from '../../src/temporal/client';
import { retentionScheduleId } from '../../src/temporal/names';
import { ApiClient, type Answer } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { answer, TestReceiver, type Received } from '../helpers/receiver';

jest.setTimeout(120_000);

const TYPE = 'order.created';
const ENDPOINTS = 4;
const PAUSE_MS = 80;
const [K1, K2] = ['k1', 'k2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`) as [
  string,
  string,
];
/** As docs/configuration.md says it. */
const SEALED_WITH_K1 = `select count(*) from webhook_endpoints
  where starts_with(secret, 'v1.k1.') or starts_with(previous_secret, 'v1.k1.')
     or starts_with(headers, 'v1.k1.')`;

let stack: ProcessStack;
let receiver: TestReceiver;
const apis: Child[] = [];
const workers: Child[] = [];
let token: string;

beforeAll(async () => {
  stack = await createProcessStack({ SECRETS_KEYS: K1, PORT: '0' });
  await stack.migrate();
  receiver = await TestReceiver.start(answer(204));
  await Promise.all([0, 1].map((index) => start(index, K1)));
  const organization = await admin().post('/v1/organizations', { name: 'Acme' });
  const path = `/v1/organizations/${organization.body.id as string}/tokens`;
  const scopes = ['webhooks:read', 'webhooks:write', 'events:write'];
  token = (await admin().post(path, { name: 'n', scopes })).body.token as string;
});

afterAll(async () => {
  await stack.close();
  await receiver.close();
});

/** Starts the API and the worker with that number. */
async function start(index: number, keys: string): Promise<void> {
  const environment = { SECRETS_KEYS: keys };
  const [api, worker] = await Promise.all([
    stack.startApi(environment),
    stack.startWorker(environment),
  ]);
  apis[index] = api;
  workers[index] = worker;
}

/** Replaces every process, one API and one worker after the other. */
async function roll(keys: string): Promise<void> {
  for (const index of [0, 1]) {
    const [api, worker] = [apis[index]!, workers[index]!];
    up[index] = false;
    await Promise.all([api.stop(), worker.stop()]);
    expect(await Promise.all([api.exited, worker.exited])).toEqual(['exit code 0', 'exit code 0']);
    await start(index, keys);
    up[index] = true;
  }
}

/** Which API processes a load balancer would send calls to. */
const up = [true, true];
const urlOf = (index: number) => `http://127.0.0.1:${apis[index]!.port ?? 0}`;
const admin = () => new ApiClient(urlOf(0), stack.environment.ADMIN_TOKEN ?? '');

const statuses = new Map<number, number>();
let turn = 0;

/** A call to the processes in turn; one that stops while it is called refuses, and the other is asked. */
async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  for (;;) {
    turn += 1;
    const index = up[turn % 2] === true ? turn % 2 : (turn + 1) % 2;
    try {
      const answered = await new ApiClient(urlOf(index), token).call(method, path, body);
      statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
      return answered;
    } catch {
      await delay(PAUSE_MS);
    }
  }
}

/** Every secret that an endpoint ever had, the newest last. */
const secrets = new Map<string, string[]>();
const published = new Set<string>();

async function createEndpoint(): Promise<string> {
  const { body, status } = await call('POST', '/v1/webhooks/endpoints', {
    url: receiver.url('/hook'),
    format: 'raw',
    events: [TYPE],
    headers: { 'x-key': 'sealed too' },
  });
  expect(status).toBe(201);
  secrets.set(body.id as string, [body.secret as string]);
  return body.id as string;
}

async function publish(index: number): Promise<void> {
  const { body, status } = await call('POST', '/v1/webhooks/events', {
    type: TYPE,
    data: { index },
  });
  expect(status).toBe(202);
  for (const { id } of body.webhook_events as { id: string }[]) published.add(id);
}

/** Publishes, reads and changes secrets until it is told to stop. */
function traffic(ids: readonly string[]): () => Promise<void> {
  let going = true;
  const loop = async (work: (round: number) => Promise<void>) => {
    for (let round = 0; going; round += 1) {
      await work(round);
      await delay(PAUSE_MS);
    }
  };
  const loops = [
    loop(publish),
    loop(publish),
    loop(async (round) => {
      const id = ids[round % ids.length]!;
      const { body, status } = await call('GET', `/v1/webhooks/endpoints/${id}`);
      expect([status, body.secret]).toEqual([200, secrets.get(id)!.at(-1)]);
      expect((await call('GET', '/v1/webhooks/endpoints')).status).toBe(200);
      if (round % 5 !== 0) return;
      const reset = await call('PATCH', `/v1/webhooks/endpoints/${id}/secret`);
      expect(reset.status).toBe(200);
      secrets.get(id)!.push(reset.body.secret as string);
    }),
  ];
  const all = Promise.all(loops);
  // Awaited when the traffic ends; a failure before that is told then.
  all.catch(() => undefined);
  return async () => {
    going = false;
    await all;
  };
}

const isSignedWith = ({ body, headers }: Received, secret: string): boolean => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

const count = async (query: string) =>
  (await stack.pool.query<{ count: number }>(query)).rows[0]?.count ?? -1;

it('keys are replaced under traffic, process by process, and nothing is lost or refused', async () => {
  const ids = await Promise.all(Array.from({ length: ENDPOINTS }, createEndpoint));
  const endTraffic = traffic(ids);

  await roll(`${K1},${K2}`);
  expect(await count(SEALED_WITH_K1)).toBe(ENDPOINTS);
  await roll(`${K2},${K1}`);
  await createEndpoint().then((id) => ids.push(id));
  // Not by the day but at once.
  const { connection, namespace, taskQueue } = loadConfig(stack.environment).temporal;
  const temporal = createTemporalClient(connection, namespace);
  await temporal.client.schedule.getHandle(retentionScheduleId(taskQueue)).trigger();
  await eventually('nothing is sealed with k1', async () => (await count(SEALED_WITH_K1)) === 0);
  await temporal.close();
  await roll(K2);

  await endTraffic();
  expect(await count(SEALED_WITH_K1)).toBe(0);
  expect(await count('select count(*) from webhook_endpoints')).toBe(ids.length);
  expect([...statuses.keys()].filter((status) => status >= 300)).toEqual([]);

  await eventually('all is delivered', () => receiver.firstArrivals().length === published.size);
  expect(new Set(receiver.firstArrivals())).toEqual(published);
  const { rows } = await stack.pool.query('select 1 from webhook_deliveries where not succeeded');
  expect(rows).toEqual([]);
  const known = [...secrets.values()].flat();
  const unverified = receiver.received.filter(
    (received) => !known.some((secret) => isSignedWith(received, secret)),
  );
  expect(unverified).toEqual([]);
  expect(receiver.received.every(({ headers }) => headers['x-key'] === 'sealed too')).toBe(true);
  console.log(
    `${[...statuses.values()].reduce((sum, n) => sum + n, 0)} calls, ${published.size} deliveries, ` +
      `${known.length} secrets`,
  );
});
