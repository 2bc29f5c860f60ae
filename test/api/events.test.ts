import type { Answer } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  countSignals,
  createEndpoint,
  ENDPOINTS,
  EVENTS,
  idsOf,
  mistakes,
  publish,
  UNKNOWN_ID,
} from './support';

const PAST = '2020-01-01T00:00:00Z';
const CONFLICT = { error: 'Conflict', detail: 'The endpoint is disabled; enable it first.' };
/** What the columns hold for each status once nothing is to be done any more. */
const SETTLED = {
  succeeded: 'work = null, succeeded = true',
  failed: 'work = null, succeeded = false, attempts = 10, last_http_code = 500',
  skipped: 'work = null, skipped = true',
};

let stack: TestStack;
let acme: TestOrganization;
let endpointId: string;
let path: string;

beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  acme = await stack.createOrganization();
  ({ id: endpointId } = await createEndpoint(acme.api, {
    events: ['order.paid', 'order.created'],
  }));
  path = `${ENDPOINTS}/${endpointId}`;
});
afterAll(() => stack.close());

/** An event as it stands when that became of it. */
async function makeEvent(status: keyof typeof SETTLED | 'pending'): Promise<string> {
  const [{ id }] = (await publish(acme.api)).webhook_events;
  if (status !== 'pending') {
    await stack.pool.query(`update webhook_events set ${SETTLED[status]} where id = $1`, [id]);
  }
  return id as string;
}

const archive = (id: string) =>
  stack.pool.query(
    `update webhook_messages m set payload = null, archived_at = now()
     from webhook_events e where e.message_id = m.id and e.id = $1`,
    [id],
  );

const get = async (id: string): Promise<Answer['body']> =>
  (await acme.api.get(`${EVENTS}/${id}`)).body;

const workOf = async (id: string): Promise<unknown> =>
  (await stack.pool.query('select work from webhook_events where id = $1', [id])).rows[0].work;

/** Signals after those of publishing have got through. */
async function settledSignals(): Promise<number> {
  await stack.services.notifier.drain(5_000);
  return countSignals(stack, endpointId);
}

describe('statuses', () => {
  it.each([
    ['pending', { status: 'pending', succeeded: null, skipped: false }],
    ['succeeded', { status: 'succeeded', succeeded: true, skipped: false }],
    ['failed', { status: 'failed', succeeded: false, skipped: false, last_http_code: 500 }],
    ['skipped', { status: 'skipped', succeeded: null, skipped: true }],
  ] as const)('%s', async (status, expected) => {
    const id = await makeEvent(status);
    expect(await get(id)).toMatchObject({ ...expected, is_archived: false });
    for (const filter of ['pending', 'succeeded', 'failed', 'skipped']) {
      const { body } = await acme.api.get(`${EVENTS}?status=${filter}`);
      expect(idsOf(body.items)).toEqual(filter === status ? [id] : []);
      expect(body.pagination.total_count).toBe(filter === status ? 1 : 0);
    }
  });

  it('an archived event has no payload, and says so', async () => {
    const id = await makeEvent('succeeded');
    await archive(id);
    expect(await get(id)).toMatchObject({ payload: null, is_archived: true, status: 'succeeded' });
  });
});

