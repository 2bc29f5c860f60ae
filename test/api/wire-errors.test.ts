import { ApiClient, type Answer } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { DELIVERIES, ENDPOINTS, endpointBody, EVENTS, UNKNOWN_ID } from './support';

/**
 * The part "Common" of the wire contract, line by line: status, headers and body as Polar's server
 * gives them. What more there is to each line the other files in this folder look into.
 */

const REALM = 'Bearer realm="signalpost"';
const EXPIRED =
  'The access token provided is expired, revoked, malformed, or invalid for other reasons.';
const PRIVILEGES = 'The request requires higher privileges than provided by the access token.';
const BODY_MAX_BYTES = 10_485_760;

let stack: TestStack;
let limited: TestStack;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  [stack, limited] = await Promise.all([
    startTestStack(),
    startTestStack({ environment: { RATE_LIMIT_CALLS_PER_MINUTE: '3' } }),
  ]);
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
});
afterAll(() => Promise.all([stack.close(), limited.close()]));

function expectAnswer(
  answer: Answer,
  status: number,
  body: unknown,
  headers: Record<string, string | null> = {},
): void {
  expect([answer.status, answer.body]).toEqual([status, body]);
  const common = { 'cache-control': 'private, no-store', 'polar-version': '2026-04' };
  const wanted = { ...common, 'content-type': 'application/json; charset=utf-8', ...headers };
  for (const [name, value] of Object.entries(wanted)) {
    expect([name, answer.headers.get(name)]).toEqual([name, value]);
  }
}

async function tokenWith(scopes: string[]): Promise<ApiClient> {
  const { body } = await stack.admin.post(`/v1/organizations/${acme.id}/tokens`, {
    name: 'some',
    scopes,
  });
  return new ApiClient(stack.apiUrl, body.token);
}

const notFound = { error: 'ResourceNotFound', detail: 'Not found' };

it.each([ENDPOINTS, DELIVERIES, EVENTS])('a trailing slash is accepted: %s/', async (path) => {
  const [plain, slashed] = await Promise.all([acme.api.get(path), acme.api.get(`${path}/`)]);
  expectAnswer(slashed, 200, plain.body);
});

it.each([
  ['PUT', ENDPOINTS, 'POST, GET'],
  ['POST', `${ENDPOINTS}/${UNKNOWN_ID}`, 'GET, PATCH, DELETE'],
  ['GET', `${ENDPOINTS}/${UNKNOWN_ID}/secret`, 'PATCH'],
  ['POST', DELIVERIES, 'GET'],
  ['GET', `${EVENTS}/${UNKNOWN_ID}/redeliver`, 'POST'],
])('a wrong method, %s %s: 405', async (method, path, allow) => {
  const answer = await acme.api.call(method, path);
  expectAnswer(answer, 405, { detail: 'Method Not Allowed' }, { allow });
});

it('a body over 10,485,760 bytes: 413; one of just that many is read', async () => {
  const fits = JSON.stringify(endpointBody({ name: 5 }));
  const padded = (bytes: number) => fits + ' '.repeat(bytes - fits.length);
  expectAnswer(await acme.api.post(ENDPOINTS, padded(BODY_MAX_BYTES + 1)), 413, {
    error: 'RequestBodyTooLarge',
    detail: 'The request body is larger than 10485760 bytes.',
  });
  expect((await acme.api.post(ENDPOINTS, padded(BODY_MAX_BYTES))).status).toBe(422);
});

it.each(['2026-04', '2026-10', '2027-01'])('Polar-Version %s is echoed', async (version) => {
  const answer = await acme.api.call('GET', ENDPOINTS, undefined, { 'polar-version': version });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('polar-version')).toBe(version);
});

it.each(['2025-01', '2026-4', 'latest'])('Polar-Version %j: 404', async (version) => {
  const answer = await acme.api.call('GET', ENDPOINTS, undefined, { 'polar-version': version });
  expectAnswer(
    answer,
    404,
    {
      error: 'UnsupportedVersion',
      detail: 'This Polar-Version is not known; use 2026-04, 2026-10 or 2027-01.',
    },
    { 'polar-version': null },
  );
});

it('too many requests: 429, no body, Retry-After', async () => {
  // The organization and its token have taken two of the admin's three.
  const { api } = await limited.createOrganization();
  for (let call = 0; call < 3; call += 1) await api.get(ENDPOINTS);
  const answer = await api.get(ENDPOINTS);
  expectAnswer(answer, 429, undefined, { 'content-type': null });
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
});

it('no token: 401', async () => {
  const answer = await new ApiClient(stack.apiUrl, null).get(ENDPOINTS);
  const body = { error: 'Unauthorized', detail: 'Unauthorized' };
  expectAnswer(answer, 401, body, { 'www-authenticate': REALM });
});

