import { eventually } from '../helpers/eventually';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { ENDPOINT_URL_MAX_CHARACTERS } from '../../src/webhooks/endpoint-url';
import {
  countRows,
  countSignals,
  createEndpoint,
  endpointBody,
  ENDPOINTS,
  EVENTS,
  listWorkflows,
  mistakes,
  ORGANIZATIONS,
  UNKNOWN_ID,
} from './support';

type Row = [what: string, value: unknown, ...mistakes: string[]];

const NUL = 'a\u0000b';
const LONE = `\ud800${'x'.repeat(40)}`;
const long = (length: number) => 'x'.repeat(length);

const CONTROL: Row[] = ['\u0000', '\u0007', '\n', '\u001b[2J', '\u007f', '\u009b', '\ud800'].map(
  (character) => [JSON.stringify(character), `${long(40)}${character}`, 'value_error'],
);
const URLS: Row[] = [
  ['a number', 5, 'string_type'],
  ['a list', [], 'string_type'],
  ['too long', `https://a.test/${long(ENDPOINT_URL_MAX_CHARACTERS)}`, 'value_error'],
  ...[
    '',
    'example.com',
    'ftp://example.com',
    'http://example.com',
    'https://',
    'https:/example.com',
    'https://u:p@example.com',
    'https://example.com/#x',
    'https://exa mple.com',
    'https://a.test/\u0000',
    'https://a.te\nst/',
    'https://xn--a.test',
    'https://a..test',
    'https://10.0.0.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://[::ffff:127.0.0.1]',
    'https://169.254.169.254/latest',
    'https://example.com:99999',
  ].map((url): Row => [JSON.stringify(url), url, 'value_error']),
];
const NAMES: Row[] = [
  ['a number', 5, 'string_type'],
  ['true', true, 'string_type'],
  ['too long', long(256), 'string_too_long'],
  ...CONTROL,
];
const FORMATS: Row[] = [
  ['unknown', 'xml', 'enum'],
  ['another case', 'RAW', 'enum'],
  ['a number', 1, 'enum'],
];
const EVENT_LISTS: Row[] = [
  ['a string', 'order.paid', 'list_type'],
  ['an object', {}, 'list_type'],
  ['unknown types', ['order.paid', 'nope', 7], 'enum .1', 'enum .2'],
  ['a type with NUL', ['order.paid\u0000'], 'enum .0'],
  ['a nested list', [['order.paid']], 'enum .0'],
  ['too many', Array.from({ length: 1_001 }, () => 'nope'), 'too_long'],
];
const SECRETS: Row[] = [
  ['a number', 5, 'string_type'],
  ['too short', long(31), 'string_too_short'],
  ['too long', long(256), 'string_too_long'],
  ...CONTROL,
];
const ADDITIONS: [field: string, ...Row][] = [
  ['ordering', 'unknown', 'random', 'enum'],
  ['ordering', 'a number', 1, 'enum'],
  ['max_in_flight', 'a string', '5', 'int_type'],
  ['max_in_flight', 'a fraction', 1.5, 'int_type'],
  ['max_in_flight', 'zero', 0, 'greater_than_equal'],
  ['max_in_flight', 'too much', 101, 'less_than_equal'],
  ['headers', 'a list', ['a'], 'dict_type'],
  ['headers', 'a string', 'a: b', 'dict_type'],
  ['headers', 'a value of another type', { a: 1 }, 'string_type .a'],
  ['headers', 'a value too long', { a: long(2_049) }, 'string_too_long .a'],
  ['headers', 'a value with a line feed', { a: 'b\r\nc: d' }, 'value_error .a'],
  ['headers', 'a name with a colon', { 'a:b': 'c' }, 'value_error .a:b'],
  ['headers', 'a name of ours', { 'Webhook-Id': 'c' }, 'value_error .Webhook-Id'],
  [
    'headers',
    'too many',
    Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`h${index}`, 1])),
    'value_error',
  ],
];
const MOMENTS: Row[] = [
  ['a number', 1_750_000_000, 'string_type'],
  ['no moment', 'yesterday', 'datetime_from_date_parsing'],
  ['without a zone', '2026-08-22T01:02:03', 'datetime_from_date_parsing'],
  ['a day that is not', '2026-02-30T01:02:03Z', 'datetime_from_date_parsing'],
  ['with NUL', '2026-08-22T01:02:03Z\u0000', 'datetime_from_date_parsing'],
  ['year 0', '0000-01-01T00:00:00Z', 'value_error'],
  ['beyond year 9999', '9999-12-31T23:59:59-10:00', 'value_error'],
  ['a zone that is not', '2026-01-01T00:00:00+23:00', 'value_error'],
  ['a long fraction', `2026-01-01T00:00:00.${'1'.repeat(200)}Z`, 'string_too_long'],
];
const UUIDS: Row[] = [
  ['a number', 5, 'string_type'],
  ['no UUID', 'x', 'uuid_parsing'],
  ['with NUL', `${UNKNOWN_ID}\u0000`, 'uuid_parsing'],
];
const DATA: Row[] = [
  ['a string', 'x', 'dict_type'],
  ['a list', [], 'dict_type'],
  ['null', null, 'dict_type'],
];
const TYPES: Row[] = [
  ['unknown', 'order.eaten', 'enum'],
  ['another case', 'Order.Paid', 'enum'],
  ['with NUL', 'order.paid\u0000', 'enum'],
  ['a number', 7, 'enum'],
];
const REQUIRED: Row[] = [['missing', undefined, 'missing']];

