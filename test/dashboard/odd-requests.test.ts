import { randomUUID } from 'node:crypto';
import { EVENT_STATES } from '../../src/domain/event';
import { RowMaker } from '../api/matrix/rows';
import type { TestOrganization } from '../helpers/stack';
import { makeIds, type PathIds } from './route-table';
import { Visitor } from './visitor';
import { startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

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

const LONG = 'x'.repeat(4_000);
const WHOLE_ID = '3f0b0f3e-0000-4000-8000-000000000000';
const PLACES = ['7', '999999999999999', `2026-01-01T00:00:00.5Z~${WHOLE_ID}`];

/** Values that nobody's browser sends for a parameter. */
const ODD_VALUES = [
  '',
  '%00',
  'a%00b',
  '%ff%fe',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '%E2%80%AE',
  "'%22%3E%3Cscript%3E",
  '-1',
  '0',
  '1.5',
  '1e3',
  '999999',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  LONG,
  '2026-02-30T10:00',
  '0000-01-01T00:00',
  '0099-12-31T23:59',
  '9999-12-31T23:59',
  '2026-13-45T99:99',
  `2026-02-30T00:00:00Z~${WHOLE_ID}`,
  `2026-01-01T24:00:00Z~${WHOLE_ID}`,
  `2026-01-01T00:00:60Z~${WHOLE_ID}`,
  `0000-01-01T00:00:00Z~${WHOLE_ID}`,
  `2026-01-01T00:00:00.123456Z~${'-'.repeat(36)}`,
  `2026-01-01T00:00:00.1.2.3Z~${WHOLE_ID}`,
  `9999-12-31T23:59:59.999999Z~${WHOLE_ID}`,
  `2026-01-01T00:00:00Z~${WHOLE_ID}~`,
];

const PARAMETERS: readonly [string, () => string, readonly string[]][] = [
  [
    'an endpoint',
    () => `${WEBHOOKS}/${ids.endpoint}`,
    ['from', 'to', 'outcome', 'code', 'type', 'text', 'range', 'cursor', 'done'],
  ],
  ['events by state', () => `${WEBHOOKS}/${ids.endpoint}/events`, ['state', 'cursor']],
  ['an event', () => `${WEBHOOKS}/${ids.endpoint}/events/${ids.event}`, ['done']],
  ['the list of endpoints', () => WEBHOOKS, ['page', 'done']],
  ['events', () => '/events', ['type', 'cursor']],
  ['a message', () => `/events/${ids.message}`, ['done']],
  ['publishing', () => '/events/publish', ['type']],
  ['event types', () => '/settings/event-types', ['done']],
  ['members', () => '/settings/members', ['page', 'done']],
  ['access tokens', () => '/settings/access-tokens', ['page', 'done']],
];

it.each(
  PARAMETERS.flatMap(([what, path, names]) => names.map((name) => [what, name, path] as const)),
)('%s with an odd %s is a page', async (_what, name, path) => {
  const queries = [
    ...ODD_VALUES.map((value) => `${name}=${value}`),
    `${name}=a&${name}=b`,
    `${name}[]=a`,
    `${name}[a]=b`,
    `${name}=${'a&x='.repeat(500)}`,
    // A place of one list is none of another.
    ...(name === 'state'
      ? EVENT_STATES.flatMap((state) => PLACES.map((at) => `state=${state}&cursor=${at}`))
      : []),
  ];
  const answers = await Promise.all(queries.map((query) => admin.get(`${path()}?${query}`)));
  const failures = answers.flatMap(({ status }, index) =>
    status === 200 ? [] : [`${status} for ${queries[index]?.slice(0, 80) ?? ''}`],
  );
  expect(failures).toEqual([]);
});

it('in any time zone that a browser may tell, and any that it may not', async () => {
  for (const zone of ['Asia/Kolkata', 'Pacific/Kiritimati', 'Etc/GMT+12', 'nowhere', '%00', LONG]) {
    for (const time of ['9999-12-31T23:59', '0000-01-01T00:00', '0001-01-01T00:00']) {
      const page = await new Visitor(world.url, null).get(
        `${WEBHOOKS}/${ids.endpoint}?from=${time}&to=${time}`,
        {
          cookie: `signalpost=${admin.sessionToken ?? ''}; signalpost_zone=${encodeURIComponent(zone)}; signalpost_theme=odd`,
        },
      );
      expect([zone, time, page.status]).toEqual([zone, time, 200]);
    }
  }
});

it.each([
  ['no id', `${WEBHOOKS}/x`],
  ['a NUL', `${WEBHOOKS}/%00`],
  ['no UTF-8', `${WEBHOOKS}/%ff`],
  ['a name with a NUL', '/settings/event-types/a%00b'],
  ['a name that is no UTF-8', '/settings/event-types/%ff'],
  ['a long name', `/settings/event-types/${LONG}`],
  ['a name of every object', '/settings/event-types/__proto__'],
  ['more parts', `${WEBHOOKS}/${randomUUID()}/edit/more`],
  ['two slashes within', '/settings//webhooks/x'],
  ['another method', '/events/x'],
])('a path with %s is a page that says 404', async (_what, path) => {
  const { status, headers, text } = await admin.get(path);
  expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(text).toContain('Not found');
});

const FORMS: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['a new endpoint', `${WEBHOOKS}/new`, { url: 'https://example.com', format: 'raw' }],
  ['a URL to be checked', `${WEBHOOKS}/check-url`, { url: '' }],
  ['a member', '/settings/members', { email: 'a@example.com', role: 'member' }],
  ['an access token', '/settings/access-tokens', { name: 'n', scopes: 'events:read' }],
  ['an event type', '/settings/event-types', { name: 'a.b', description: '', schema: '' }],
  ['an event', '/events/publish', { type: 'order.paid', data: '{}', key: 'k' }],
  ['an address', '/sign-in', { email: '' }],
  ['a link', '/sign-in/link', { code: '' }],
  ['a token', '/sign-in/token', { token: '' }],
];
const ODD_TEXTS = [
  '\0',
  'a\0b',
  '\uFFFD',
  '\u202E',
  '{',
  'null',
  '[]',
  '"',
  '__proto__',
  '9'.repeat(500),
  LONG,
  '[['.repeat(5_000),
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
];

