import type { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  createEndpoint,
  DELIVERIES,
  ENDPOINTS,
  EVENTS,
  eventOf,
  ORGANIZATIONS,
  publish,
  UNKNOWN_ID,
} from './support';

const ORGANIZATION = `${ORGANIZATIONS}/x`;
const PAST = '2020-01-01T00:00:00Z';
const MALFORMED = [
  'nonsense',
  UNKNOWN_ID.slice(1),
  `${UNKNOWN_ID}0`,
  `{${UNKNOWN_ID}}`,
  `${UNKNOWN_ID}%00`,
  '%27%20or%201=1--',
];

// Whose ids are found by whom is in tenant-matrix.test.ts.
let stack: TestStack;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
});
afterAll(() => stack.close());

/** An endpoint and an event of it. */
async function makeEvent(api: ApiClient): Promise<{ endpoint: string; event: string }> {
  const { id: endpoint } = await createEndpoint(api);
  const { webhook_events: events } = await publish(api);
  return { endpoint, event: eventOf(events, endpoint) };
}

const WEBHOOK_ROUTES: [
  method: string,
  route: string,
  path: (id: string) => string,
  of: 'endpoint' | 'event',
  success: number,
  body?: unknown,
][] = [
  ['GET', 'endpoint', (id) => `${ENDPOINTS}/${id}`, 'endpoint', 200],
  ['PATCH', 'endpoint', (id) => `${ENDPOINTS}/${id}`, 'endpoint', 200, { name: 'x' }],
  ['PATCH', 'secret', (id) => `${ENDPOINTS}/${id}/secret`, 'endpoint', 200],
  ['POST', 'test', (id) => `${ENDPOINTS}/${id}/test`, 'endpoint', 202],
  ['POST', 'recover', (id) => `${ENDPOINTS}/${id}/recover`, 'endpoint', 202, { since: PAST }],
  ['DELETE', 'endpoint', (id) => `${ENDPOINTS}/${id}`, 'endpoint', 204],
  ['GET', 'event', (id) => `${EVENTS}/${id}`, 'event', 200],
  ['POST', 'redeliver', (id) => `${EVENTS}/${id}/redeliver`, 'event', 202],
];

describe.each(WEBHOOK_ROUTES)('%s %s', (method, _route, path, of, success, body) => {
  it('accepts the id in upper case', async () => {
    const own = await makeEvent(acme.api);
    const answer = await acme.api.call(method, path(own[of].toUpperCase()), body);
    expect(answer.status).toBe(success);
  });

  it.each(MALFORMED)('with the id %s is 422', async (id) => {
    const answer = await acme.api.call(method, path(id), body);
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        error: 'RequestValidationError',
        detail: [
          {
            type: 'uuid_parsing',
            loc: ['path', 'id'],
            msg: 'Input should be a valid UUID',
            input: decodeURIComponent(id),
          },
        ],
      },
    ]);
  });
});

it.each([
  ['GET', ORGANIZATION],
  ['PATCH', ORGANIZATION],
  ['DELETE', ORGANIZATION],
  ['GET', `${ORGANIZATION}/members`],
  ['POST', `${ORGANIZATION}/members`],
  ['DELETE', `${ORGANIZATION}/members/y`],
  ['GET', `${ORGANIZATION}/tokens`],
  ['POST', `${ORGANIZATION}/tokens`],
  ['DELETE', `${ORGANIZATION}/tokens/z`],
])('%s %s with malformed ids is 422', async (method, path) => {
  const rows = await countRows(stack);
  const answer = await stack.admin.call(method, path, method === 'GET' ? undefined : {});
  expect([answer.status, answer.body.detail[0].type]).toEqual([422, 'uuid_parsing']);
  expect(await countRows(stack)).toEqual(rows);
});

describe('lists', () => {
  it('hold no row of another organization where a filter names both', async () => {
    const acme = await stack.createOrganization();
    const own = await makeEvent(acme.api);
    const foreign = await makeEvent(other.api);
    for (const { endpoint, event } of [own, foreign]) {
      await stack.pool.query(
        `insert into webhook_deliveries
           (id, event_id, endpoint_id, organization_id, attempt, succeeded, duration_ms)
         select gen_random_uuid(), e.id, e.endpoint_id, e.organization_id, 1, true, 5
         from webhook_events e where e.id = $2 and e.endpoint_id = $1`,
        [endpoint, event],
      );
    }
    const both = {
      organization_id: `&organization_id=${acme.id}&organization_id=${other.id}`,
      endpoint_id: `&endpoint_id=${own.endpoint}&endpoint_id=${foreign.endpoint}`,
    };
    for (const path of [ENDPOINTS, EVENTS, DELIVERIES]) {
      for (const filter of [both.organization_id, both.endpoint_id]) {
        const { body } = await acme.api.get(`${path}?limit=100${filter}`);
        const text = JSON.stringify(body.items);
        for (const id of [other.id, foreign.endpoint, foreign.event])
          expect(text).not.toContain(id);
        expect(text).toContain(own.endpoint);
        expect(body.items.length).toBe(body.pagination.total_count);
      }
      const { body } = await stack.admin.get(`${path}?limit=100${both.organization_id}`);
      expect(JSON.stringify(body.items)).toContain(foreign.endpoint);
      expect(JSON.stringify(body.items)).toContain(own.endpoint);
    }
  });
});

describe('publishing', () => {
  it('reaches endpoints of the own organization alone', async () => {
    const [one, two] = [await stack.createOrganization(), await stack.createOrganization()];
    const [{ id: mine }, { id: theirs }] = [
      await createEndpoint(one.api),
      await createEndpoint(two.api),
    ];
    const { webhook_events: events } = await publish(one.api);
    expect(events).toEqual([{ id: expect.any(String), webhook_endpoint_id: mine }]);
    const both = await stack.admin.post(`${EVENTS}/batch`, {
      events: [two, one].map(({ id }) => ({
        type: 'order.paid',
        data: {},
        organization_id: id,
      })),
    });
    const reached = [theirs, mine].map((id) => [
      expect.objectContaining({ webhook_endpoint_id: id }),
    ]);
    expect(both.body.events).toEqual(
      reached.map((webhook_events) => ({ id: expect.any(String), webhook_events })),
    );
  });
});
