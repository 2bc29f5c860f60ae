import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { publish } from '../api/support';
import { Visitor, type VisitedPage } from './visitor';

let stack: TestStack;
let acme: TestOrganization;
let nobody: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  nobody = new Visitor(stack.apiUrl, null);
});
afterAll(() => stack.close());

const cookiesOf = ({ headers }: VisitedPage): string[] =>
  headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');

/** Where somebody is led who was on the way to `path` and then signs in. */
async function landsOn(path: string): Promise<string | null> {
  const away = await nobody.get(path);
  expect([away.status, away.headers.get('location')]).toEqual([303, '/sign-in']);
  const cookie = cookiesOf(away).join('; ');
  const signedIn = await nobody.post('/sign-in/token', { token: acme.token }, { cookie });
  expect(signedIn.status).toBe(303);
  return signedIn.headers.get('location');
}

it.each([
  ['/settings/webhooks?page=2'],
  ['/settings/webhooks/7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60'],
])('who has to sign in first comes to %s after it', async (path) => {
  expect(await landsOn(path)).toBe(path);
});

it.each([
  [`/events?${'x'.repeat(3_000)}`],
  ['/'],
  ['/sign-out'],
  ['/settings/webhooks/7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60/events/1/payload'],
])('but to the first page where that is no page of this site: %.30s', async (path) => {
  expect(await landsOn(path)).toBe('/');
});

it('a cookie that somebody else has set leads nowhere else', async () => {
  for (const path of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
  ]) {
    const cookie = `signalpost_next=${encodeURIComponent(path)}`;
    const signedIn = await nobody.post('/sign-in/token', { token: acme.token }, { cookie });
    expect(signedIn.headers.get('location')).toBe('/');
  }
});

it('the payload of an event is downloaded byte for byte, and only where it belongs', async () => {
  const endpoint = await acme.api.post('/v1/webhooks/endpoints', {
    url: 'https://example.com/',
    format: 'raw',
    events: ['order.paid'],
  });
  const data = { id: 'order-1', text: 'ä€😀'.repeat(900_000) };
  const { webhook_events: events } = await publish(acme.api, { type: 'order.paid', data });
  const session = await stack.services.sessions.signInWithToken(acme.token, '192.0.2.1');
  if (session === undefined || session === 'admin') throw new Error('No session.');
  const visitor = new Visitor(stack.apiUrl, session.token);
  const path = `/settings/webhooks/${endpoint.body.id as string}/events/${events[0].id as string}`;
  const { headers, text } = await visitor.get(`${path}/payload`);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="?[\w-]+\.json"?$/);
  expect(JSON.parse(text)).toMatchObject({ type: 'order.paid', data });
  expect(text.endsWith(`"data":${JSON.stringify(data)}}`)).toBe(true);
  // The page itself shows the beginning and is of a size that a browser takes.
  const page = await visitor.get(path);
  expect([page.status, page.text.includes(`href="${path}/payload"`)]).toEqual([200, true]);
  expect(page.text.length).toBeLessThan(1_000_000);
  const other = await stack.createOrganization('Other');
  const foreign = await stack.services.sessions.signInWithToken(other.token, '192.0.2.2');
  if (foreign === undefined || foreign === 'admin') throw new Error('No session.');
  expect((await new Visitor(stack.apiUrl, foreign.token).get(`${path}/payload`)).status).toBe(404);
});
