import { ApiClient, type Answer } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { createEndpoint, ENDPOINTS, EVENTS, ORGANIZATIONS, publish, UNKNOWN_ID } from './support';

/** Of an API that no browser is meant to show: helmet's defaults, each of them named. */
const EXPECTED: Record<string, RegExp> = {
  'content-security-policy': /^default-src 'self';.*frame-ancestors 'self';.*object-src 'none';/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'origin-agent-cluster': /^\?1$/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'x-dns-prefetch-control': /^off$/,
  'x-download-options': /^noopen$/,
  'x-frame-options': /^SAMEORIGIN$/,
  'x-permitted-cross-domain-policies': /^none$/,
  'x-xss-protection': /^0$/,
};

let stack: TestStack;
let acme: TestOrganization;
let anonymous: ApiClient;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  anonymous = new ApiClient(stack.apiUrl, null);
});
afterAll(() => stack.close());

function check(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  for (const [name, value] of Object.entries(EXPECTED)) {
    expect([name, answer.headers.get(name)]).toEqual([
      name,
      expect.stringMatching(value) as string,
    ]);
  }
  for (const name of ['x-powered-by', 'server', 'etag', 'access-control-allow-origin']) {
    expect([name, answer.headers.get(name)]).toEqual([name, null]);
  }
}

async function readOnly(): Promise<ApiClient> {
  const { body } = await stack.admin.post(`${ORGANIZATIONS}/${acme.id}/tokens`, {
    name: 'n',
    scopes: ['webhooks:read'],
  });
  return new ApiClient(stack.apiUrl, body.token as string);
}

it.each<[number, string, () => Promise<Answer>]>([
  [200, 'a list', () => acme.api.get(ENDPOINTS)],
  [200, 'health', () => anonymous.get('/health/live')],
  [200, 'readiness', () => anonymous.get('/health/ready')],
  [401, 'no token', () => anonymous.get(ENDPOINTS)],
  [401, 'a bad token', () => new ApiClient(stack.apiUrl, 'x').get(ENDPOINTS)],
  [403, 'a missing scope', async () => (await readOnly()).post(ENDPOINTS, {})],
  [404, 'what is not there', () => acme.api.get(`${ENDPOINTS}/${UNKNOWN_ID}`)],
  [404, 'an unknown path', () => acme.api.get('/nothing')],
  [404, 'a path that cannot be decoded', () => acme.api.get(`${ENDPOINTS}/%E0%A4%A`)],
  [
    404,
    'another version',
    () => acme.api.call('GET', ENDPOINTS, undefined, { 'polar-version': 'x' }),
  ],
  [405, 'a wrong method', () => acme.api.call('PUT', ENDPOINTS)],
  [413, 'too large a body', () => acme.api.post(EVENTS, { data: 'x'.repeat(11_000_000) })],
  [422, 'a wrong body', () => acme.api.post(ENDPOINTS, {})],
  [422, 'no JSON', () => acme.api.post(ENDPOINTS, '{')],
])('%i (%s) has every header', async (status, _what, call) => {
  check(await call(), status);
});

it('201, 202 and 204 have every header', async () => {
  const created = await acme.api.post(ENDPOINTS, {
    url: 'https://example.com/',
    format: 'raw',
    events: [],
  });
  check(created, 201);
  check(await acme.api.post(EVENTS, { type: 'order.paid', data: {} }), 202);
  check(await acme.api.delete(`${ENDPOINTS}/${created.body.id as string}`), 204);
});

it('409 has every header', async () => {
  const { id } = await createEndpoint(acme.api);
  await acme.api.patch(`${ENDPOINTS}/${id as string}`, { enabled: false });
  check(await acme.api.post(`${ENDPOINTS}/${id as string}/test`), 409);
});

it('500 has every header and tells nothing of the reason', async () => {
  await publish(acme.api);
  await stack.pool.query('alter table webhook_endpoints rename to away');
  try {
    for (const answer of [
      await acme.api.get(ENDPOINTS),
      await acme.api.post(EVENTS, { type: 'order.paid', data: {} }),
    ]) {
      check(answer, 500);
      expect(answer.body).toEqual({
        error: 'InternalServerError',
        detail: 'Something went wrong on our side.',
      });
    }
  } finally {
    await stack.pool.query('alter table away rename to webhook_endpoints');
  }
  check(await acme.api.get(ENDPOINTS), 200);
});
