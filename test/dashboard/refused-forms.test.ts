import { RowMaker, RowReader } from '../api/matrix/rows';
import type { TestOrganization } from '../helpers/stack';
import { Visitor } from './visitor';
import { startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

const EMAIL = 'both@example.com';
const ENDPOINT = { url: 'https://example.com/hook', format: 'raw', ordering: 'none' };

let world: DashboardWorld;
let reader: RowReader;
let acme: TestOrganization;
let other: TestOrganization;
let admin: Visitor;
beforeAll(async () => {
  world = await startDashboardWorld({}, { worker: false });
  reader = await RowReader.of(world.stack.pool);
  acme = await world.stack.createOrganization('Acme');
  other = await world.stack.createOrganization('Other');
  await world.session(other, 'admin', EMAIL);
  admin = new Visitor(world.url, await world.session(acme, 'admin', EMAIL));
});
afterAll(() => world.close());
const rows = () => reader.fingerprint([acme.id, other.id]);

describe('a form of a page that was loaded before the organization was changed', () => {
  beforeEach(async () => {
    const { status } = await admin.post('/organization', { organization_id: acme.id });
    expect(status).toBe(303);
  });

  it('carries the organization, and is taken while that is the one', async () => {
    const page = await admin.get(`${WEBHOOKS}/new`);
    expect(page.text).toContain(`name="of_organization" value="${acme.id}"`);
    const { status } = await admin.post(`${WEBHOOKS}/new`, {
      ...ENDPOINT,
      of_organization: acme.id,
    });
    expect(status).toBe(303);
  });

  it('changes nothing in the other one, and says so', async () => {
    await admin.post('/organization', { organization_id: other.id, of_organization: acme.id });
    const before = await rows();
    for (const [path, fields] of [
      [`${WEBHOOKS}/new`, ENDPOINT],
      ['/settings/members', { email: 'new@example.com', role: 'admin' }],
      ['/settings/access-tokens', { name: 'n', scopes: 'webhooks:write', expires_at: '' }],
      ['/events/publish', { type: 'order.paid', data: '{}', key: 'k' }],
    ] as const) {
      const { status, text } = await admin.post(path, { ...fields, of_organization: acme.id });
      expect([path, status]).toEqual([path, 403]);
      expect(text).toContain('you have changed to another organization');
    }
    expect(await rows()).toEqual(before);
  });

  it('can still change the organization, and sign out', async () => {
    await admin.post('/organization', { organization_id: other.id });
    const back = { organization_id: acme.id, of_organization: acme.id };
    expect((await admin.post('/organization', back)).status).toBe(303);
    expect((await admin.get('/')).text).toContain(`data-organization="${acme.id}"`);
    const leaving = new Visitor(world.url, await world.session(acme));
    expect((await leaving.post('/sign-out', { of_organization: other.id })).status).toBe(303);
  });
});

describe('a redelivery that sends nothing', () => {
  it.each([
    [
      'of an archived event',
      `update webhook_messages set payload = null, archived_at = now()
       where id = (select message_id from webhook_events where id = $1)`,
      'Archived',
    ],
    [
      'to a disabled endpoint',
      `update webhook_endpoints set enabled = false, disabled_reason = 'manual'
       where id = (select endpoint_id from webhook_events where id = $1)`,
      'The endpoint is disabled',
    ],
  ])('%s is not said to be one', async (_what, sql, words) => {
    await admin.post('/organization', { organization_id: acme.id });
    const maker = new RowMaker(world.stack, acme.id);
    const endpoint = await maker.endpoint();
    const event = await maker.event(endpoint);
    const path = `${WEBHOOKS}/${endpoint}/events/${event}`;
    for (const back of ['', 'states']) {
      const sent = await admin.post(`${path}/redeliver`, { back });
      expect(sent.headers.get('location')).toMatch(/\?done=/);
    }
    await world.stack.pool.query(sql, [event]);
    for (const back of ['', 'states']) {
      const { status, headers } = await admin.post(`${path}/redeliver`, { back });
      expect([status, headers.get('location')]).toEqual([303, path]);
    }
    const { text } = await admin.get(path);
    expect(text).toContain(words);
    expect(text).not.toContain('It is sent again');
  });
});

it.each([
  [
    'too large',
    () => admin.post('/events/publish', { data: 'x'.repeat(1_000_001) }),
    'A form takes 1.0 MB and 2,000 fields at most.',
  ],
  [
    'in a character set that nobody reads',
    () =>
      admin.post(
        `${WEBHOOKS}/new`,
        {},
        { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
      ),
    '<p>The form cannot be read.</p>',
  ],
])('a form that is %s is told in words of forms', async (_what, send, words) => {
  expect((await send()).text).toContain(words);
});
