import { randomUUID } from 'node:crypto';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { countRows, createEndpoint, ENDPOINTS, EVENTS } from './support';

const EVENT = { type: 'order.paid', data: {} };
const LIMIT = 5;

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;
let other: TestOrganization;
let endpointId: string;

async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  stack = await startTestStack({ environment });
  receiver = await TestReceiver.start(answer(204));
}

async function createOrganizations(): Promise<void> {
  acme = await stack.createOrganization();
  other = await stack.createOrganization();
  endpointId = (await createEndpoint(acme.api, { url: receiver.url() })).id as string;
  await createEndpoint(other.api, { url: receiver.url() });
}

async function end(): Promise<void> {
  await stack.close();
  await receiver.close();
}

const batch = (size: number) => ({ events: Array.from({ length: size }, () => EVENT) });
const publishBatch = (api: ApiClient, size: number) => api.post(`${EVENTS}/batch`, batch(size));

async function expectRefused(call: () => ReturnType<ApiClient['post']>): Promise<void> {
  const rows = await countRows(stack);
  const { status, body, headers } = await call();
  expect([status, body]).toEqual([429, undefined]);
  const retryAfter = Number(headers.get('retry-after'));
  expect(Number.isInteger(retryAfter)).toBe(true);
  expect(retryAfter).toBeGreaterThanOrEqual(1);
  expect(retryAfter).toBeLessThanOrEqual(2);
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(await countRows(stack)).toEqual(rows);
}

/** A second API process over the same database. */
const startSecond = (worker: boolean) => startTestStack({ worker, environment: stack.environment });

describe('past the backlog of an organization', () => {
  beforeAll(() => start({ PUBLISH_MAX_BACKLOG_PER_ORGANIZATION: String(LIMIT) }));
  beforeEach(createOrganizations);
  afterAll(end);

  it('publishing is refused with 429, empty, and nothing is stored', async () => {
    for (let index = 0; index < LIMIT; index += 1) {
      expect((await acme.api.post(EVENTS, EVENT)).status).toBe(202);
    }
    await expectRefused(() => acme.api.post(EVENTS, EVENT));
    await expectRefused(() => publishBatch(acme.api, 2));
    await expectRefused(() => acme.api.post(EVENTS, EVENT, { 'idempotency-key': 'new' }));
  });

  it('the batch that goes over the edge is stored as a whole, the next one not at all', async () => {
    expect((await publishBatch(acme.api, LIMIT - 1)).status).toBe(202);
    const answered = await publishBatch(acme.api, 100);
    expect(answered.status).toBe(202);
    expect(answered.body.events).toHaveLength(100);
    await expectRefused(() => publishBatch(acme.api, 1));
  });

  it('a flood of requests at once is bounded', async () => {
    const before = (await countRows(stack)).webhook_events ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => acme.api.post(EVENTS, EVENT)),
    );
    const stored = answers.filter(({ status }) => status === 202);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(200 - stored.length);
    expect((await countRows(stack)).webhook_events).toBe(before + stored.length);
    expect(stored.length).toBe(LIMIT);
  });

  it('what is wrong with a request is told first', async () => {
    await publishBatch(acme.api, LIMIT);
    expect((await acme.api.post(EVENTS, { type: 'order.paid' })).status).toBe(422);
    expect((await new ApiClient(stack.apiUrl, 'sp_oat_nobody').post(EVENTS, EVENT)).status).toBe(
      401,
    );
  });

  it('a key that was used before gets its first answer', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await acme.api.post(`${EVENTS}/batch`, batch(LIMIT), key);
    expect(first.status).toBe(202);
    const again = await acme.api.post(`${EVENTS}/batch`, batch(LIMIT), key);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect((await acme.api.post(`${EVENTS}/batch`, batch(1), key)).status).toBe(422);
    await expectRefused(() => acme.api.post(EVENTS, EVENT, { 'idempotency-key': randomUUID() }));
  });

  it('other organizations, other calls, and test events are not concerned', async () => {
    await publishBatch(acme.api, LIMIT);
    expect((await other.api.post(EVENTS, EVENT)).status).toBe(202);
    expect((await acme.api.get(EVENTS)).status).toBe(200);
    expect((await acme.api.post(`${ENDPOINTS}/${endpointId}/test`, {})).status).toBe(202);
    const forBoth = [acme, other].map(({ id }) => ({ ...EVENT, organization_id: id }));
    await expectRefused(() => stack.admin.post(`${EVENTS}/batch`, { events: forBoth }));
  });

  it('events that nobody listens to wait for nothing', async () => {
    const unheard = { type: 'order.created', data: {} };
    for (let index = 0; index < 3 * LIMIT; index += 1) {
      expect((await acme.api.post(EVENTS, unheard)).status).toBe(202);
    }
  });

  it('another process counts what this one has stored', async () => {
    await publishBatch(acme.api, LIMIT);
    const second = await startSecond(false);
    await expectRefused(() => new ApiClient(second.apiUrl, acme.token).post(EVENTS, EVENT));
    expect((await new ApiClient(second.apiUrl, other.token).post(EVENTS, EVENT)).status).toBe(202);
    await second.close();
  });

  it('and learns within seconds of what it stored later', async () => {
    const second = await startSecond(false);
    const there = new ApiClient(second.apiUrl, acme.token);
    expect((await there.post(EVENTS, EVENT)).status).toBe(202);
    await publishBatch(acme.api, LIMIT);
    let accepted = 0;
    await eventually('the other process refuses too', async () => {
      const { status } = await there.post(EVENTS, EVENT);
      if (status === 202) accepted += 1;
      return status === 429;
    });
    // It may go on for a second, and no further than the limit by itself.
    expect(accepted).toBeLessThan(LIMIT);
    await second.close();
  });

  it('publishing goes on when the backlog drains', async () => {
    await publishBatch(acme.api, 2 * LIMIT);
    await expectRefused(() => publishBatch(acme.api, 1));
    const second = await startSecond(true);
    await eventually('events are taken again', async () => {
      const { status } = await acme.api.post(EVENTS, EVENT);
      return status === 202;
    });
    const { body } = await acme.api.get(`${EVENTS}?limit=100`);
    const ids = (body.items as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(2 * LIMIT + 1);
    await eventually('all is delivered', () => {
      const arrived = new Set(receiver.firstArrivals());
      return ids.every((id) => arrived.has(id));
    });
    await second.close();
  });
});

describe('past the backlog of all organizations', () => {
  beforeAll(() => start({ PUBLISH_MAX_BACKLOG: String(LIMIT) }));
  beforeEach(createOrganizations);
  afterAll(end);

  it('everybody is refused, until it drains', async () => {
    expect((await publishBatch(acme.api, LIMIT)).status).toBe(202);
    await expectRefused(() => other.api.post(EVENTS, EVENT));
    await expectRefused(() => acme.api.post(EVENTS, EVENT));
    await stack.pool.query('update webhook_events set work = null, skipped = true');
    await eventually('events are taken again', async () => {
      return (await other.api.post(EVENTS, EVENT)).status === 202;
    });
  });
});

it('0 is no limit', async () => {
  await start({ PUBLISH_MAX_BACKLOG: '0', PUBLISH_MAX_BACKLOG_PER_ORGANIZATION: '0' });
  await createOrganizations();
  for (let index = 0; index < 20; index += 1) {
    expect((await publishBatch(acme.api, 100)).status).toBe(202);
  }
  await end();
});
