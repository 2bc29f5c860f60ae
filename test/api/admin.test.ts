import { ApiClient } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { startTestStack, type TestStack } from '../helpers/stack';
import {
  createEndpoint,
  ENDPOINTS,
  EVENTS,
  idsOf,
  NOT_FOUND,
  ORGANIZATIONS,
  publish,
  TIMESTAMP,
  UUID4,
} from './support';

let stack: TestStack;
let admin: ApiClient;
let path: string;
let organizationId: string;

beforeAll(async () => {
  stack = await startTestStack();
  admin = stack.admin;
});
beforeEach(async () => {
  organizationId = (await admin.post(ORGANIZATIONS, { name: 'Acme' })).body.id as string;
  path = `${ORGANIZATIONS}/${organizationId}`;
});
afterAll(() => stack.close());

describe('organizations', () => {
  it('are created', async () => {
    const { status, body } = await admin.post(ORGANIZATIONS, { name: 'Büro & Co.', extra: 1 });
    expect(status).toBe(201);
    expect(Object.entries(body)).toEqual([
      ['created_at', expect.stringMatching(TIMESTAMP)],
      ['modified_at', null],
      ['id', expect.stringMatching(UUID4)],
      ['name', 'Büro & Co.'],
    ]);
    expect((await admin.get(`${ORGANIZATIONS}/${body.id}`)).body).toEqual(body);
  });

  it('are listed, the newest first', async () => {
    const { id: newest } = (await admin.post(ORGANIZATIONS, { name: 'B' })).body;
    const answer = await admin.get(`${ORGANIZATIONS}?limit=2`);
    expect(idsOf(answer.body.items)).toEqual([newest, organizationId]);
    const { total_count, max_page } = answer.body.pagination as Record<string, number>;
    expect(max_page).toBe(Math.ceil(total_count! / 2));
    expect(
      idsOf((await admin.get(`${ORGANIZATIONS}?limit=2&page=${max_page! + 1}`)).body.items),
    ).toEqual([]);
  });

  it('are renamed; null and {} change nothing', async () => {
    const before = (await admin.get(path)).body;
    for (const patch of [{}, { name: null }]) {
      expect((await admin.patch(path, patch)).body).toEqual(before);
    }
    const { status, body } = await admin.patch(path, { name: 'New' });
    expect([status, body]).toEqual([
      200,
      { ...before, name: 'New', modified_at: expect.stringMatching(TIMESTAMP) },
    ]);
  });

  it('are deleted with their tokens and endpoints', async () => {
    const token = await admin.post(`${path}/tokens`, {
      name: 'n',
      scopes: ['webhooks:write', 'events:write'],
    });
    const api = new ApiClient(stack.apiUrl, token.body.token as string);
    const { id } = await createEndpoint(api);
    const [{ id: eventId }] = (await publish(api)).webhook_events;
    await stack.services.notifier.drain(5_000);

    const answer = await admin.delete(path);
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect((await api.get(ENDPOINTS)).status).toBe(401);
    for (const gone of [
      await admin.get(path),
      await admin.delete(path),
      await admin.get(`${ENDPOINTS}/${id}`),
    ]) {
      expect([gone.status, gone.body]).toEqual([404, NOT_FOUND]);
    }
    expect(idsOf((await admin.get(`${ORGANIZATIONS}?limit=100`)).body.items)).not.toContain(
      organizationId,
    );
    expect((await admin.get(`${EVENTS}/${eventId}`)).body.status).toBe('skipped');
    const refused = await admin.post(EVENTS, {
      type: 'order.paid',
      data: {},
      organization_id: organizationId,
    });
    expect(refused.status).toBe(422);
    // Without a worker nobody acts on it, but the workflow has been told.
    await eventually('the close signal', async () => {
      const history = await stack.temporal.workflow.getHandle(`endpoint/${id}`).fetchHistory();
      return history.events?.some(
        ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName === 'close',
      );
    });
  });
});

