import { randomUUID } from 'node:crypto';
import { insertDeliveries } from '../../src/db/deliveries';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  createEndpoint,
  DELIVERIES,
  ENDPOINTS,
  eventOf,
  idsOf,
  mistakes,
  publish,
  TIMESTAMP,
  UNKNOWN_ID,
} from './support';

/** Five attempts a minute apart, the oldest first. */
const ATTEMPTS = [
  { type: 'order.paid', code: 204, at: '2026-08-22T01:00:00.000000Z' },
  { type: 'order.paid', code: 500, at: '2026-08-22T01:01:00.000000Z' },
  { type: 'order.created', code: 302, at: '2026-08-22T01:02:00.000000Z' },
  { type: 'order.created', code: 404, at: '2026-08-22T01:03:00.000001Z' },
  { type: 'order.paid', code: null, at: '2026-08-22T01:04:00.000000Z' },
];

let stack: TestStack;
let acme: TestOrganization;
const ids: string[] = [];
const eventIds: string[] = [];
const endpointIds: string[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  for (const { type, code, at } of ATTEMPTS) {
    // An endpoint of its own for each, of which the others hear nothing.
    const { id: endpointId } = await createEndpoint(acme.api, { events: [type] });
    const published = await publish(acme.api, { type });
    const eventId = eventOf(published.webhook_events, endpointId);
    const succeeded = code === 204;
    const id = randomUUID();
    await insertDeliveries(stack.pool, {
      ids: [id],
      eventIds: [eventId],
      endpointIds: [endpointId],
      organizationIds: [acme.id],
      attempts: [1],
      succeeded: [succeeded],
      httpCodes: [code],
      responses: [succeeded ? null : 'no'],
      stages: [succeeded ? null : code === null ? 'connect' : 'status'],
      durationsMs: [12],
      works: [succeeded ? null : 'retrying'],
      nextAttemptsAt: [succeeded ? null : '2026-08-22T02:00:00Z'],
      createdAt: [at],
      sentAt: [at],
    });
    ids.push(id);
    eventIds.push(eventId);
    endpointIds.push(endpointId);
  }
});
afterAll(() => stack.close());

/** Places in ATTEMPTS of what a list holds, in its order. */
async function listed(query: string): Promise<number[]> {
  const { status, body } = await acme.api.get(`${DELIVERIES}?${query}`);
  expect(status).toBe(200);
  expect(body.pagination.total_count).toBe(body.items.length);
  return idsOf(body.items).map((id) => ids.indexOf(id));
}

