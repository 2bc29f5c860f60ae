import { createDashboard } from '../../src/dashboard';
import { createLog } from '../../src/log';
import { RowMaker, RowReader } from '../api/matrix/rows';
import type { TestOrganization } from '../helpers/stack';
import {
  DASHBOARD_ROUTES,
  makeIds,
  nameOf,
  pathWith,
  routesOf,
  unknownIds,
  type DashboardRoute,
  type PathIds,
} from './route-table';
import { Visitor } from './visitor';
import { startDashboardWorld, type DashboardWorld } from './world';

/** Each route by everybody who may not: what they are answered, and that nothing changes. */
let world: DashboardWorld;
let reader: RowReader;
let own: TestOrganization;
let foreign: TestOrganization;
let ids: PathIds;
let foreignIds: PathIds;
/** An own one that the event is not of. */
let otherEndpoint: string;
let nobody: Visitor;
let admin: Visitor;
let member: Visitor;

beforeAll(async () => {
  world = await startDashboardWorld({}, { worker: false });
  const { stack, url } = world;
  reader = await RowReader.of(stack.pool);
  [own, foreign] = [await stack.createOrganization(), await stack.createOrganization('Other')];
  [ids, foreignIds] = [
    await makeIds(new RowMaker(stack, own.id)),
    await makeIds(new RowMaker(stack, foreign.id)),
  ];
  otherEndpoint = await new RowMaker(stack, own.id).endpoint();
  nobody = new Visitor(url, null);
  admin = new Visitor(url, await world.session(own));
  member = new Visitor(url, await world.session(own, 'member'));
});
afterAll(() => world.close());

const rows = () => reader.fingerprint([own.id, foreign.id]);
const everyRoute = DASHBOARD_ROUTES.map((route) => [nameOf(route), route] as const);
const routes = (choose: (route: DashboardRoute) => boolean) =>
  everyRoute.filter(([, route]) => choose(route));

it('the list of this test has every route of the dashboard', () => {
  const { services, config } = world.stack;
  const dashboard = createDashboard({ services, config, log: createLog('silent', 'test') });
  expect(routesOf(dashboard).sort()).toEqual(DASHBOARD_ROUTES.map(nameOf).sort());
});

it.each(routes(({ who }) => who !== 'anybody'))(
  '%s without a session leads to the sign-in and changes nothing',
  async (_name, route) => {
    const before = await rows();
    const path = pathWith(route, ids);
    for (const visitor of [nobody, new Visitor(world.url, 'A'.repeat(43))]) {
      const page =
        route.method === 'get'
          ? await visitor.get(path)
          : await visitor.post(path, route.fields ?? {});
      expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in']);
    }
    expect(await rows()).toEqual(before);
  },
);

const FORGED: readonly [string, (visitor: Visitor) => Forgery][] = [
  ['without a CSRF token', () => ({ fields: { csrf: '' } })],
  ["with another session's CSRF token", () => ({ fields: { csrf: member.csrf } })],
  ['from another site', () => ({ headers: { 'sec-fetch-site': 'cross-site' } })],
  ['from another origin of the site', () => ({ headers: { 'sec-fetch-site': 'same-site' } })],
  ['from nowhere', () => ({ headers: { 'sec-fetch-site': 'none' } })],
  [
    'from another origin by a browser that tells no site',
    () => ({ headers: { 'sec-fetch-site': '', origin: 'https://example.com' } }),
  ],
  ['from a sandbox', () => ({ headers: { 'sec-fetch-site': '', origin: 'null' } })],
  ['by what tells neither', () => ({ headers: { 'sec-fetch-site': '', origin: '' } })],
];
interface Forgery {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Record<string, string>;
}

it.each(routes(({ method }) => method === 'post'))(
  '%s is refused when it is forged, and changes nothing',
  async (_name, route) => {
    const before = await rows();
    const path = pathWith(route, ids);
    for (const [how, forge] of FORGED) {
      const { fields = {}, headers = {} } = forge(admin);
      // Before signing in there is no token to be held against.
      if (route.who === 'anybody' && fields.csrf !== undefined) continue;
      const { status, text } = await admin.post(path, { ...route.fields, ...fields }, headers);
      expect([how, status]).toEqual([how, 403]);
      expect(text).toContain('<h1>Not allowed</h1>');
    }
    expect(await rows()).toEqual(before);
  },
);