it.each(FORMS)('%s of odd texts is told what is wrong, or taken', async (_what, path, fields) => {
  const names = [...Object.keys(fields), 'expires_at', 'headers', 'max_in_flight', 'ordering'];
  const wrong: string[] = [];
  for (const name of names) {
    for (const text of ODD_TEXTS) {
      // A form before signing in counts towards a limit of its client.
      const { status } = await admin.post(path, { ...fields, [name]: text });
      if (![200, 303, 409, 422, 429].includes(status))
        wrong.push(`${status} for ${name}=${JSON.stringify(text.slice(0, 30))}`);
    }
    const twice = await admin.post(path, [
      ['csrf', admin.csrf],
      ...Object.entries(fields),
      [name, 'a'],
      [name, 'b'],
    ]);
    if (twice.status >= 500) wrong.push(`${twice.status} for ${name} twice`);
  }
  expect(wrong).toEqual([]);
});

it.each<[string, number, () => Promise<{ status: number; headers: Headers; text: string }>]>([
  [
    'a body that is too large',
    413,
    () => admin.post('/events/publish', { data: 'x'.repeat(1_000_001) }),
  ],
  [
    'too many fields',
    413,
    () =>
      admin.post(
        `${WEBHOOKS}/new`,
        Array.from({ length: 2_001 }, (_, index) => ['events', String(index)] as const),
      ),
  ],
  [
    'a body of another kind',
    403,
    () =>
      admin.request(
        'POST',
        `${WEBHOOKS}/new`,
        { 'content-type': 'application/json', origin: world.url },
        JSON.stringify({ csrf: admin.csrf, url: 'https://example.com' }),
      ),
  ],
  [
    'an unknown encoding',
    415,
    () => admin.post(`${WEBHOOKS}/new`, {}, { 'content-encoding': 'nothing' }),
  ],
  [
    'an unknown character set',
    422,
    () =>
      admin.post(
        `${WEBHOOKS}/new`,
        {},
        { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
      ),
  ],
  ['a method that no page has', 404, () => admin.request('PUT', WEBHOOKS, {})],
])('%s is a page with an error', async (_what, expected, ask) => {
  const { status, headers, text } = await ask();
  expect([status, headers.get('content-type')]).toEqual([expected, 'text/html; charset=utf-8']);
  expect(text).toContain('<h1>');
});