it('a delivery that succeeded, key by key', async () => {
  const { body } = await acme.api.get(`${DELIVERIES}?succeeded=true`);
  const [delivery] = body.items;
  expect(delivery).toEqual({
    created_at: '2026-08-22T01:00:00Z',
    modified_at: null,
    id: ids[0],
    succeeded: true,
    http_code: 204,
    response: null,
    webhook_event: {
      created_at: expect.stringMatching(TIMESTAMP),
      modified_at: expect.stringMatching(TIMESTAMP),
      id: eventIds[0],
      last_http_code: 204,
      succeeded: true,
      skipped: false,
      payload: expect.stringMatching(/^\{"type":"order\.paid","timestamp":/),
      type: 'order.paid',
      is_archived: false,
      api_version: '2026-04',
    },
    webhook_endpoint_id: endpointIds[0],
    attempt: 1,
    stage: null,
    duration_ms: 12,
  });
  expect(Object.keys(delivery).slice(0, 7)).toEqual([
    'created_at',
    'modified_at',
    'id',
    'succeeded',
    'http_code',
    'response',
    'webhook_event',
  ]);
  expect(Object.keys(delivery.webhook_event)).toEqual([
    'created_at',
    'modified_at',
    'id',
    'last_http_code',
    'succeeded',
    'skipped',
    'payload',
    'type',
    'is_archived',
    'api_version',
  ]);
});

it('a delivery that failed names its stage; its event is pending', async () => {
  const { body } = await acme.api.get(`${DELIVERIES}?endpoint_id=${endpointIds[4]}`);
  expect(body.items).toEqual([
    expect.objectContaining({
      succeeded: false,
      http_code: null,
      response: 'no',
      stage: 'connect',
      webhook_event: expect.objectContaining({ succeeded: null, last_http_code: null }),
    }),
  ]);
});

const NEWEST_FIRST = [4, 3, 2, 1, 0];
const [THIRD] = [ATTEMPTS[2]!.at];

it.each<[string, number[]]>([
  ['', NEWEST_FIRST],
  ['event_type=order.created', [3, 2]],
  ['event_type=order.created&event_type=order.paid', NEWEST_FIRST],
  ['event_type=refund.created', []],
  ['succeeded=true', [0]],
  ['succeeded=1', [0]],
  ['succeeded=FALSE', [4, 3, 2, 1]],
  ['http_code_class=2xx', [0]],
  ['http_code_class=3xx', [2]],
  ['http_code_class=4xx', [3]],
  ['http_code_class=5xx', [1]],
  ['http_code_class=5xx&succeeded=true', []],
  [`start_timestamp=${THIRD}`, [4, 3]],
  [`end_timestamp=${THIRD}`, [1, 0]],
  [
    `start_timestamp=2026-08-22T03:01:59.999999%2B02:00&end_timestamp=2026-08-22T01:02:00.000001Z`,
    [2],
  ],
  ['start_timestamp=2026-08-22T01:03:00.000000Z', [4, 3]],
  ['start_timestamp=2026-08-22T01:03:00.000001Z', [4]],
  ['start_timestamp=2999-01-01T00:00:00Z', []],
  ['query=', NEWEST_FIRST],
  ['query=404', [3]],
  ['query=%25', []],
  ['query=_', []],
  ['query=4_4', []],
  ['query=%5C', []],
  ["query='", []],
  [`organization_id=${UNKNOWN_ID}`, []],
  [`endpoint_id=${UNKNOWN_ID}`, []],
])('?%s', async (query, expected) => {
  // Ids are random: one may hold the digits that a code is looked for by.
  const found = await listed(query);
  const byId = /^query=(\d+)$/.exec(query)?.[1];
  const also =
    byId === undefined ? [] : NEWEST_FIRST.filter((place) => idsAt(place).includes(byId));
  expect(found).toEqual(NEWEST_FIRST.filter((place) => [...expected, ...also].includes(place)));
});

const idsAt = (place: number): string => `${ids[place]} ${eventIds[place]}`;

it('finds a delivery by any part of its id or its event’s, in any case', async () => {
  for (const [place, id] of [...ids.entries(), ...eventIds.entries()]) {
    expect(await listed(`query=${id}`)).toEqual([place]);
    expect(await listed(`query=${id.slice(3, 20).toUpperCase()}`)).toEqual([place]);
  }
});

it('endpoint_id is repeatable', async () => {
  expect(await listed(`endpoint_id=${endpointIds[1]}`)).toEqual([1]);
  expect(await listed(`endpoint_id=${endpointIds[1]}&endpoint_id=${endpointIds[3]}`)).toEqual([
    3, 1,
  ]);
});

it('is paged', async () => {
  const { body } = await acme.api.get(`${DELIVERIES}?limit=2&page=2`);
  expect(body.pagination).toEqual({ total_count: 5, max_page: 3 });
  expect(idsOf(body.items).map((id) => ids.indexOf(id))).toEqual([2, 1]);
});

it('the log outlives its endpoint', async () => {
  await acme.api.delete(`${ENDPOINTS}/${endpointIds[0]}`);
  expect(await listed('succeeded=true')).toEqual([0]);
});

it.each([
  ['succeeded=maybe', 'bool_parsing query.succeeded'],
  ['succeeded=', 'bool_parsing query.succeeded'],
  ['succeeded=constructor', 'bool_parsing query.succeeded'],
  ['succeeded=__proto__', 'bool_parsing query.succeeded'],
  ['http_code_class=1xx', 'enum query.http_code_class'],
  ['http_code_class=200', 'enum query.http_code_class'],
  ['event_type=order.eaten', 'enum query.event_type.0'],
  ['endpoint_id=1', 'uuid_parsing query.endpoint_id.0'],
  ['start_timestamp=yesterday', 'datetime_from_date_parsing query.start_timestamp'],
  ['start_timestamp=2026-08-22', 'datetime_from_date_parsing query.start_timestamp'],
  ['end_timestamp=2026-08-22T01:02:03', 'datetime_from_date_parsing query.end_timestamp'],
  ['query=%00', 'value_error query.query'],
  ['query=%C2%9B', 'value_error query.query'],
  [`query=${'x'.repeat(256)}`, 'string_too_long query.query'],
  ['page=0', 'greater_than_equal query.page'],
  ['limit=0', 'greater_than_equal query.limit'],
])('?%s is refused', async (query, mistake) => {
  const answer = await acme.api.get(`${DELIVERIES}?${query}`);
  expect([answer.status, mistakes(answer)]).toEqual([422, [mistake]]);
  expect(answer.body.detail[0].input).toBe(decodeURIComponent(query.slice(query.indexOf('=') + 1)));
});

it('all mistakes of a query are told at once', async () => {
  const answer = await acme.api.get(`${DELIVERIES}?page=x&limit=0&succeeded=2&endpoint_id=y`);
  expect(mistakes(answer).sort()).toEqual([
    'bool_parsing query.succeeded',
    'greater_than_equal query.limit',
    'int_parsing query.page',
    'uuid_parsing query.endpoint_id.0',
  ]);
});
