import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  createEndpoint,
  EVENTS,
  idsOf,
  publish,
  TIMESTAMP,
  UUID4,
  ENDPOINTS,
} from './support';

let stack: TestStack;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  acme = await stack.createOrganization();
});
afterAll(() => stack.close());

const payloadOf = async (id: string): Promise<string> =>
  (await acme.api.get(`${EVENTS}/${id}`)).body.payload as string;

it('answers 202 with the ids of what is committed', async () => {
  const first = await createEndpoint(acme.api);
  const second = await createEndpoint(acme.api, { events: ['refund.created', 'order.paid'] });
  const before = await countRows(stack);
  const { status, body } = await acme.api.post(EVENTS, {
    type: 'order.paid',
    data: { id: 1 },
    timestamp: '2026-08-22T03:02:03.5+02:00',
  });
  expect(status).toBe(202);
  expect(body).toEqual({
    id: expect.stringMatching(UUID4),
    webhook_events: [
      { id: expect.stringMatching(UUID4), webhook_endpoint_id: first.id },
      { id: expect.stringMatching(UUID4), webhook_endpoint_id: second.id },
    ],
  });
  expect(Object.keys(body)).toEqual(['id', 'webhook_events']);
  const after = await countRows(stack);
  expect(after).toEqual({
    ...before,
    webhook_messages: before.webhook_messages! + 1,
    webhook_events: before.webhook_events! + 2,
  });
  const event = (await acme.api.get(`${EVENTS}/${body.webhook_events[0].id}`)).body;
  expect(event).toEqual({
    created_at: expect.stringMatching(TIMESTAMP),
    modified_at: null,
    id: body.webhook_events[0].id,
    last_http_code: null,
    succeeded: null,
    skipped: false,
    payload: '{"type":"order.paid","timestamp":"2026-08-22T03:02:03.5+02:00","data":{"id":1}}',
    type: 'order.paid',
    is_archived: false,
    status: 'pending',
    message_id: body.id,
    webhook_endpoint_id: first.id,
    organization_id: acme.id,
    attempts: 0,
    next_attempt_at: null,
  });
});

it('the timestamp is the time of publishing where none is given', async () => {
  await createEndpoint(acme.api);
  const from = Date.now();
  const [{ id }] = (await publish(acme.api, { timestamp: null })).webhook_events;
  const { timestamp } = JSON.parse(await payloadOf(id));
  expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(from);
  expect(Date.parse(timestamp)).toBeLessThanOrEqual(Date.now());
});

it('reaches enabled endpoints that listen to the type, and no other', async () => {
  const listening = await createEndpoint(acme.api);
  await createEndpoint(acme.api, { events: ['order.created'] });
  await createEndpoint(acme.api, { events: [] });
  const disabled = await createEndpoint(acme.api);
  await acme.api.patch(`${ENDPOINTS}/${disabled.id}`, { enabled: false });
  const deleted = await createEndpoint(acme.api);
  await acme.api.delete(`${ENDPOINTS}/${deleted.id}`);
  const { webhook_events: events } = await publish(acme.api);
  expect(events).toEqual([{ id: expect.any(String), webhook_endpoint_id: listening.id }]);
});

it('a renewal is not sent to a chat, and everything else as its own text', async () => {
  const { id } = await createEndpoint(acme.api, {
    format: 'slack',
    events: ['subscription.updated', 'order.paid'],
  });
  const renewal = await publish(acme.api, {
    type: 'subscription.updated',
    data: { status: 'active' },
  });
  expect(renewal.webhook_events).toEqual([]);
  const [event] = (await publish(acme.api)).webhook_events;
  expect(event.webhook_endpoint_id).toBe(id);
  expect(Object.keys(JSON.parse(await payloadOf(event.id)))).toEqual(['text', 'blocks']);
});

