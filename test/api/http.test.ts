import { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { DELIVERIES, ENDPOINTS, EVENTS, ORGANIZATIONS, UNKNOWN_ID } from './support';

let stack: TestStack;
let acme: TestOrganization;
let anonymous: ApiClient;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  anonymous = new ApiClient(stack.apiUrl, null);
});
afterAll(() => stack.close());

describe('Cache-Control', () => {
  it.each([
    ['an answer', () => acme.api.get(ENDPOINTS)],
    ['401', () => anonymous.get(ENDPOINTS)],
    ['404', () => acme.api.get(`${ENDPOINTS}/${UNKNOWN_ID}`)],
    ['an unknown path', () => acme.api.get('/v1/nothing')],
    ['405', () => acme.api.call('PUT', ENDPOINTS)],
    ['422', () => acme.api.post(ENDPOINTS, {})],
    [
      'an unknown version',
      () => acme.api.call('GET', ENDPOINTS, undefined, { 'polar-version': 'x' }),
    ],
  ])('of %s is private, no-store', async (_what, call) => {
    const { headers } = await call();
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe('Polar-Version', () => {
  it('is 2026-04 where none is given', async () => {
    expect((await acme.api.get(ENDPOINTS)).headers.get('polar-version')).toBe('2026-04');
  });

  it.each(['2026-04', '2026-10', '2027-01'])('%s is accepted and echoed', async (version) => {
    for (const [client, status] of [
      [acme.api, 200],
      [anonymous, 401],
    ] as const) {
      const answer = await client.call('GET', ENDPOINTS, undefined, { 'polar-version': version });
      expect([answer.status, answer.headers.get('polar-version')]).toEqual([status, version]);
    }
  });

  it.each(['2026-05', '2025-01', 'latest', '', '2026-04, 2026-10'])(
    '%j is not found',
    async (version) => {
      const answer = await acme.api.call('GET', ENDPOINTS, undefined, { 'polar-version': version });
      expect([answer.status, answer.body]).toEqual([
        404,
        {
          error: 'UnsupportedVersion',
          detail: 'This Polar-Version is not known; use 2026-04, 2026-10 or 2027-01.',
        },
      ]);
    },
  );
});

describe('a wrong method', () => {
  it.each([
    ['PUT', ENDPOINTS, 'POST, GET'],
    ['DELETE', ENDPOINTS, 'POST, GET'],
    ['POST', `${ENDPOINTS}/${UNKNOWN_ID}`, 'GET, PATCH, DELETE'],
    ['GET', `${ENDPOINTS}/${UNKNOWN_ID}/secret`, 'PATCH'],
    ['PUT', `${ENDPOINTS}/${UNKNOWN_ID}/test`, 'POST'],
    ['GET', `${ENDPOINTS}/${UNKNOWN_ID}/recover`, 'POST'],
    ['POST', DELIVERIES, 'GET'],
    ['PATCH', EVENTS, 'POST, GET'],
    ['GET', `${EVENTS}/batch`, 'POST'],
    ['DELETE', `${EVENTS}/${UNKNOWN_ID}`, 'GET'],
    ['GET', `${EVENTS}/${UNKNOWN_ID}/redeliver`, 'POST'],
    ['PUT', ORGANIZATIONS, 'POST, GET'],
    ['PATCH', `${ORGANIZATIONS}/${UNKNOWN_ID}/members/${UNKNOWN_ID}`, 'DELETE'],
  ])('%s %s is 405 and the right ones are named', async (method, path, allow) => {
    for (const client of [acme.api, anonymous]) {
      const answer = await client.call(method, `${path}/`);
      expect([answer.status, answer.body]).toEqual([405, { detail: 'Method Not Allowed' }]);
      expect(answer.headers.get('allow')).toBe(allow);
    }
  });
});

it.each([
  '//',
  '/v1',
  '/v1/webhooks',
  '/v1/webhooks/nothing',
  `${ENDPOINTS}/${UNKNOWN_ID}/nothing`,
  `${ENDPOINTS}/%E0%A4%A`,
  `${ENDPOINTS}/a/b/c`,
  '/v2/webhooks/endpoints',
])('%s is not found', async (path) => {
  for (const client of [acme.api, anonymous]) {
    const answer = await client.get(path);
    expect([answer.status, answer.body]).toEqual([404, { detail: 'Not Found' }]);
  }
});

it('health needs no token', async () => {
  expect((await anonymous.get('/health')).body).toEqual({ status: 'ok' });
  expect((await anonymous.get('/health/live')).body).toEqual({ status: 'ok' });
  const ready = await anonymous.get('/health/ready');
  expect([ready.status, ready.body]).toEqual([
    200,
    { status: 'ok', database: 'ok', temporal: 'ok' },
  ]);
});
