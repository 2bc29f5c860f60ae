import { EVENT_TYPES } from '../../src/domain/event-types';
import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  createEndpoint,
  ENDPOINTS,
  endpointBody,
  EVENTS,
  idsOf,
  mistakes,
  NOT_FOUND,
  TIMESTAMP,
} from './support';

const TYPES = '/v1/webhooks/event-types';
const INVOICE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1 },
    total: { type: 'integer', minimum: 0 },
    due: { type: 'string', format: 'date' },
    lines: { type: 'array', items: { type: 'object', required: ['sku'] } },
  },
  required: ['id', 'total'],
  additionalProperties: false,
  examples: [{ id: 'inv_1', total: 1200, due: '2026-12-31' }],
};

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});
beforeEach(async () => {
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
});

async function register(fields: Record<string, unknown> = {}, api = acme.api) {
  const answer = await api.post(TYPES, { name: 'invoice.issued', ...fields });
  expect(answer.status).toBe(201);
  return answer.body;
}

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name);
const arrival = (id: string) =>
  eventually('it arrives', () => receiver.received.find((one) => one.id === id));

describe('the catalogue', () => {
  it('is listed whole, in its order, each type with description and example', async () => {
    const { status, body } = await acme.api.get(`${TYPES}?limit=100`);
    expect(status).toBe(200);
    expect(body.pagination).toEqual({ total_count: EVENT_TYPES.length, max_page: 1 });
    expect(namesOf(body.items)).toEqual([...EVENT_TYPES]);
    for (const type of body.items) {
      expect(type).toEqual({
        created_at: null,
        modified_at: null,
        name: type.name,
        description: expect.stringMatching(/^.{10,}\.$/) as string,
        source: 'catalogue',
        organization_id: null,
        schema: null,
        example: exampleData(type.name),
        is_archived: false,
      });
    }
  });

  it('is read one by one, and cannot be changed or registered anew', async () => {
    const one = await acme.api.get(`${TYPES}/order.paid`);
    expect([one.status, one.body.name]).toEqual([200, 'order.paid']);
    for (const answer of [
      await acme.api.patch(`${TYPES}/order.paid`, { description: 'mine' }),
      await acme.api.post(TYPES, { name: 'order.paid' }),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([409, 'Conflict']);
    }
  });

  it('the admin token reads it without an organization', async () => {
    expect((await stack.admin.get(`${TYPES}/order.paid`)).status).toBe(200);
    expect((await stack.admin.get(`${TYPES}?source=catalogue`)).body.pagination.total_count).toBe(
      EVENT_TYPES.length,
    );
  });
});

describe('a type of the organization’s own', () => {
  it('is registered, keys in their order', async () => {
    const description = 'An invoice was sent to its customer.';
    const body = await register({ description, schema: INVOICE_SCHEMA, extra: 'ignored' });
    expect(Object.entries(body)).toEqual([
      ['created_at', expect.stringMatching(TIMESTAMP)],
      ['modified_at', null],
      ['name', 'invoice.issued'],
      ['description', description],
      ['source', 'organization'],
      ['organization_id', acme.id],
      ['schema', INVOICE_SCHEMA],
      ['example', INVOICE_SCHEMA.examples[0]],
      ['is_archived', false],
    ]);
    expect((await acme.api.get(`${TYPES}/invoice.issued`)).body).toEqual(body);
  });

  it('stands in the list behind the catalogue, also across pages', async () => {
    await register({ name: 'b' });
    await register({ name: 'a' });
    const names: string[] = [];
    for (let page = 1; page <= 5; page += 1) {
      const { body } = await acme.api.get(`${TYPES}?limit=10&page=${page}`);
      expect(body.pagination).toEqual({ total_count: EVENT_TYPES.length + 2, max_page: 5 });
      names.push(...namesOf(body.items));
    }
    expect(names).toEqual([...EVENT_TYPES, 'a', 'b']);
    const own = await acme.api.get(`${TYPES}?source=organization`);
    expect(namesOf(own.body.items)).toEqual(['a', 'b']);
  });

  it('is one organization’s alone', async () => {
    await register();
    expect((await other.api.get(`${TYPES}/invoice.issued`)).body).toEqual(NOT_FOUND);
    expect((await other.api.patch(`${TYPES}/invoice.issued`, {})).body).toEqual(NOT_FOUND);
    const list = await other.api.get(`${TYPES}?source=organization&organization_id=${acme.id}`);
    expect(list.body.items).toEqual([]);
    const created = await other.api.post(ENDPOINTS, endpointBody({ events: ['invoice.issued'] }));
    expect(mistakes(created)).toEqual(['enum body.events.0']);
    const published = await other.api.post(EVENTS, { type: 'invoice.issued', data: {} });
    expect(mistakes(published)).toEqual(['enum body.type']);
    await register({ description: 'another one' }, other.api);
    expect((await acme.api.get(`${TYPES}/invoice.issued`)).body.description).toBe('');
  });

  it('the admin token names whose it is', async () => {
    const missing = await stack.admin.post(TYPES, { name: 'x.y' });
    expect(mistakes(missing)).toEqual(['missing body.organization_id']);
    await register({ organization_id: acme.id }, stack.admin);
    const path = `${TYPES}/invoice.issued`;
    expect((await stack.admin.get(path)).body).toEqual(NOT_FOUND);
    expect((await stack.admin.get(`${path}?organization_id=${acme.id}`)).status).toBe(200);
    expect(mistakes(await stack.admin.patch(path, {}))).toEqual(['missing query.organization_id']);
    const patch = { description: 'by the platform' };
    const patched = await stack.admin.patch(`${path}?organization_id=${acme.id}`, patch);
    expect([patched.status, patched.body.description]).toEqual([200, patch.description]);
    const foreign = await acme.api.get(`${path}?organization_id=${other.id}`);
    expect(mistakes(foreign)).toEqual(['organization_token query.organization_id']);
  });

  it('is not registered twice', async () => {
    await register();
    const again = await acme.api.post(TYPES, { name: 'invoice.issued' });
    expect([again.status, again.body.error]).toEqual([409, 'Conflict']);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no name', {}, ['missing body.name']],
    ['a name of a number', { name: 7 }, ['string_type body.name']],
    ['an empty name', { name: '' }, ['string_too_short body.name', 'value_error body.name']],
    [
      'a long name',
      { name: 'x'.repeat(129) },
      ['string_too_long body.name', 'value_error body.name'],
    ],
    ['a slash', { name: 'a/b' }, ['value_error body.name']],
    ['a dot at the end', { name: 'a.' }, ['value_error body.name']],
    ['NUL', { name: 'a\u0000' }, ['value_error body.name']],
    [
      'two mistakes',
      { name: 'a b', description: 5 },
      ['value_error body.name', 'string_type body.description'],
    ],
    ['a schema that is a list', { name: 'a', schema: [] }, ['dict_type body.schema']],
    ['a schema that is true', { name: 'a', schema: true }, ['dict_type body.schema']],
    [
      'an unknown keyword',
      { name: 'a', schema: { requried: ['id'] } },
      ['value_error body.schema'],
    ],
    ['an unknown type', { name: 'a', schema: { type: 'decimal' } }, ['value_error body.schema']],
    [
      'a reference to elsewhere',
      { name: 'a', schema: { $ref: 'https://example.com/s.json' } },
      ['value_error body.schema'],
    ],
    [
      'another draft',
      { name: 'a', schema: { $schema: 'http://json-schema.org/draft-07/schema#' } },
      ['value_error body.schema.$schema'],
    ],
    [
      'an asynchronous schema',
      { name: 'a', schema: { $async: true } },
      ['value_error body.schema.$async'],
    ],
    [
      'a pattern that is none',
      { name: 'a', schema: { properties: { a: { pattern: '(' } } } },
      ['value_error body.schema'],
    ],
    [
      'a schema too long',
      { name: 'a', schema: { title: 'x'.repeat(65_536) } },
      ['value_error body.schema'],
    ],
  ])('refused: %s', async (_what, body, expected) => {
    const rows = await countRows(stack);
    const answer = await acme.api.post(TYPES, body);
    expect([answer.status, mistakes(answer)]).toEqual([422, expected]);
    expect(await countRows(stack)).toEqual(rows);
  });

  it('is changed; null and what is left out stay', async () => {
    await register({ description: 'before', schema: INVOICE_SCHEMA });
    const path = `${TYPES}/invoice.issued`;
    const same = await acme.api.patch(path, { description: null });
    expect([same.body.description, same.body.modified_at]).toEqual(['before', null]);
    const changed = await acme.api.patch(path, { schema: {} });
    expect(changed.body).toMatchObject({ description: 'before', schema: {} });
    expect(changed.body.modified_at).toMatch(TIMESTAMP);
    expect(mistakes(await acme.api.patch(path, { schema: { type: 1 } }))).toEqual([
      'value_error body.schema',
    ]);
    expect((await acme.api.patch(`${TYPES}/nope`, {})).body).toEqual(NOT_FOUND);
    expect((await acme.api.patch(`${TYPES}/%00`, {})).body).toEqual(NOT_FOUND);
  });

  it('archived: not published any more; endpoints keep it, lists show it on demand, and it comes back', async () => {
    await register();
    const endpoint = await createEndpoint(acme.api, { events: ['invoice.issued'] });
    const path = `${TYPES}/invoice.issued`;
    expect((await acme.api.patch(path, { is_archived: true })).body.is_archived).toBe(true);
    const published = await acme.api.post(EVENTS, { type: 'invoice.issued', data: {} });
    expect(mistakes(published)).toEqual(['enum body.type']);
    const kept = await acme.api.patch(`${ENDPOINTS}/${endpoint.id}`, { events: endpoint.events });
    expect([kept.status, kept.body.events]).toEqual([200, ['invoice.issued']]);
    const names = async (query: string) =>
      (await acme.api.get(`${TYPES}?source=organization&${query}`)).body.pagination.total_count;
    expect([await names('is_archived=true'), await names('is_archived=false')]).toEqual([1, 0]);
    expect((await acme.api.delete(path)).status).toBe(405);
    await acme.api.patch(path, { is_archived: false });
    const again = await acme.api.post(EVENTS, { type: 'invoice.issued', data: {} });
    expect(again.status).toBe(202);
  });
});

describe('publishing own types', () => {
  const valid = { id: 'inv_7', total: 5 };

  beforeEach(() => register({ schema: INVOICE_SCHEMA }));

  it('reaches the endpoints that listen, raw and chats', async () => {
    for (const format of ['raw', 'slack']) {
      await createEndpoint(acme.api, {
        url: receiver.url(`/${format}`),
        format,
        events: ['order.paid', 'invoice.issued'],
      });
    }
    const { status, body } = await acme.api.post(EVENTS, { type: 'invoice.issued', data: valid });
    expect([status, body.webhook_events.length]).toEqual([202, 2]);
    const [raw, slack] = await Promise.all(idsOf(body.webhook_events).map(arrival));
    expect(JSON.parse(raw!.body)).toMatchObject({ type: 'invoice.issued', data: valid });
    expect(JSON.parse(slack!.body)).toMatchObject({ text: 'invoice.issued' });
    const { body: list } = await acme.api.get(`${EVENTS}?event_type=invoice.issued`);
    expect(list.pagination.total_count).toBe(2);
    expect((await acme.api.get('/v1/webhooks/deliveries?event_type=invoice.issued')).status).toBe(
      200,
    );
    expect(
      mistakes(await acme.api.get(`${EVENTS}?event_type=invoice.nope&event_type=order.paid`)),
    ).toEqual(['enum query.event_type.0']);
  });

  it('data that breaks the schema: every mistake at its place, nothing stored', async () => {
    const rows = await countRows(stack);
    const data = { total: -1, due: 'soon', lines: [{ sku: 1 }, {}], more: 1 };
    const answer = await acme.api.post(EVENTS, { type: 'invoice.issued', data });
    expect(answer.status).toBe(422);
    expect(mistakes(answer).sort()).toEqual(
      [
        'value_error body.data', // id is missing
        'value_error body.data', // "more" is one too many
        'value_error body.data.total',
        'value_error body.data.due',
        'value_error body.data.lines.1',
      ].sort(),
    );
    expect(answer.body.detail).toContainEqual({
      type: 'value_error',
      loc: ['body', 'data', 'total'],
      msg: 'Value error, must be >= 0',
      input: -1,
      ctx: { error: {} },
    });
    expect(await countRows(stack)).toEqual(rows);
  });

  it('a batch is stored whole or not at all', async () => {
    const rows = await countRows(stack);
    const events = [
      { type: 'order.paid', data: { anything: true } },
      { type: 'invoice.issued', data: valid },
      { type: 'invoice.issued', data: {} },
      { type: 'invoice.unknown', data: {} },
    ];
    const unknown = await acme.api.post(`${EVENTS}/batch`, { events });
    expect(mistakes(unknown)).toEqual(['enum body.events.3.type']);
    const broken = await acme.api.post(`${EVENTS}/batch`, { events: events.slice(0, 3) });
    expect(new Set(mistakes(broken))).toEqual(new Set(['value_error body.events.2.data']));
    expect(await countRows(stack)).toEqual(rows);
    const fine = await acme.api.post(`${EVENTS}/batch`, { events: events.slice(0, 2) });
    expect(fine.status).toBe(202);
  });

  it('a sample is the schema’s example; without one it is refused', async () => {
    const endpoint = await createEndpoint(acme.api, {
      url: receiver.url(),
      events: ['invoice.issued'],
    });
    const test = await acme.api.post(`${ENDPOINTS}/${endpoint.id}/test`);
    expect(test.status).toBe(202);
    const received = await arrival(test.body.webhook_events[0].id);
    expect(JSON.parse(received.body)).toMatchObject({
      type: 'invoice.issued',
      data: INVOICE_SCHEMA.examples[0],
    });
    await register({ name: 'bare', schema: { type: 'object' } });
    const bare = await acme.api.post(`${ENDPOINTS}/${endpoint.id}/test`, { type: 'bare' });
    expect(mistakes(bare)).toEqual(['value_error body.type']);
    const foreign = await acme.api.post(`${ENDPOINTS}/${endpoint.id}/test`, { type: 'nope' });
    expect(mistakes(foreign)).toEqual(['enum body.type']);
    const byAdmin = await stack.admin.post(`${ENDPOINTS}/${endpoint.id}/test`, {
      type: 'invoice.issued',
    });
    expect(byAdmin.status).toBe(202);
  });

  it('by the publish signal: checked too', async () => {
    const endpoint = await createEndpoint(acme.api, {
      url: receiver.url(),
      events: ['invoice.issued'],
    });
    const handle = stack.temporal.workflow.getHandle(`endpoint/${endpoint.id}`);
    await eventually('its workflow runs', () => handle.describe());
    await handle.signal('publish', { id: 'broken', type: 'invoice.issued', data: { total: 1 } });
    await handle.signal('publish', {
      id: 'fine',
      type: 'invoice.issued',
      data: { id: 'inv_signal', total: 5 },
    });
    const only = await eventually('one arrives', () =>
      receiver.received.find(({ body }) => body.includes('inv_signal')),
    );
    expect(JSON.parse(only.body)).toMatchObject({ type: 'invoice.issued', data: { total: 5 } });
    const { body } = await acme.api.get(`${EVENTS}?endpoint_id=${endpoint.id}`);
    expect(body.pagination.total_count).toBe(1);
  });
});

it('a schema that would take for ever is refused in about a second, and holds up nobody', async () => {
  // Each level is looked at twice: 2^40 steps for one small value.
  const levels = Array.from({ length: 40 }, (_, level) => [
    `l${level}`,
    { allOf: [{ $ref: `#/$defs/l${level + 1}` }, { $ref: `#/$defs/l${level + 1}` }] },
  ]);
  const $defs = { ...Object.fromEntries(levels), l40: { type: 'object' } };
  await register({ name: 'slow', schema: { $ref: '#/$defs/l0', $defs } });
  await register({ name: 'quick', schema: { type: 'object' } }, other.api);
  const slow = acme.api.post(EVENTS, { type: 'slow', data: {} });
  const started = Date.now();
  const [catalogue, own] = await Promise.all([
    other.api.post(EVENTS, { type: 'order.paid', data: {} }),
    other.api.post(EVENTS, { type: 'quick', data: {} }),
  ]);
  expect([catalogue.status, own.status]).toEqual([202, 202]);
  const answer = await slow;
  expect(Date.now() - started).toBeLessThan(5_000);
  expect([answer.status, answer.body.error]).toEqual([503, 'ServiceUnavailable']);
  expect(answer.headers.get('retry-after')).toBe('10');
  // For a while its owner is refused without the wait.
  const again = await acme.api.post(EVENTS, { type: 'slow', data: {} });
  expect(again.status).toBe(503);
});
