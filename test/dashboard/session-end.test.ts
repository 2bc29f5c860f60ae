import type { TestOrganization } from '../helpers/stack';
import { Visitor, type VisitedPage } from './visitor';
import { startDashboardWorld, type DashboardWorld } from './world';

const DAY_MS = 86_400_000;
const LIMIT = 5;

let world: DashboardWorld;
let acme: TestOrganization;
beforeAll(async () => {
  world = await startDashboardWorld(
    { RATE_LIMIT_CALLS_PER_MINUTE: String(LIMIT) },
    { worker: false },
  );
  acme = await world.stack.createOrganization();
});
afterAll(() => world.close());

async function visitorWith(scopes: string[]): Promise<{ visitor: Visitor; cookie: string }> {
  const { token } = await world.stack.services.tokens.issue({
    organizationId: acme.id,
    name: 'CI',
    scopes: scopes,
    expiresAt: null,
  });
  const { headers } = await new Visitor(world.url, null).post('/sign-in/token', { token });
  const cookie = headers.get('set-cookie') ?? '';
  return { visitor: new Visitor(world.url, /=([\w-]{43})/.exec(cookie)?.[1] ?? ''), cookie };
}

async function expectLeft(visitor: Visitor, left: VisitedPage): Promise<void> {
  expect([left.status, left.headers.get('location')]).toEqual([303, '/sign-in']);
  expect((await visitor.get('/')).headers.get('location')).toBe('/sign-in');
}

it('the cookie lasts as long as the session may at most, since uses prolong that', async () => {
  const { visitor, cookie } = await visitorWith(['webhooks:read']);
  const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
  expect(Math.abs(expires - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
  // Of before that the session ends for want of use alone.
  const session = await world.stack.services.sessions.find(visitor.sessionToken ?? '');
  expect(Date.parse(session?.expiresAt ?? '') - Date.now()).toBeLessThan(DAY_MS);
});

it('an access token that may look at nothing is told so, and can sign out', async () => {
  const { visitor } = await visitorWith(['events:write']);
  const { status, text } = await visitor.get('/');
  expect(status).toBe(403);
  expect(text).toContain('This access token may not do that.');
  expect(text).toContain('Sign out');
  await expectLeft(visitor, await visitor.post('/sign-out'));
});

it('who asked too often can sign out', async () => {
  const { visitor } = await visitorWith(['webhooks:read']);
  const answers: number[] = [];
  for (let asked = 0; asked <= LIMIT; asked += 1) answers.push((await visitor.get('/')).status);
  expect(answers.at(-1)).toBe(429);
  await expectLeft(visitor, await visitor.post('/sign-out'));
});