const hasIds = ({ path }: DashboardRoute) => path.includes(':');
/** It names nothing, whoever's it is: the question is answered with 404 when it is said yes to. */
const NAMELESS = ['GET /settings/webhooks/:id/secret'];

it.each(routes((route) => hasIds(route) && !NAMELESS.includes(nameOf(route))))(
  "%s with another organization's ids is as with ids of nothing, and changes nothing",
  async (_name, route) => {
    const before = await rows();
    const answers = [];
    for (const given of [
      foreignIds,
      unknownIds(),
      ...(route.path.includes(':event_id')
        ? [
            { ...ids, event: foreignIds.event },
            { ...ids, endpoint: foreignIds.endpoint },
            { ...ids, endpoint: otherEndpoint },
          ]
        : []),
    ]) {
      const path = pathWith(route, given);
      answers.push(
        route.method === 'get' ? await admin.get(path) : await admin.post(path, route.fields ?? {}),
      );
    }
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await rows()).toEqual(before);
  },
);

it("going on in another's organization is refused", async () => {
  const { status } = await admin.post('/organization', { organization_id: foreign.id });
  expect(status).toBe(404);
  expect((await admin.get('/')).text).not.toContain('Other');
});

it.each(routes(({ who }) => who !== 'anybody' && who !== 'signed in'))(
  '%s is refused to a member, and changes nothing',
  async (_name, route) => {
    const before = await rows();
    const path = pathWith(route, ids);
    const { status, text } =
      route.method === 'get' ? await member.get(path) : await member.post(path, route.fields ?? {});
    expect([status, text]).toEqual([403, expect.stringContaining('Ask one of its admins')]);
    expect(await rows()).toEqual(before);
  },
);

it.each(routes(({ who }) => who === 'manager'))(
  '%s is refused to an access token of all scopes, and changes nothing',
  async (_name, route) => {
    const session = await world.stack.services.sessions.signInWithToken(own.token, '127.0.0.1');
    if (session === undefined || session === 'admin') throw new Error('no session');
    const visitor = new Visitor(world.url, session.token);
    const before = await rows();
    const path = pathWith(route, ids);
    const { status } =
      route.method === 'get'
        ? await visitor.get(path)
        : await visitor.post(path, route.fields ?? {});
    expect(status).toBe(403);
    expect(await rows()).toEqual(before);
    for (const page of ['/settings/members', '/settings/access-tokens'])
      expect((await visitor.get(page)).status).toBe(403);
  },
);

it.each(routes(({ who, path }) => who !== 'anybody' && path !== '/sign-out'))(
  '%s is there for an admin',
  async (_name, route) => {
    const fresh = await makeIds(new RowMaker(world.stack, own.id));
    const path = pathWith(route, fresh);
    const fields =
      route.path === '/organization' ? { organization_id: own.id } : (route.fields ?? {});
    const { status } =
      route.method === 'get' ? await admin.get(path) : await admin.post(path, fields);
    expect([200, 303]).toContain(status);
  },
);

it('signing out ends the session itself, and not the cookie alone', async () => {
  const visitor = new Visitor(world.url, await world.session(own));
  const { headers } = await visitor.post('/sign-out');
  expect(headers.get('set-cookie')).toMatch(/^signalpost=;.*Expires=Thu, 01 Jan 1970/);
  expect((await visitor.get('/')).headers.get('location')).toBe('/sign-in');
});

it('a session gives no access to the API', async () => {
  for (const path of [
    '/v1/webhooks/endpoints',
    '/v1/webhooks/deliveries',
    '/v1/webhooks/events',
    `/v1/organizations/${own.id}`,
  ]) {
    const asBearer = { authorization: `Bearer ${admin.sessionToken ?? ''}` };
    expect((await admin.get(path)).status).toBe(401);
    expect((await admin.get(path, asBearer)).status).toBe(401);
  }
});