const of = (field: string, rows: readonly Row[]) =>
  rows.map((row): [string, ...Row] => [field, ...row]);

const ENDPOINT_FIELDS = [
  ...of('url', URLS),
  ...of('name', NAMES),
  ...of('format', FORMATS),
  ...of('events', EVENT_LISTS),
  ...of('secret', SECRETS),
  ...ADDITIONS,
];
const PUBLISH_FIELDS = [
  ...of('type', [...REQUIRED, ...TYPES]),
  ...of('data', [...REQUIRED, ...DATA]),
  ...of('timestamp', MOMENTS),
  ...of('organization_id', UUIDS),
];

let stack: TestStack;
let acme: TestOrganization;
let endpointId: string;
let rowsBefore: Record<string, number>;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  ({ id: endpointId } = await createEndpoint(acme.api));
});
beforeEach(async () => {
  rowsBefore = await countRows(stack);
});
afterAll(async () => {
  try {
    await stack.services.notifier.drain(2_000);
    expect(await countSignals(stack, endpointId)).toBe(0);
    // Lists lag behind: once the last workflow is in it, an earlier one would be too.
    const { id: lastId } = await createEndpoint(acme.api);
    const workflows = await eventually('the last workflow is listed', async () => {
      const ids = await listWorkflows(stack);
      return ids.includes(`endpoint/${lastId}`) ? ids : undefined;
    });
    expect(workflows.sort()).toEqual([`endpoint/${endpointId}`, `endpoint/${lastId}`].sort());
  } finally {
    await stack.close();
  }
});
afterEach(async () => {
  expect(await countRows(stack)).toEqual(rowsBefore);
});

/** `enum .1` of field `events` at `body` is `enum body.events.1`. */
const at = (place: string, expected: readonly string[]) =>
  expected.map((one) => {
    const [type, rest = ''] = one.split(' ');
    return `${type} ${place}${rest}`;
  });

async function refuses(
  call: { admin?: boolean; method?: 'post' | 'patch'; path: string; body: unknown },
  place: string,
  expected: readonly string[],
  value: unknown,
): Promise<void> {
  const client = call.admin === true ? stack.admin : acme.api;
  const answer = await client[call.method ?? 'post'](call.path, call.body);
  expect([answer.status, answer.body.error]).toEqual([422, 'RequestValidationError']);
  expect(mistakes(answer)).toEqual(at(place, expected));
  for (const detail of answer.body.detail) {
    expect(Object.keys(detail)).toEqual(expect.arrayContaining(['type', 'loc', 'msg', 'input']));
    expect(detail.msg).not.toBe('');
    if (detail.type === 'value_error' && detail.ctx !== undefined) {
      expect(detail.msg).toMatch(/^Value error, /);
    }
  }
  const [{ type, input }] = answer.body.detail;
  if (type === 'missing') expect(input).toEqual(JSON.parse(JSON.stringify(call.body)));
  else if (expected.every((one) => !one.includes(' '))) expect(input).toEqual(value);
}

describe('create an endpoint', () => {
  it.each([
    ...of('url', [...REQUIRED, ['null', null, 'string_type']]),
    ...of('format', [...REQUIRED, ['null', null, 'enum']]),
    ...of('events', [...REQUIRED, ['null', null, 'list_type']]),
    ...of('organization_id', UUIDS),
    ...ENDPOINT_FIELDS,
  ])('%s: %s', async (field, _what, value, ...expected) => {
    const body = endpointBody({ [field]: value });
    await refuses({ path: ENDPOINTS, body }, `body.${field}`, expected, value);
  });
});

describe('update an endpoint', () => {
  it.each([
    ...ENDPOINT_FIELDS,
    ...of('enabled', [
      ['a string', 'true', 'bool_type'],
      ['a number', 1, 'bool_type'],
    ]),
  ])('%s: %s', async (field, _what, value, ...expected) => {
    const path = `${ENDPOINTS}/${endpointId}`;
    const before = (await acme.api.get(path)).body;
    const body = { name: 'good', [field]: value };
    await refuses({ method: 'patch', path, body }, `body.${field}`, expected, value);
    expect((await acme.api.get(path)).body).toEqual(before);
  });
});