it('a bad token: 401', async () => {
  const answer = await new ApiClient(stack.apiUrl, 'sp_oat_nobody').get(ENDPOINTS);
  expectAnswer(
    answer,
    401,
    { error: 'invalid_token', error_description: EXPIRED },
    { 'www-authenticate': `${REALM}, error="invalid_token", error_description="${EXPIRED}"` },
  );
});

it.each([
  ['GET', ENDPOINTS, 'webhooks:read webhooks:write'],
  ['POST', ENDPOINTS, 'webhooks:write'],
  ['GET', DELIVERIES, 'webhooks:read webhooks:write'],
  ['POST', `${EVENTS}/${UNKNOWN_ID}/redeliver`, 'webhooks:write'],
])('a missing scope, %s %s: 403', async (method, path, scope) => {
  const answer = await (await tokenWith(['events:write'])).call(method, path);
  const challenge = `${REALM}, error="insufficient_scope", error_description="${PRIVILEGES}"`;
  expectAnswer(
    answer,
    403,
    { error: 'insufficient_scope', error_description: PRIVILEGES },
    { 'www-authenticate': `${challenge}, scope="${scope}"` },
  );
});

it('not found, or another tenant’s: 404, one like the other', async () => {
  const foreign = await other.api.post(ENDPOINTS, endpointBody());
  for (const id of [UNKNOWN_ID, foreign.body.id as string]) {
    expectAnswer(await acme.api.get(`${ENDPOINTS}/${id}`), 404, notFound);
    expectAnswer(await acme.api.delete(`${ENDPOINTS}/${id}`), 404, notFound);
  }
});

describe('invalid: 422', () => {
  const invalid = (...detail: unknown[]) => ({ error: 'RequestValidationError', detail });

  it('all mistakes of a body at once, a missing field with the whole body as input', async () => {
    const body = { url: 'ftp://example.com', format: 'xml', name: 7 };
    expectAnswer(
      await acme.api.post(ENDPOINTS, body),
      422,
      invalid(
        {
          type: 'value_error',
          loc: ['body', 'url'],
          msg: 'Value error, The URL must start with https://.',
          input: 'ftp://example.com',
          ctx: { error: {} },
        },
        {
          type: 'string_type',
          loc: ['body', 'name'],
          msg: 'Input should be a valid string',
          input: 7,
        },
        {
          type: 'enum',
          loc: ['body', 'format'],
          msg: "Input should be 'raw', 'discord' or 'slack'",
          input: 'xml',
          ctx: { expected: "'raw', 'discord' or 'slack'" },
        },
        { type: 'missing', loc: ['body', 'events'], msg: 'Field required', input: body },
      ),
    );
  });

  it('an unknown event type by its place, with a message that lists the allowed ones', async () => {
    const events = ['order.paid', 'order.eaten'];
    const answer = await acme.api.post(ENDPOINTS, endpointBody({ events }));
    const [detail] = answer.body.detail;
    expect(answer.status).toBe(422);
    expect(detail).toMatchObject({
      type: 'enum',
      loc: ['body', 'events', 1],
      input: 'order.eaten',
    });
    expect(detail.msg).toMatch(
      /^Input should be 'checkout.created', .*'benefit_grant.revoked' or 'organization.updated'$/,
    );
  });

  it.each([
    ['page=0', 'page', 'greater_than_equal', 'Input should be greater than or equal to 1', 0],
    ['limit=-1', 'limit', 'greater_than_equal', 'Input should be greater than or equal to 1', -1],
  ])('%s', async (query, field, type, msg, input) => {
    const answer = await acme.api.get(`${ENDPOINTS}?${query}`);
    expect(answer.body).toEqual(
      invalid({ type, loc: ['query', field], msg, input: String(input), ctx: { ge: 1 } }),
    );
    expect(answer.status).toBe(422);
  });

  it('bad JSON', async () => {
    const answer = await acme.api.post(ENDPOINTS, '{"url": ');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject(
      invalid({ type: 'json_invalid', msg: 'JSON decode error', input: {} }),
    );
    expect(answer.body.detail[0].loc[0]).toBe('body');
    expect(typeof answer.body.detail[0].ctx.error).toBe('string');
  });

  it('an organization’s token that names another organization', async () => {
    const body = endpointBody({ organization_id: other.id });
    expectAnswer(
      await acme.api.post(ENDPOINTS, body),
      422,
      invalid({
        type: 'organization_token',
        loc: ['body', 'organization_id'],
        msg: 'Setting organization_id is disallowed when using an organization token.',
        input: other.id,
      }),
    );
    const own = await acme.api.post(ENDPOINTS, endpointBody({ organization_id: acme.id }));
    expect(own.status).toBe(201);
  });
});
