import { eventually } from '../helpers/eventually';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  createEndpoint,
  endpointBody,
  ENDPOINTS,
  NOT_FOUND,
  TIMESTAMP,
  UUID4,
  countRows,
} from './support';

const POLAR_KEYS = [
  'created_at',
  'modified_at',
  'id',
  'url',
  'name',
  'format',
  'secret',
  'organization_id',
  'events',
  'enabled',
];
/** What Polar has added since; its 1.x SDKs require them. */
const LATER_KEYS = ['api_version', 'uses_standard_webhook_signature'];
const OWN_KEYS = [
  'ordering',
  'max_in_flight',
  'headers',
  'disabled_reason',
  'disabled_at',
  'consecutive_failures',
];
const SECRET = 'a secret of at least 32 characters';

let stack: TestStack;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
});
afterAll(() => stack.close());

describe('create', () => {
  it("answers 201 with Polar's keys first, then our own, all with their defaults", async () => {
    const { status, body } = await acme.api.post(ENDPOINTS, endpointBody());
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual([...POLAR_KEYS, ...LATER_KEYS, ...OWN_KEYS]);
    expect(body).toEqual({
      created_at: expect.stringMatching(TIMESTAMP),
      modified_at: null,
      id: expect.stringMatching(UUID4),
      url: 'https://example.com/hook',
      name: null,
      format: 'raw',
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9]+$/),
      organization_id: acme.id,
      events: ['order.paid'],
      enabled: true,
      api_version: '2026-04',
      uses_standard_webhook_signature: true,
      ordering: 'first_attempt',
      max_in_flight: 1,
      headers: {},
      disabled_reason: null,
      disabled_at: null,
      consecutive_failures: 0,
    });
  });

  it('generates a secret that base64 decodes to at least 24 bytes, another one each time', async () => {
    const secrets = await Promise.all(
      [1, 2, 3].map(async () => (await createEndpoint(acme.api)).secret as string),
    );
    expect(new Set(secrets).size).toBe(3);
    for (const secret of secrets) {
      const encoded = secret.slice('whsec_'.length);
      const key = Buffer.from(encoded, 'base64');
      expect(key.length).toBeGreaterThanOrEqual(24);
      expect(key.toString('base64')).toBe(encoded);
    }
  });

  it('keeps every field that is given and ignores unknown ones', async () => {
    const fields = {
      name: 'Shop — Büro',
      format: 'slack',
      events: ['order.paid', 'refund.created', 'order.paid'],
      secret: SECRET,
      organization_id: acme.id,
      ordering: 'strict',
      max_in_flight: 100,
      headers: { 'X-Tenant': ' acme ' },
      enabled: false,
      colour: 'red',
    };
    const body = await createEndpoint(acme.api, fields);
    expect(body).toMatchObject({
      name: 'Shop — Büro',
      format: 'slack',
      events: ['order.paid', 'refund.created'],
      secret: SECRET,
      ordering: 'strict',
      max_in_flight: 100,
      headers: { 'x-tenant': 'acme' },
      enabled: true,
    });
    expect(body).not.toHaveProperty('colour');
    expect((await acme.api.get(`${ENDPOINTS}/${body.id}`)).body).toEqual(body);
  });

  it('accepts an endpoint that listens to nothing', async () => {
    expect((await createEndpoint(acme.api, { events: [] })).events).toEqual([]);
  });

  it.each([
    ['  https://Example.COM:443/Hook?a=1  ', 'https://example.com/Hook?a=1'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
    ['HTTP://LOCALHOST:80', 'http://localhost/'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
    ['http://[::1]:3000', 'http://[::1]:3000/'],
  ])('stores %j normalised as %j', async (url, stored) => {
    expect((await createEndpoint(acme.api, { url })).url).toBe(stored);
  });

  it('starts the workflow of the endpoint', async () => {
    const { id } = await createEndpoint(acme.api);
    const workflow = stack.temporal.workflow.getHandle(`endpoint/${id}`);
    const { status } = await eventually('the workflow runs', () => workflow.describe());
    expect(status.name).toBe('RUNNING');
  });

  it('stores neither secret nor headers as plain text', async () => {
    const { id } = await createEndpoint(acme.api, { secret: SECRET, headers: { 'x-key': 'k3y' } });
    const { rows } = await stack.pool.query('select * from webhook_endpoints where id = $1', [id]);
    expect(JSON.stringify(rows)).not.toMatch(/a secret of|k3y/);
  });
});