describe('the payload keeps the data as it was written:', () => {
  it.each([
    ['fractions', '{"a":10.0,"b":1e3,"c":1E+2,"d":0.10,"e":-0,"f":-0.0}'],
    ['long numbers', '{"id":12345678901234567890,"pi":3.14159265358979323846264338327950288}'],
    ['numbers beyond any range', '{"a":1e400,"b":-1e400,"c":1e-400}'],
    ['key order', '{"z":1,"a":2,"10":3,"9":4,"é":5}'],
    ['keys of JavaScript', '{"__proto__":{"a":1.0},"constructor":2,"toString":3}'],
    ['a key that is there twice', '{"a":1.0,"a":2.0,"b":{"a":[],"a":{}}}'],
    ['unicode', '{"a":"Ünïcödé 漢字 🎉","\u2028":"\u2029"}'],
    ['escapes', String.raw`{"a":"\u00e9\/\"\\\n\ud83c\udf89","\u0061b":"\\\""}`],
    ['brackets in strings', String.raw`{"a":"}{][,:\"}","}":"{"}`],
    ['nesting', `{"a":${'['.repeat(400)}{"b":1.50}${']'.repeat(400)}}`],
    ['nothing', '{}'],
    ['large text', `{"a":"${'x y'.repeat(300_000)}"}`],
  ])('%s', async (_what, data) => {
    await createEndpoint(acme.api);
    const one = await acme.api.post(EVENTS, `{"type":"order.paid","data":${data}}`);
    expect(one.status).toBe(202);
    const event = `{"timestamp":null,"data":${data},"type":"order.paid"}`;
    const batch = await acme.api.post(`${EVENTS}/batch`, `{"x":[],"events":[${event},${event}]}`);
    expect(batch.status).toBe(202);
    for (const answer of [one.body, ...batch.body.events]) {
      const payload = await payloadOf(answer.webhook_events[0].id);
      const start = payload.indexOf('"data":');
      expect(payload.slice(start)).toBe(`"data":${data}}`);
      expect(payload.slice(0, start)).toMatch(
        /^\{"type":"order\.paid","timestamp":"\d{4}-[\d:T.-]+Z",$/,
      );
    }
  });

  it('white space between the parts is dropped, inside strings it is kept', async () => {
    await createEndpoint(acme.api);
    const { body } = await acme.api.post(
      EVENTS,
      ' {\r\n "type" : "order.paid" ,\t"data" : { "a b" : [ 1 , "c  \\" d" , { } ] , "e" : 1.0 } } \n',
    );
    const payload = await payloadOf(body.webhook_events[0].id);
    expect(payload).toMatch(/"data":\{"a b":\[1,"c {2}\\" d",\{\}\],"e":1\.0\}\}$/);
  });

  it('of keys that are there twice the last one counts, also in another spelling', async () => {
    await createEndpoint(acme.api);
    const { body } = await acme.api.post(
      EVENTS,
      String.raw`{"data":[],"type":"order.paid","d\u0061ta":{"a":2.0}}`,
    );
    expect(await payloadOf(body.webhook_events[0].id)).toMatch(/"data":\{"a":2\.0\}\}$/);
  });
});

describe('a batch', () => {
  const events = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ type: 'order.paid', data: { index } }));

  it('of 1,000 is stored in its order', async () => {
    const { id } = await createEndpoint(acme.api);
    const { status, body } = await acme.api.post(`${EVENTS}/batch`, { events: events(1_000) });
    expect(status).toBe(202);
    expect(Object.keys(body)).toEqual(['events']);
    expect(body.events).toHaveLength(1_000);
    const { rows } = await stack.pool.query<{ id: string; index: number }>(
      `select e.id, (m.payload::json -> 'data' ->> 'index')::int as index
       from webhook_events e join webhook_messages m on m.id = e.message_id
       where e.endpoint_id = $1 order by e.seq`,
      [id],
    );
    expect(rows.map(({ index }) => index)).toEqual(events(1_000).map(({ data }) => data.index));
    const answered = body.events as { webhook_events: { id: string }[] }[];
    expect(idsOf(rows)).toEqual(answered.flatMap((event) => idsOf(event.webhook_events)));
  });

  it('is stored as a whole or not at all', async () => {
    await createEndpoint(acme.api);
    const before = await countRows(stack);
    const bad = [...events(3), { type: 'nope', data: {} }];
    expect((await acme.api.post(`${EVENTS}/batch`, { events: bad })).status).toBe(422);
    expect(await countRows(stack)).toEqual(before);
  });

  it('published at the same time as others keeps its own answer', async () => {
    const { id } = await createEndpoint(acme.api);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => publish(acme.api, { data: { index } })),
    );
    for (const [index, answer] of answers.entries()) {
      expect(answer.webhook_events).toEqual([{ id: expect.any(String), webhook_endpoint_id: id }]);
      expect(await payloadOf(answer.webhook_events[0].id)).toContain(`"data":{"index":${index}}`);
    }
  });
});
