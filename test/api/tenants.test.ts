import type { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  countSignals,
  createEndpoint,
  DELIVERIES,
  ENDPOINTS,
  EVENTS,
  eventOf,
  NOT_FOUND,
  ORGANIZATIONS,
  publish,
  UNKNOWN_ID,
} from './support';

const PAST = '2020-01-01T00:00:00Z';
const MALFORMED = [
  'nonsense',
  UNKNOWN_ID.slice(1),
  `${UNKNOWN_ID}0`,
  `{${UNKNOWN_ID}}`,
  `${UNKNOWN_ID}%00`,
  '%27%20or%201=1--',
];

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

describe.each(WEBHOOK_ROUTES)('%s %s', (method, route, path, of, success, body) => {
  it('of its own succeeds', async () => {
    const own = await makeEvent(acme.api);
    const answer = await acme.api.call(method, path(own[of]), body);
    expect(answer.status).toBe(success);
  });

  it('accepts the id in upper case', async () => {
    const own = await makeEvent(acme.api);
    const answer = await acme.api.call(method, path(own[of].toUpperCase()), body);
    expect(answer.status).toBe(success);
  });

  it('of another organization is not found, changes nothing, and is told to nobody', async () => {
    const foreign = await makeEvent(other.api);
    await stack.services.notifier.drain(5_000);
    const [rows, signals] = [await countRows(stack), await countSignals(stack, foreign.endpoint)];
    const [endpointBefore, eventBefore] = [
      (await other.api.get(`${ENDPOINTS}/${foreign.endpoint}`)).body,
      (await other.api.get(`${EVENTS}/${foreign.event}`)).body,
    ];
    const answer = await acme.api.call(method, path(foreign[of]), body);
    expect([answer.status, answer.body]).toEqual([404, NOT_FOUND]);
    expect(await countRows(stack)).toEqual(rows);
    expect(await countSignals(stack, foreign.endpoint)).toBe(signals);
    expect((await other.api.get(`${ENDPOINTS}/${foreign.endpoint}`)).body).toEqual(endpointBefore);
    expect((await other.api.get(`${EVENTS}/${foreign.event}`)).body).toEqual(eventBefore);
  });

  it('unknown is not found', async () => {
    for (const client of [acme.api, stack.admin]) {
      const answer = await client.call(method, path(UNKNOWN_ID), body);
      expect([answer.status, answer.body]).toEqual([404, NOT_FOUND]);
    }
  });

  // The log outlives its endpoint: an event stays readable.
  const afterDeletion = route === 'event' ? 200 : 404;
  it(`after the endpoint was deleted answers ${afterDeletion}`, async () => {
    const own = await makeEvent(acme.api);
    await acme.api.delete(`${ENDPOINTS}/${own.endpoint}`);
    for (const client of [acme.api, stack.admin]) {
      const answer = await client.call(method, path(own[of]), body);
      expect(answer.status).toBe(afterDeletion);
      if (afterDeletion === 404) expect(answer.body).toEqual(NOT_FOUND);
    }
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

describe('the admin API', () => {
  type Ids = Record<'organization' | 'member' | 'token', string>;
  const makeOrganization = async (): Promise<Ids> => {
    const { id: organization } = await stack.createOrganization();
    const path = `${ORGANIZATIONS}/${organization}`;
    const member = await stack.admin.post(`${path}/members`, { email: 'a@b.test', role: 'admin' });
    const token = await stack.admin.post(`${path}/tokens`, { name: 'n', scopes: ['events:read'] });
    return { organization, member: member.body.id, token: token.body.id };
  };
  const ROUTES: [string, string, (ids: Ids) => string, number, unknown][] = [
    ['GET', 'organization', ({ organization }) => organization, 200, undefined],
    ['PATCH', 'organization', ({ organization }) => organization, 200, { name: 'x' }],
    ['GET', 'members', ({ organization }) => `${organization}/members`, 200, undefined],
    [
      'POST',
      'members',
      ({ organization }) => `${organization}/members`,
      201,
      { email: 'c@d.test', role: 'member' },
    ],
    [
      'DELETE',
      'member',
      ({ organization, member }) => `${organization}/members/${member}`,
      204,
      undefined,
    ],
    ['GET', 'tokens', ({ organization }) => `${organization}/tokens`, 200, undefined],
    [
      'POST',
      'tokens',
      ({ organization }) => `${organization}/tokens`,
      201,
      { name: 'n', scopes: ['events:read'] },
    ],
    [
      'DELETE',
      'token',
      ({ organization, token }) => `${organization}/tokens/${token}`,
      204,
      undefined,
    ],
    ['DELETE', 'organization', ({ organization }) => organization, 204, undefined],
  ];

  it.each(ROUTES)('%s %s', async (method, _what, path, success, body) => {
    const call = (ids: Ids) => stack.admin.call(method, `${ORGANIZATIONS}/${path(ids)}`, body);
    const [ids, deleted, elsewhere] = [
      await makeOrganization(),
      await makeOrganization(),
      await makeOrganization(),
    ];
    await stack.admin.delete(`${ORGANIZATIONS}/${deleted.organization}`);
    const rows = await countRows(stack);
    const refused = [
      deleted,
      { ...ids, organization: UNKNOWN_ID },
      // A member or a token of another organization than the path names.
      ...(path(ids).includes(ids.member) || path(ids).includes(ids.token)
        ? [{ ...ids, organization: elsewhere.organization }]
        : []),
    ];
    for (const one of refused) {
      const answer = await call(one);
      expect([answer.status, answer.body]).toEqual([404, NOT_FOUND]);
    }
    const malformed = await call({ organization: 'x', member: 'y', token: 'z' });
    expect([malformed.status, malformed.body.detail[0].type]).toEqual([422, 'uuid_parsing']);
    expect(await countRows(stack)).toEqual(rows);
    expect((await call(ids)).status).toBe(success);
  });
});

describe('lists', () => {
  it('hold no row of another organization, whatever the filter asks for', async () => {
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
    for (const path of [ENDPOINTS, EVENTS, DELIVERIES]) {
      for (const filter of [
        '',
        `&organization_id=${other.id}`,
        `&endpoint_id=${foreign.endpoint}`,
      ]) {
        const { body } = await acme.api.get(`${path}?limit=100${filter}`);
        const text = JSON.stringify(body.items);
        for (const id of [other.id, foreign.endpoint, foreign.event])
          expect(text).not.toContain(id);
        const filtered = filter !== '' && !(path === ENDPOINTS && filter.includes('endpoint_id'));
        if (filtered) expect(body).toMatchObject({ items: [], pagination: { total_count: 0 } });
        else expect(body.items.length).toBe(body.pagination.total_count);
      }
      const { body } = await stack.admin.get(`${path}?limit=100`);
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
