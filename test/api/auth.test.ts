import { allRoutes } from '../../src/api/routes';
import type { Services } from '../../src/service';
import { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  createEndpoint,
  ENDPOINTS,
  endpointBody,
  EVENTS,
  mistakes,
  ORGANIZATIONS,
  UNKNOWN_ID,
} from './support';

const REALM = 'Bearer realm="signalpost"';
const UNAUTHORIZED = { error: 'Unauthorized', detail: 'Unauthorized' };
const INVALID_TOKEN = {
  error: 'invalid_token',
  error_description:
    'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
};
const READ = ['webhooks:read', 'webhooks:write'];
const WRITE = ['webhooks:write'];
const ADMIN = ['admin'];

/** Every route with the scopes of which one is enough. */
const CONTRACT: Record<string, string[]> = {
  'POST /v1/webhooks/endpoints': WRITE,
  'GET /v1/webhooks/endpoints': READ,
  'GET /v1/webhooks/endpoints/{id}': READ,
  'PATCH /v1/webhooks/endpoints/{id}': WRITE,
  'DELETE /v1/webhooks/endpoints/{id}': WRITE,
  'PATCH /v1/webhooks/endpoints/{id}/secret': WRITE,
  'POST /v1/webhooks/endpoints/{id}/test': WRITE,
  'POST /v1/webhooks/endpoints/{id}/recover': WRITE,
  'GET /v1/webhooks/deliveries': READ,
  'POST /v1/webhooks/events': ['events:write'],
  'POST /v1/webhooks/events/batch': ['events:write'],
  'GET /v1/webhooks/events': [...READ, 'events:read'],
  'GET /v1/webhooks/events/{id}': [...READ, 'events:read'],
  'POST /v1/webhooks/events/{id}/redeliver': WRITE,
  'GET /v1/webhooks/event-types': [...READ, 'events:read', 'events:write'],
  'POST /v1/webhooks/event-types': WRITE,
  'GET /v1/webhooks/event-types/{name}': [...READ, 'events:read', 'events:write'],
  'PATCH /v1/webhooks/event-types/{name}': WRITE,
  'GET /v1/cli/listen/{organization_id}': READ,
  'POST /v1/organizations': ADMIN,
  'GET /v1/organizations': ADMIN,
  'GET /v1/organizations/{id}': ADMIN,
  'PATCH /v1/organizations/{id}': ADMIN,
  'DELETE /v1/organizations/{id}': ADMIN,
  'POST /v1/organizations/{id}/members': ADMIN,
  'GET /v1/organizations/{id}/members': ADMIN,
  'DELETE /v1/organizations/{id}/members/{member_id}': ADMIN,
  'POST /v1/organizations/{id}/tokens': ADMIN,
  'GET /v1/organizations/{id}/tokens': ADMIN,
  'DELETE /v1/organizations/{id}/tokens/{token_id}': ADMIN,
};
const SCOPES = ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'];

let stack: TestStack;
let acme: TestOrganization;
let other: TestOrganization;
let anonymous: ApiClient;

beforeAll(async () => {
  stack = await startTestStack();
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
  anonymous = new ApiClient(stack.apiUrl, null);
});
afterAll(() => stack.close());

async function issue(fields: Record<string, unknown>): Promise<{ id: string; api: ApiClient }> {
  const { body } = await stack.admin.post(`${ORGANIZATIONS}/${acme.id}/tokens`, {
    name: 'n',
    scopes: SCOPES,
    ...fields,
  });
  return { id: body.id as string, api: new ApiClient(stack.apiUrl, body.token as string) };
}

describe('401', () => {
  it.each(['Bearer', 'Bearer ', 'Basic YTpi', 'Token x', 'Bearer a b', 'x'])(
    'with the header %j, which names no token',
    async (authorization) => {
      const answer = await anonymous.call('GET', ENDPOINTS, undefined, { authorization });
      expect([answer.status, answer.body]).toEqual([401, UNAUTHORIZED]);
      expect(answer.headers.get('www-authenticate')).toBe(REALM);
    },
  );

  async function expectInvalid(api: ApiClient): Promise<void> {
    const answer = await api.get(ENDPOINTS);
    expect([answer.status, answer.body]).toEqual([401, INVALID_TOKEN]);
    expect(answer.headers.get('www-authenticate')).toBe(
      `${REALM}, error="invalid_token", error_description="${INVALID_TOKEN.error_description}"`,
    );
  }

  it.each(['x', 'sp_oat_nobody', 'x'.repeat(10_000)])('with the unknown token %.20s', (token) =>
    expectInvalid(new ApiClient(stack.apiUrl, token)),
  );

  it('with part of a token, or in another case', async () => {
    await expectInvalid(new ApiClient(stack.apiUrl, acme.token.slice(0, -1)));
    await expectInvalid(new ApiClient(stack.apiUrl, acme.token.toUpperCase()));
  });

  it('with a token from the moment on when it expires', async () => {
    const { id, api } = await issue({ expires_at: '2999-01-01T00:00:00+02:00' });
    expect((await api.get(ENDPOINTS)).status).toBe(200);
    await stack.pool.query('update access_tokens set expires_at = now() where id = $1', [id]);
    await expectInvalid(api);
    await expectInvalid((await issue({ expires_at: '2020-01-01T00:00:00Z' })).api);
  });

  it('with a token from the moment on when it is revoked', async () => {
    const { id, api } = await issue({});
    expect((await api.get(ENDPOINTS)).status).toBe(200);
    expect((await stack.admin.delete(`${ORGANIZATIONS}/${acme.id}/tokens/${id}`)).status).toBe(204);
    await expectInvalid(api);
  });

  it('comes before every other mistake of the request', async () => {
    expect((await anonymous.call('POST', EVENTS, 'no json')).status).toBe(401);
    expect((await anonymous.call('GET', `${ENDPOINTS}/nonsense?page=x`)).status).toBe(401);
  });
});