describe('the list', () => {
  const ids = async (query: string): Promise<string[]> => {
    const { status, body } = await acme.api.get(`${EVENTS}?${query}`);
    expect(status).toBe(200);
    expect(body.pagination.total_count).toBe(body.items.length);
    return idsOf(body.items);
  };

  it('is newest first and narrowed by endpoint and type, both repeatable', async () => {
    const second = await createEndpoint(acme.api, { events: ['order.created'] });
    const paid = await makeEvent('pending');
    const created = await publish(acme.api, { type: 'order.created', data: {} });
    const [one, two] = idsOf(created.webhook_events).sort();
    expect(await ids('')).toEqual([one, two, paid]);
    expect(await ids('event_type=order.paid')).toEqual([paid]);
    expect(await ids('event_type=order.paid&event_type=order.created')).toEqual([one, two, paid]);
    expect(await ids(`endpoint_id=${second.id}`)).toHaveLength(1);
    expect(await ids(`endpoint_id=${second.id}&endpoint_id=${endpointId}`)).toHaveLength(3);
    expect(await ids(`endpoint_id=${endpointId}&event_type=order.created`)).toHaveLength(1);
    expect(await ids(`endpoint_id=${UNKNOWN_ID}`)).toEqual([]);
  });

  it('is narrowed by time, exclusive on both sides', async () => {
    const id = await makeEvent('pending');
    const at = (await get(id)).created_at as string;
    expect(await ids(`start_timestamp=${at}`)).toEqual([]);
    expect(await ids(`end_timestamp=${at}`)).toEqual([]);
    expect(await ids(`start_timestamp=${PAST}&end_timestamp=2999-01-01T00:00:00Z`)).toEqual([id]);
  });

  it.each([
    ['status=done', 'enum query.status'],
    ['event_type=nope', 'enum query.event_type.0'],
    ['event_type=order.paid&event_type=x', 'enum query.event_type.1'],
    ['endpoint_id=x', 'uuid_parsing query.endpoint_id.0'],
    ['organization_id=', 'uuid_parsing query.organization_id.0'],
    ['start_timestamp=2026-01-01T00:00:00', 'datetime_from_date_parsing query.start_timestamp'],
    ['end_timestamp=%00', 'datetime_from_date_parsing query.end_timestamp'],
    ['end_timestamp=2026-01-01T00:00:00%2B20:00', 'value_error query.end_timestamp'],
  ])('?%s is refused', async (query, mistake) => {
    const answer = await acme.api.get(`${EVENTS}?${query}`);
    expect([answer.status, mistakes(answer)]).toEqual([422, [mistake]]);
    expect(answer.body.detail[0].input).toBe(decodeURIComponent(query.split('=').at(-1)!));
  });
});

describe('redeliver', () => {
  const redeliver = async (id: string): Promise<void> => {
    const { status, body } = await acme.api.post(`${EVENTS}/${id}/redeliver`);
    expect([status, body]).toEqual([202, null]);
  };

  it.each([
    ['failed', { status: 'pending', succeeded: null }],
    ['skipped', { status: 'pending', succeeded: null, skipped: false }],
    // A success is not undone.
    ['succeeded', { status: 'succeeded', succeeded: true }],
  ] as const)('sends what has %s', async (status, expected) => {
    const id = await makeEvent(status);
    const signals = await settledSignals();
    await redeliver(id);
    expect(await get(id)).toMatchObject({ ...expected, attempts: 0, next_attempt_at: null });
    expect(await workOf(id)).toBe('queued');
    await eventually('the signal', async () => (await settledSignals()) === signals + 1);
  });

  it('does nothing for what is pending', async () => {
    const id = await makeEvent('pending');
    const [before, signals] = [await get(id), await settledSignals()];
    await redeliver(id);
    expect(await get(id)).toEqual(before);
    expect(await settledSignals()).toBe(signals);
  });

  it('does nothing for what is archived', async () => {
    const id = await makeEvent('failed');
    await archive(id);
    const [before, signals] = [await get(id), await settledSignals()];
    await redeliver(id);
    expect([await get(id), await workOf(id)]).toEqual([before, null]);
    expect(await settledSignals()).toBe(signals);
  });

  it('leaves it skipped while the endpoint is disabled, and sends it once enabled', async () => {
    const id = await makeEvent('pending');
    await acme.api.patch(path, { enabled: false });
    expect(await get(id)).toMatchObject({ status: 'skipped', skipped: true });
    await redeliver(id);
    expect(await get(id)).toMatchObject({ status: 'skipped', skipped: true });
    await acme.api.patch(path, { enabled: true });
    expect((await get(id)).status).toBe('skipped');
    await redeliver(id);
    expect((await get(id)).status).toBe('pending');
  });

  it('disabling drops a redelivery of what has succeeded without a mark', async () => {
    const id = await makeEvent('succeeded');
    await redeliver(id);
    await acme.api.patch(path, { enabled: false });
    expect([(await get(id)).status, await workOf(id)]).toEqual(['succeeded', null]);
  });
});