describe('members', () => {
  const add = (email: string, role = 'admin') => admin.post(`${path}/members`, { email, role });

  it('are added, listed and removed', async () => {
    const { status, body } = await add("o'Neil+x@mail.example.com", 'member');
    expect(status).toBe(201);
    expect(Object.entries(body)).toEqual([
      ['created_at', expect.stringMatching(TIMESTAMP)],
      ['id', expect.stringMatching(UUID4)],
      ['organization_id', organizationId],
      ['email', "o'Neil+x@mail.example.com"],
      ['role', 'member'],
    ]);
    const second = (await add('b@c.test')).body;
    const list = await admin.get(`${path}/members`);
    expect(list.body).toEqual({
      items: [second, body],
      pagination: { total_count: 2, max_page: 1 },
    });
    expect((await admin.delete(`${path}/members/${body.id}`)).status).toBe(204);
    expect((await admin.delete(`${path}/members/${body.id}`)).body).toEqual(NOT_FOUND);
    expect(idsOf((await admin.get(`${path}/members`)).body.items)).toEqual([second.id]);
  });

  it('have an address once in an organization, in whatever case', async () => {
    await add('a@b.test');
    const { status, body } = await add('A@B.test', 'member');
    expect([status, body]).toEqual([
      409,
      { error: 'Conflict', detail: 'The organization has a member with this address already.' },
    ]);
    expect((await admin.get(`${path}/members`)).body.pagination.total_count).toBe(1);
    const other = (await admin.post(ORGANIZATIONS, { name: 'B' })).body.id;
    const elsewhere = await admin.post(`${ORGANIZATIONS}/${other}/members`, {
      email: 'a@b.test',
      role: 'admin',
    });
    expect(elsewhere.status).toBe(201);
  });
});

describe('tokens', () => {
  const create = (fields: Record<string, unknown> = {}) =>
    admin.post(`${path}/tokens`, { name: 'CI', scopes: ['events:write'], ...fields });

  it('are shown once, and only their hash is stored', async () => {
    const { status, body } = await create({
      scopes: ['events:write', 'webhooks:read', 'events:write'],
      expires_at: '2999-01-01T00:00:00.25+01:00',
    });
    expect(status).toBe(201);
    expect(Object.entries(body)).toEqual([
      ['created_at', expect.stringMatching(TIMESTAMP)],
      ['id', expect.stringMatching(UUID4)],
      ['organization_id', organizationId],
      ['name', 'CI'],
      ['scopes', ['events:write', 'webhooks:read']],
      ['expires_at', '2998-12-31T23:00:00.250000Z'],
      ['last_used_at', null],
      ['token', expect.stringMatching(/^sp_oat_[\w-]{43}$/)],
    ]);
    const { token, ...shown } = body;
    const list = await admin.get(`${path}/tokens`);
    expect(list.body.items).toEqual([shown]);
    const { rows } = await stack.pool.query('select * from access_tokens');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('tell when they were last used', async () => {
    const { body } = await create({ scopes: ['webhooks:read'] });
    const before = Date.now();
    await new ApiClient(stack.apiUrl, body.token as string).get(ENDPOINTS);
    const usedAt = await eventually('the use is noted', async () => {
      return (await admin.get(`${path}/tokens`)).body.items[0].last_used_at as string | null;
    });
    expect(usedAt).toMatch(TIMESTAMP);
    expect(Date.parse(usedAt)).toBeGreaterThanOrEqual(before - 1);
  });

  it('are revoked one by one', async () => {
    const [one, two] = [(await create()).body, (await create()).body];
    expect(one.token).not.toBe(two.token);
    expect((await admin.delete(`${path}/tokens/${one.id}`)).status).toBe(204);
    expect((await admin.delete(`${path}/tokens/${one.id}`)).body).toEqual(NOT_FOUND);
    expect(idsOf((await admin.get(`${path}/tokens`)).body.items)).toEqual([two.id]);
    const publishWith = async (token: string) =>
      (await new ApiClient(stack.apiUrl, token).post(EVENTS, { type: 'order.paid', data: {} }))
        .status;
    expect(await publishWith(one.token)).toBe(401);
    expect(await publishWith(two.token)).toBe(202);
  });
});