describe('scopes', () => {
  // That calls are answered as their routes declare is in tenant-matrix.test.ts.
  it('every route declares those of the contract', () => {
    const declared = allRoutes({} as Services).map(({ method, path, scopes }) => [
      `${method.toUpperCase()} ${path}`,
      scopes === 'admin' ? ['admin'] : scopes,
    ]);
    expect(Object.fromEntries(declared)).toEqual(CONTRACT);
    const needingAll = allRoutes({} as Services).filter(({ needs }) => needs === 'all');
    expect(needingAll.map(({ path }) => path)).toEqual(['/v1/cli/listen/{organization_id}']);
  });

  it('come before every mistake of the request', async () => {
    for (const [key, allowed] of Object.entries(CONTRACT)) {
      const other = SCOPES.find((scope) => !allowed.includes(scope));
      // Any scope is enough to list event types.
      if (other === undefined) continue;
      const { api } = await issue({ scopes: [other] });
      const [method = '', path = ''] = key.split(' ');
      const body = method === 'GET' ? undefined : '{"since":1';
      const answer = await api.call(method, `${path.replace(/\{\w+\}/g, 'x')}?page=x`, body);
      expect([key, answer.status]).toEqual([key, 403]);
    }
  });

  it('the scheme may be written in any case', async () => {
    const answer = await anonymous.call('GET', ENDPOINTS, undefined, {
      authorization: `bearer   ${acme.token}`,
    });
    expect(answer.status).toBe(200);
  });
});

describe('organization_id', () => {
  const CALLS: [what: string, path: string, body: object][] = [
    ['create an endpoint', ENDPOINTS, endpointBody()],
    ['publish', EVENTS, { type: 'order.paid', data: {} }],
  ];

  describe.each(CALLS)('%s', (_what, path, body) => {
    it('an organization token may leave it out, or name its own', async () => {
      for (const organization_id of [undefined, null, acme.id, acme.id.toUpperCase()]) {
        const answer = await acme.api.post(path, { ...body, organization_id });
        expect([201, 202]).toContain(answer.status);
        if (path === ENDPOINTS) expect(answer.body.organization_id).toBe(acme.id);
      }
    });

    it.each(['another', 'an unknown one'])('naming %s is organization_token', async (which) => {
      const named = which === 'another' ? other.id : UNKNOWN_ID;
      const answer = await acme.api.post(path, { ...body, organization_id: named });
      expect([answer.status, answer.body]).toEqual([
        422,
        {
          error: 'RequestValidationError',
          detail: [
            {
              type: 'organization_token',
              loc: ['body', 'organization_id'],
              msg: 'Setting organization_id is disallowed when using an organization token.',
              input: named,
            },
          ],
        },
      ]);
    });

    it('the admin token must name one that exists', async () => {
      const good = await stack.admin.post(path, { ...body, organization_id: other.id });
      expect([201, 202]).toContain(good.status);
      const missing = await stack.admin.post(path, body);
      expect([missing.status, missing.body.detail]).toEqual([
        422,
        [{ type: 'missing', loc: ['body', 'organization_id'], msg: 'Field required', input: body }],
      ]);
      const unknown = await stack.admin.post(path, { ...body, organization_id: UNKNOWN_ID });
      expect([unknown.status, unknown.body.detail]).toEqual([
        422,
        [
          {
            type: 'value_error',
            loc: ['body', 'organization_id'],
            msg: 'Value error, Organization not found.',
            input: UNKNOWN_ID,
            ctx: { error: {} },
          },
        ],
      ]);
    });
  });

  it('in a batch each event is asked', async () => {
    const event = { type: 'order.paid', data: {} };
    const events = [{ ...event, organization_id: other.id }, event];
    const answer = await stack.admin.post(`${EVENTS}/batch`, { events });
    expect(mistakes(answer)).toEqual(['missing body.events.1.organization_id']);
    const foreign = await acme.api.post(`${EVENTS}/batch`, { events: [event, events[0]] });
    expect(mistakes(foreign)).toEqual(['organization_token body.events.1.organization_id']);
  });

  it('the admin token reads and changes endpoints of every organization', async () => {
    const { id } = await createEndpoint(other.api);
    expect((await stack.admin.get(`${ENDPOINTS}/${id}`)).body.organization_id).toBe(other.id);
    expect((await stack.admin.patch(`${ENDPOINTS}/${id}`, { name: 'x' })).body.name).toBe('x');
    expect((await stack.admin.delete(`${ENDPOINTS}/${id}`)).status).toBe(204);
  });
});