describe('test', () => {
  it('publishes a sample of the first type that the endpoint listens to, to it alone', async () => {
    await createEndpoint(acme.api);
    const { status, body } = await acme.api.post(`${path}/test`);
    expect(status).toBe(202);
    expect(body).toEqual({
      id: expect.any(String),
      webhook_events: [{ id: expect.any(String), webhook_endpoint_id: endpointId }],
    });
    const event = await get(body.webhook_events[0].id);
    expect(event).toMatchObject({ type: 'order.paid', status: 'pending' });
    const payload = JSON.parse(event.payload);
    expect(Object.keys(payload)).toEqual(['type', 'timestamp', 'data']);
    expect(payload.data).toMatchObject({ status: 'paid' });
  });

  it.each([
    ['an empty body', {}, 'order.paid'],
    ['null', { type: null }, 'order.paid'],
    ['a type that the endpoint does not listen to', { type: 'refund.created' }, 'refund.created'],
  ])('with %s', async (_what, body, type) => {
    const answer = await acme.api.post(`${path}/test`, body);
    expect((await get(answer.body.webhook_events[0].id)).type).toBe(type);
  });

  it('of an endpoint that listens to nothing is order.created', async () => {
    const { id } = await createEndpoint(acme.api, { events: [], format: 'discord' });
    const { body } = await acme.api.post(`${ENDPOINTS}/${id}/test`);
    const event = await get(body.webhook_events[0].id);
    expect(event.type).toBe('order.created');
    expect(JSON.parse(event.payload)).toHaveProperty('embeds');
  });

  it('is refused while the endpoint is disabled', async () => {
    await acme.api.patch(path, { enabled: false });
    const before = await countRows(stack);
    const { status, body } = await acme.api.post(`${path}/test`);
    expect([status, body]).toEqual([409, CONFLICT]);
    expect(await countRows(stack)).toEqual(before);
  });
});

describe('recover', () => {
  it('sends again what failed or was skipped since then, and nothing else', async () => {
    const failed = await makeEvent('failed');
    const skipped = await makeEvent('skipped');
    const old = await makeEvent('failed');
    await stack.pool.query(`update webhook_events set created_at = '2019-01-01' where id = $1`, [
      old,
    ]);
    const archived = await makeEvent('failed');
    await archive(archived);
    await makeEvent('succeeded');
    await makeEvent('pending');
    const signals = await settledSignals();

    const { status, body } = await acme.api.post(`${path}/recover`, { since: PAST });
    expect([status, body]).toEqual([202, { count: 2 }]);
    for (const id of [failed, skipped]) {
      expect(await get(id)).toMatchObject({ status: 'pending', attempts: 0 });
      expect(await workOf(id)).toBe('queued');
    }
    for (const id of [old, archived]) expect((await get(id)).status).toBe('failed');
    await eventually('the signal', async () => (await settledSignals()) === signals + 1);

    const again = await acme.api.post(`${path}/recover`, { since: PAST });
    expect(again.body).toEqual({ count: 0 });
  });

  it('takes the moment itself in, in any zone', async () => {
    const id = await makeEvent('failed');
    await stack.pool.query(
      `update webhook_events set created_at = '2026-01-01T00:00:00Z' where id = $1`,
      [id],
    );
    const recover = async (since: string) =>
      (await acme.api.post(`${path}/recover`, { since })).body.count as number;
    expect(await recover('2026-01-01T00:00:00.000001Z')).toBe(0);
    expect(await recover('2026-01-01T02:00:00+02:00')).toBe(1);
  });

  it('leaves other endpoints alone', async () => {
    const id = await makeEvent('failed');
    const other = await createEndpoint(acme.api);
    const { body } = await acme.api.post(`${ENDPOINTS}/${other.id}/recover`, { since: PAST });
    expect(body).toEqual({ count: 0 });
    expect((await get(id)).status).toBe('failed');
  });

  it('is refused while the endpoint is disabled', async () => {
    const id = await makeEvent('failed');
    await acme.api.patch(path, { enabled: false });
    const { status, body } = await acme.api.post(`${path}/recover`, { since: PAST });
    expect([status, body]).toEqual([409, CONFLICT]);
    expect((await get(id)).status).toBe('failed');
  });
});