describe('publish', () => {
  const event = { type: 'order.paid', data: {} };

  it.each(PUBLISH_FIELDS)('one event, %s: %s', async (field, _what, value, ...expected) => {
    const body = { ...event, [field]: value };
    await refuses({ path: EVENTS, body }, `body.${field}`, expected, value);
  });

  it.each(PUBLISH_FIELDS)('in a batch, %s: %s', async (field, _what, value, ...expected) => {
    const body = { events: [event, { ...event, [field]: value }] };
    const answer = await acme.api.post(`${EVENTS}/batch`, body);
    expect([answer.status, mistakes(answer)]).toEqual([
      422,
      at(`body.events.1.${field}`, expected),
    ]);
  });

  it.each(
    of('events', [
      ...REQUIRED,
      ['null', null, 'list_type'],
      ['an object', {}, 'list_type'],
      ['empty', [], 'too_short'],
      ['1,001 events', Array.from({ length: 1_001 }, () => event), 'too_long'],
      ['strings', ['x', event, null], 'model_attributes_type .0', 'model_attributes_type .2'],
    ]),
  )('a batch, %s: %s', async (field, _what, value, ...expected) => {
    const body = { [field]: value };
    await refuses({ path: `${EVENTS}/batch`, body }, `body.${field}`, expected, value);
  });

  it.each([
    ['empty', ''],
    ['too long', long(256)],
    ['with a control character', 'a\u0080b'],
  ])('Idempotency-Key: %s', async (_what, key) => {
    const answer = await acme.api.post(EVENTS, event, { 'idempotency-key': key });
    expect(answer.status).toBe(422);
    expect(answer.body.detail[0].loc).toEqual(['header', 'idempotency-key']);
    expect(answer.body.detail).toHaveLength(1);
  });
});

describe('recover and test', () => {
  it.each(of('since', [...REQUIRED, ['null', null, 'string_type'], ...MOMENTS]))(
    'recover, %s: %s',
    async (field, _what, value, ...expected) => {
      const path = `${ENDPOINTS}/${endpointId}/recover`;
      await refuses({ path, body: { [field]: value } }, `body.${field}`, expected, value);
    },
  );

  it.each(of('type', TYPES))('test, %s: %s', async (field, _what, value, ...expected) => {
    const path = `${ENDPOINTS}/${endpointId}/test`;
    await refuses({ path, body: { [field]: value } }, `body.${field}`, expected, value);
  });
});

describe('the admin API', () => {
  const ADMIN_NAMES: Row[] = [...NAMES, ['empty', '', 'string_too_short']];
  const EMAILS: Row[] = [
    ...REQUIRED,
    ['a number', 5, 'string_type'],
    ['too long', `${long(250)}@a.test`, 'string_too_long'],
    ...['', 'nobody', 'a@', 'a b@c.test', NUL, LONE, 'a@b.test\r\nBcc: c@d.test'].map(
      (email): Row => [JSON.stringify(email), email, 'value_error'],
    ),
  ];

  it.each(of('name', [...REQUIRED, ['null', null, 'string_type'], ...ADMIN_NAMES]))(
    'organization, %s: %s',
    async (field, _what, value, ...expected) => {
      const body = { [field]: value };
      await refuses({ admin: true, path: ORGANIZATIONS, body }, `body.${field}`, expected, value);
    },
  );

  it.each(of('name', ADMIN_NAMES))(
    'renaming one, %s: %s',
    async (field, _what, value, ...expected) => {
      const path = `${ORGANIZATIONS}/${acme.id}`;
      const call = { admin: true, method: 'patch', path, body: { [field]: value } } as const;
      await refuses(call, `body.${field}`, expected, value);
    },
  );

  it.each([
    ...of('email', EMAILS),
    ...of('role', [...REQUIRED, ['unknown', 'owner', 'enum'], ['a number', 1, 'enum']]),
  ])('member, %s: %s', async (field, _what, value, ...expected) => {
    const path = `${ORGANIZATIONS}/${acme.id}/members`;
    const body = { email: 'a@b.test', role: 'admin', [field]: value };
    await refuses({ admin: true, path, body }, `body.${field}`, expected, value);
  });

  it.each([
    ...of('name', [...REQUIRED, ...ADMIN_NAMES]),
    ...of('scopes', [
      ...REQUIRED,
      ['a string', 'webhooks:read', 'list_type'],
      ['empty', [], 'too_short'],
      ['unknown', ['webhooks:read', 'admin'], 'enum .1'],
      ['too many', Array.from({ length: 101 }, () => 'x'), 'too_long'],
    ]),
    ...of('expires_at', MOMENTS),
  ])('token, %s: %s', async (field, _what, value, ...expected) => {
    const path = `${ORGANIZATIONS}/${acme.id}/tokens`;
    const body = { name: 'n', scopes: ['webhooks:read'], [field]: value };
    await refuses({ admin: true, path, body }, `body.${field}`, expected, value);
  });
});