describe('update', () => {
  it('changes what is given and nothing else', async () => {
    const before = await createEndpoint(acme.api, { name: 'old' });
    const { status, body } = await acme.api.patch(`${ENDPOINTS}/${before.id}`, {
      url: 'https://EXAMPLE.org',
      events: [],
      headers: { a: 'b' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      modified_at: expect.stringMatching(TIMESTAMP),
      url: 'https://example.org/',
      events: [],
      headers: { a: 'b' },
    });
    expect(Object.keys(body)).toEqual(Object.keys(before));
  });

  it.each([
    ['nothing', {}],
    ['unknown fields', { colour: 'red', organization_id: 'elsewhere' }],
    [
      'nulls',
      {
        url: null,
        name: null,
        format: null,
        events: null,
        enabled: null,
        secret: null,
        ordering: null,
        max_in_flight: null,
        headers: null,
      },
    ],
    ['what holds already', { enabled: true }],
  ])('with %s changes nothing, modified_at neither', async (_what, patch) => {
    const before = await createEndpoint(acme.api, { name: 'n', headers: { a: 'b' } });
    const { status, body } = await acme.api.patch(`${ENDPOINTS}/${before.id}`, patch);
    expect([status, body]).toEqual([200, before]);
  });

  it('takes a secret, disables with a reason, and enables again', async () => {
    const { id } = await createEndpoint(acme.api);
    const path = `${ENDPOINTS}/${id}`;
    expect((await acme.api.patch(path, { secret: SECRET })).body.secret).toBe(SECRET);
    expect((await acme.api.patch(path, { enabled: false })).body).toMatchObject({
      enabled: false,
      disabled_reason: 'manual',
      disabled_at: expect.stringMatching(TIMESTAMP),
    });
    expect((await acme.api.patch(path, { enabled: true })).body).toMatchObject({
      enabled: true,
      disabled_reason: null,
      disabled_at: null,
    });
  });

  describe('enabling an endpoint whose URL would not be accepted today', () => {
    let path: string;
    beforeEach(async () => {
      const { id } = await createEndpoint(acme.api);
      path = `${ENDPOINTS}/${id}`;
      await stack.pool.query(
        `update webhook_endpoints set url = 'http://10.0.0.1/', enabled = false where id = $1`,
        [id],
      );
    });

    it('is refused, and nothing of the PATCH is stored', async () => {
      const { status, body } = await acme.api.patch(path, { enabled: true, name: 'new' });
      expect(status).toBe(422);
      expect(body.detail).toEqual([
        {
          type: 'value_error',
          loc: ['body', 'url'],
          msg: expect.stringMatching(/^Value error, /),
          input: 'http://10.0.0.1/',
          ctx: { error: {} },
        },
      ]);
      expect((await acme.api.get(path)).body).toMatchObject({ enabled: false, name: null });
    });

    it('is fine with a good URL in the same PATCH, and other changes are without', async () => {
      expect((await acme.api.patch(path, { name: 'new' })).status).toBe(200);
      const { status, body } = await acme.api.patch(path, { enabled: true, url: 'https://a.test' });
      expect([status, body.enabled, body.url]).toEqual([200, true, 'https://a.test/']);
    });
  });
});

describe('secret', () => {
  it('is reset to a generated one; the whole endpoint is answered', async () => {
    const before = await createEndpoint(acme.api, { secret: SECRET });
    const { status, body } = await acme.api.patch(`${ENDPOINTS}/${before.id}/secret`);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      modified_at: expect.stringMatching(TIMESTAMP),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9]+$/),
      uses_standard_webhook_signature: true,
    });
    expect((await acme.api.get(`${ENDPOINTS}/${before.id}`)).body).toEqual(body);
  });

  it('given again is no change: the one before it stays in grace', async () => {
    const { id } = await createEndpoint(acme.api);
    const path = `${ENDPOINTS}/${id}`;
    const previous = async () => {
      const { rows } = await stack.pool.query<{ previous_secret: string | null }>(
        'select previous_secret from webhook_endpoints where id = $1',
        [id],
      );
      return rows[0]?.previous_secret;
    };
    await acme.api.patch(path, { secret: SECRET });
    const before = await previous();
    expect(before).toEqual(expect.any(String));
    expect((await acme.api.patch(path, { secret: SECRET })).body.secret).toBe(SECRET);
    expect(await previous()).toBe(before);
  });
});

describe('delete', () => {
  it('answers 204 without a body, keeps the row, and 404 from then on', async () => {
    const { id } = await createEndpoint(acme.api);
    const path = `${ENDPOINTS}/${id}`;
    const before = await countRows(stack);
    const answer = await acme.api.delete(path);
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect(await countRows(stack)).toEqual(before);
    for (const again of [
      await acme.api.delete(path),
      await acme.api.get(path),
      await acme.api.patch(path, { enabled: true }),
      await acme.api.patch(`${path}/secret`),
    ]) {
      expect([again.status, again.body]).toEqual([404, NOT_FOUND]);
    }
  });
});

it('accepts a trailing slash on every path', async () => {
  const made = await acme.api.post(`${ENDPOINTS}/`, endpointBody());
  expect(made.status).toBe(201);
  const { id } = made.body;
  expect((await acme.api.get(`${ENDPOINTS}/?limit=1`)).status).toBe(200);
  expect((await acme.api.get(`${ENDPOINTS}/${id}/`)).status).toBe(200);
  expect((await acme.api.patch(`${ENDPOINTS}/${id}/secret/`)).status).toBe(200);
  expect((await acme.api.delete(`${ENDPOINTS}/${id}/`)).status).toBe(204);
});
