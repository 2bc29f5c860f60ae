import { RowMaker } from '../api/matrix/rows';
import type { TestOrganization } from '../helpers/stack';
import { DASHBOARD_ROUTES, makeIds, nameOf, pathWith, type PathIds } from './route-table';
import { Visitor } from './visitor';
import { startDashboardWorld, type DashboardWorld } from './world';

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';" +
  "form-action 'self';base-uri 'none';frame-ancestors 'none'";
const PAGES = DASHBOARD_ROUTES.filter(
  ({ method, path }) => method === 'get' && !path.includes('.'),
);

/** Anything in a page that the CSP would have to allow: code and styles that stand in it. */
function inline(html: string): string[] {
  return [
    ...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/gi),
    ...html.matchAll(/<style[\s>]/gi),
    ...html.matchAll(/<[a-z][^>]*\s(?:on[a-z]+|style)\s*=[^>]*>/gi),
    ...html.matchAll(/<[a-z][^>]*\s(?:href|src|action)\s*=\s*["']?\s*(?:javascript|data):[^>]*>/gi),
  ].map(([found]) => found);
}

describe('pages over HTTP', () => {
  let world: DashboardWorld;
  let acme: TestOrganization;
  let ids: PathIds;
  let admin: Visitor;
  beforeAll(async () => {
    world = await startDashboardWorld({}, { worker: false });
    acme = await world.stack.createOrganization();
    ids = await makeIds(new RowMaker(world.stack, acme.id));
    admin = new Visitor(world.url, await world.session(acme));
  });
  afterAll(() => world.close());

  const expectPageHeaders = ({ headers }: { headers: Headers }) => {
    expect(headers.get('content-security-policy')).toBe(POLICY);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  };

  it.each(PAGES.map((route) => [nameOf(route), route] as const))(
    '%s has the headers of a page, and nothing inline',
    async (_name, route) => {
      const page = await admin.get(pathWith(route, ids));
      expectPageHeaders(page);
      if (page.status === 303 || route.path.endsWith('/payload')) return;
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.text).toMatch(/^<!doctype html><html lang="en"/);
      expect(inline(page.text)).toEqual([]);
    },
  );

  it.each([
    ['nobody', () => new Visitor(world.url, null).get('/events')],
    ['a page that is not there', () => admin.get('/settings/nothing')],
    ['an endpoint that is not there', () => admin.get(`/settings/webhooks/${ids.member}`)],
    ['a form that is forged', () => admin.post('/events/publish', { csrf: '' })],
    ['a form with problems', () => admin.post('/settings/webhooks/new', { url: 'x' })],
    ['a sign-in that is refused', () => admin.post('/sign-in/token', { token: 'no' })],
    ['a link that is refused', () => admin.post('/sign-in/link', { code: 'no' })],
  ])('errors have them too: %s', async (_what, ask) => {
    const page = await ask();
    expectPageHeaders(page);
    expect(page.status).toBeGreaterThanOrEqual(303);
    expect(inline(page.text)).toEqual([]);
  });

  it('what finds inline code finds it', () => {
    expect(inline('<p onclick="x()">')).toHaveLength(1);
    expect(inline('<p class="a" style="b">')).toHaveLength(1);
    expect(inline('<script>x</script><style>y</style>')).toHaveLength(2);
    expect(inline('<a href="javascript:x">')).toHaveLength(1);
    expect(inline('<script type="module" src="/a.js"></script><p data-on="a">')).toEqual([]);
  });

  it('assets are kept for ever, by names that change with what is in them', async () => {
    const { text } = await admin.get('/sign-in');
    const names = [...text.matchAll(/"(\/assets\/(?:app|style)-\w+\.(?:js|css))"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names).toHaveLength(2);
    for (const name of names) {
      const { status, headers } = await new Visitor(world.url, null).get(name);
      expect([status, headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
    expect((await admin.get('/assets/manifest.json')).status).toBe(200);
    for (const path of [
      '/assets/',
      '/assets/../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
    ])
      expect((await admin.get(path)).status).not.toBe(200);
  });

  it('a page that has not changed is not sent again to the script that asks with its tag', async () => {
    const { headers } = await admin.get('/settings/event-types');
    const tag = headers.get('etag') ?? '';
    const again = await admin.get('/settings/event-types', { 'if-none-match': tag });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = new Visitor(world.url, await world.session(acme));
    // A page has its session's own tokens: what one is shown is no other's.
    expect((await other.get('/settings/event-types', { 'if-none-match': tag })).status).toBe(200);
  });

  it('the cookie of plain HTTP is HttpOnly and SameSite, and ends with the session', async () => {
    const { headers } = await new Visitor(world.url, null).post('/sign-in/token', {
      token: acme.token,
    });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^signalpost=[\w-]{43}; Path=\/; Expires=[^;]+GMT; HttpOnly; SameSite=Lax$/,
    );
    const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
    expect(expires).toBeGreaterThan(Date.now());
  });

  it('who signs in anew has left the session of before', async () => {
    const before = new Visitor(world.url, await world.session(acme));
    const answer = await before.post('/sign-in/token', { token: acme.token });
    expect(answer.status).toBe(303);
    expect((await before.get('/')).headers.get('location')).toBe('/sign-in');
  });

  it("the deployment's admin token signs nobody in", async () => {
    const { status, headers, text } = await admin.post('/sign-in/token', {
      token: world.stack.config.adminToken,
    });
    expect([status, headers.get('set-cookie')]).toEqual([422, null]);
    expect(text).not.toContain(world.stack.config.adminToken);
  });
});

describe('at an https PUBLIC_URL', () => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld(
      { PUBLIC_URL: 'https://hooks.example.com' },
      { worker: false },
    );
  });
  afterAll(() => world.close());

  it('the cookie is Secure and keeps to this very host; one by another name counts for nothing', async () => {
    const acme = await world.stack.createOrganization();
    const { headers } = await new Visitor(world.url, null).post('/sign-in/token', {
      token: acme.token,
    });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-signalpost=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const token = /=([\w-]{43})/.exec(cookie)?.[1] ?? '';
    expect((await new Visitor(world.url, token, '__Host-signalpost').get('/')).status).toBe(200);
    expect((await new Visitor(world.url, token, 'signalpost').get('/')).status).toBe(303);
  });
});
