import { NotFoundError, Signalpost, type WebhookEndpoint } from 'signalpost';
import { EVENT_TYPES } from '../../src/domain/event-types';
import { idsOf, UNKNOWN_ID } from '../api/support';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;
let client: Signalpost;
let admin: Signalpost;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
  const serverUrl = stack.apiUrl;
  admin = new Signalpost({ accessToken: stack.config.adminToken, serverUrl });
  acme = await stack.createOrganization();
  client = new Signalpost({ accessToken: acme.token, serverUrl });
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});
beforeEach(() => receiver.answerWith(answer(204)));

const create = (fields: Partial<Parameters<Signalpost['webhooks']['create']>[0]> = {}) =>
  client.webhooks.create({
    url: receiver.url(),
    format: 'raw',
    events: ['order.paid'],
    ...fields,
  });

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Waits until an event is dealt with. */
const settled = (id: string) =>
  eventually('the event is settled', async () => {
    const event = await client.events.get(id);
    return event.status !== 'pending' && event;
  });

describe('client.webhooks', () => {
  it('creates, gets, updates, resets and deletes an endpoint', async () => {
    const before = Date.now();
    const created = await client.webhooks.create({
      url: 'https://EXAMPLE.com/hook',
      format: 'slack',
      events: ['order.paid'],
      organizationId: acme.id,
      name: 'shop',
      secret: 'a secret of our own, of enough letters',
      ordering: 'strict',
      maxInFlight: 3,
      headers: { x_first_key: 'a', 'x-second': 'b' },
    });
    expect(created).toEqual({
      createdAt: expect.any(Date),
      modifiedAt: null,
      id: expect.any(String),
      url: 'https://example.com/hook',
      name: 'shop',
      format: 'slack',
      secret: 'a secret of our own, of enough letters',
      organizationId: acme.id,
      events: ['order.paid'],
      enabled: true,
      apiVersion: '2026-04',
      usesStandardWebhookSignature: false,
      ordering: 'strict',
      maxInFlight: 3,
      headers: { x_first_key: 'a', 'x-second': 'b' },
      disabledReason: null,
      disabledAt: null,
      consecutiveFailures: 0,
    } satisfies Record<keyof WebhookEndpoint, unknown>);
    expect(Math.abs(created.createdAt.getTime() - before)).toBeLessThan(60_000);
    expect(await client.webhooks.get(created.id)).toEqual(created);

    const updated = await client.webhooks.update(created.id, {
      enabled: false,
      maxInFlight: 5,
      events: [],
    });
    expect(updated).toMatchObject({ enabled: false, maxInFlight: 5, events: [], name: 'shop' });
    expect(updated.disabledAt).toBeInstanceOf(Date);
    expect(updated.disabledReason).toBe('manual');

    const { secret } = await client.webhooks.resetSecret(created.id);
    expect(secret).toMatch(/^whsec_/);

    await client.webhooks.delete(created.id);
    await expect(client.webhooks.get(created.id)).rejects.toThrow(NotFoundError);
  });

  it('sends a sample, lists the attempts by every filter, and sends again', async () => {
    const endpoint = await create({ events: [] });
    const start = new Date(Date.now() - 60_000);
    const message = await client.webhooks.test(endpoint.id, 'refund.created');
    expect(message.webhookEvents).toEqual([
      { id: expect.any(String), webhookEndpointId: endpoint.id },
    ]);
    const eventId = message.webhookEvents[0]!.id;
    expect(await settled(eventId)).toMatchObject({ status: 'succeeded', type: 'refund.created' });

    const filters = {
      organizationId: acme.id,
      endpointId: endpoint.id,
      eventType: ['refund.created', 'refund.updated'],
      startTimestamp: start,
      endTimestamp: new Date(Date.now() + 60_000).toISOString(),
      succeeded: true,
      httpCodeClass: '2xx',
      query: eventId.slice(0, 8),
      page: 1,
      limit: 5,
    } as const;
    const page = await client.webhooks.deliveries(filters);
    expect(page.pagination).toEqual({ totalCount: 1, maxPage: 1 });
    expect(page.items[0]).toMatchObject({
      createdAt: expect.any(Date),
      succeeded: true,
      httpCode: 204,
      attempt: 1,
      stage: null,
      webhookEndpointId: endpoint.id,
      webhookEvent: { id: eventId, createdAt: expect.any(Date), apiVersion: '2026-04' },
    });
    const others = [
      { ...filters, endpointId: [UNKNOWN_ID] },
      { ...filters, eventType: 'order.paid' },
      { ...filters, startTimestamp: new Date(Date.now() + 60_000) },
      { ...filters, endTimestamp: start },
      { ...filters, succeeded: false },
      { ...filters, httpCodeClass: '5xx' as const },
      { ...filters, query: 'no such thing' },
    ];
    for (const other of others) {
      expect((await client.webhooks.deliveries(other)).items).toEqual([]);
    }

    const arrivals = () => receiver.received.filter(({ id }) => id === eventId).length;
    await client.webhooks.redeliver(eventId);
    await eventually('it arrives again', () => arrivals() === 2);
  });

  it('without a type sends a sample of the first that the endpoint listens to', async () => {
    const endpoint = await create({ events: ['discount.deleted', 'order.paid'] });
    const { webhookEvents } = await client.webhooks.test(endpoint.id);
    expect(await settled(webhookEvents[0]!.id)).toMatchObject({ type: 'discount.deleted' });
  });

  it('recovers what was skipped since a time', async () => {
    const endpoint = await create({ events: ['product.created'] });
    receiver.answerWith(answer(410));
    const { webhookEvents } = await client.webhooks.test(endpoint.id, 'product.created');
    await eventually('the endpoint is disabled', async () => {
      const { disabledReason } = await client.webhooks.get(endpoint.id);
      return disabledReason === 'gone';
    });
    receiver.answerWith(answer(204));
    await client.webhooks.update(endpoint.id, { enabled: true });
    const since = new Date(Date.now() - 60_000);
    expect(await client.webhooks.recover(endpoint.id, since)).toEqual({ count: 1 });
    await eventually('it succeeds', async () => {
      const { status } = await client.events.get(webhookEvents[0]!.id);
      return status === 'succeeded';
    });
    expect(await client.webhooks.recover(endpoint.id, '2026-01-01T00:00:00Z')).toEqual({
      count: 0,
    });
  });
});

describe('lists', () => {
  it('give a page, the pages after it, and all items of all pages', async () => {
    const beta = await stack.createOrganization('Beta');
    const owner = new Signalpost({ accessToken: beta.token, serverUrl: stack.apiUrl });
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      const url = `https://example.com/${number}`;
      ids.unshift((await owner.webhooks.create({ url, format: 'raw', events: [] })).id);
    }
    const second = await owner.webhooks.list({ page: 2, limit: 2 });
    expect(idsOf(second.items)).toEqual(ids.slice(2, 4));
    expect(second.pagination).toEqual({ totalCount: 5, maxPage: 3 });
    const third = await second.next();
    expect(idsOf(third!.items)).toEqual(ids.slice(4));
    expect(await third!.next()).toBeUndefined();

    expect(idsOf(await collect(second))).toEqual(ids.slice(2));
    expect(idsOf(await collect(owner.webhooks.list({ limit: 2 })))).toEqual(ids);
    expect(idsOf(await collect(admin.webhooks.list({ organizationId: beta.id })))).toEqual(ids);
    expect(await collect(admin.webhooks.list({ organizationId: [UNKNOWN_ID] }))).toEqual([]);
  });

  it('give nothing twice when something is created meanwhile', async () => {
    const beta = await stack.createOrganization('Beta');
    const owner = new Signalpost({ accessToken: beta.token, serverUrl: stack.apiUrl });
    const fields = { url: 'https://example.com/', format: 'raw', events: [] } as const;
    const ids: string[] = [];
    for (let number = 0; number < 4; number += 1) {
      ids.unshift((await owner.webhooks.create(fields)).id);
    }
    const seen: string[] = [];
    for await (const { id } of owner.webhooks.list({ limit: 2 })) {
      seen.push(id);
      if (seen.length === 1) await owner.webhooks.create(fields);
    }
    expect(seen).toEqual(ids);
  });

  it('fail where the first page does', async () => {
    const unknown = new Signalpost({ accessToken: 'sp_oat_no', serverUrl: stack.apiUrl });
    await expect(unknown.webhooks.list()).rejects.toThrow('The access token provided');
    await expect(collect(unknown.webhooks.list())).rejects.toThrow('The access token provided');
  });
});

describe('client.events', () => {
  it('publishes, lists by every filter and gets', async () => {
    const endpoint = await create({ events: ['order.created', 'order.paid'] });
    const message = await client.events.publish({
      type: 'order.created',
      data: { id: 'order-1', metadata: { first_key: 1 } },
      timestamp: new Date('2026-02-03T04:05:06.789Z'),
      organizationId: acme.id,
    });
    const { id } = message.webhookEvents.find(
      ({ webhookEndpointId }) => webhookEndpointId === endpoint.id,
    )!;
    const event = await settled(id);
    expect(event).toMatchObject({
      createdAt: expect.any(Date),
      messageId: message.id,
      webhookEndpointId: endpoint.id,
      organizationId: acme.id,
      attempts: 1,
      nextAttemptAt: null,
      lastHttpCode: 204,
      isArchived: false,
    });
    expect(JSON.parse(event.payload!)).toEqual({
      type: 'order.created',
      timestamp: '2026-02-03T04:05:06.789Z',
      data: { id: 'order-1', metadata: { first_key: 1 } },
    });

    const filters = {
      organizationId: [acme.id],
      endpointId: endpoint.id,
      eventType: 'order.created',
      status: 'succeeded',
      startTimestamp: new Date(Date.now() - 60_000),
      endTimestamp: new Date(Date.now() + 60_000),
    } as const;
    expect(idsOf((await client.events.list(filters)).items)).toEqual([id]);
    expect((await client.events.list({ ...filters, status: 'failed' })).items).toEqual([]);
    expect((await client.events.list({ ...filters, page: 2 })).items).toEqual([]);
  });

  it('publishes with a key of the caller’s', async () => {
    const endpoint = await create({ events: ['order.refunded'] });
    const event = { type: 'order.refunded', data: { id: '1' }, idempotencyKey: 'key-1' } as const;
    const first = await client.events.publish(event);
    expect(await client.events.publish(event)).toEqual(first);
    const other = await client.events.publish({ ...event, idempotencyKey: null });
    expect(other.id).not.toBe(first.id);
    const page = await client.events.list({ endpointId: endpoint.id });
    expect(page.pagination.totalCount).toBe(2);
  });

  it('publishes a batch in its order, with a key of the caller’s', async () => {
    const endpoint = await create({ events: [...EVENT_TYPES] });
    const events = EVENT_TYPES.map((type, index) => ({ type, data: { id: String(index) } }));
    const options = { idempotencyKey: 'batch-1' };
    const messages = await client.events.publishBatch(events, options);
    expect(await client.events.publishBatch(events, options)).toEqual(messages);
    expect(messages).toHaveLength(41);
    const eventIds = messages.map(
      ({ webhookEvents }) =>
        webhookEvents.find(({ webhookEndpointId }) => webhookEndpointId === endpoint.id)!.id,
    );
    await eventually('all arrive', () => {
      const arrived = receiver.firstArrivals().filter((id) => eventIds.includes(id));
      return arrived.length === 41;
    });
    const listed = await collect(client.events.list({ endpointId: endpoint.id, limit: 25 }));
    expect(listed.map(({ id }) => id).sort()).toEqual([...eventIds].sort());
  });

  it('publishes for an organization with the admin token', async () => {
    const event = { type: 'order.paid', data: {} } as const;
    await expect(admin.events.publish(event)).rejects.toMatchObject({ status: 422 });
    const message = await admin.events.publish({ ...event, organizationId: acme.id });
    expect(message.webhookEvents.length).toBeGreaterThan(0);
  });
});

describe('client.eventTypes', () => {
  it('registers, gets, updates and lists types', async () => {
    const schema = {
      type: 'object',
      properties: { grand_total: { type: 'integer' } },
      required: ['grand_total'],
      examples: [{ grand_total: 5 }],
    };
    const created = await client.eventTypes.create({
      name: 'invoice.paid',
      description: 'An invoice was paid.',
      schema,
      organizationId: acme.id,
    });
    expect(created).toEqual({
      createdAt: expect.any(Date),
      modifiedAt: null,
      name: 'invoice.paid',
      description: 'An invoice was paid.',
      source: 'organization',
      organizationId: acme.id,
      schema,
      example: { grand_total: 5 },
      isArchived: false,
    });
    expect(await client.eventTypes.get('invoice.paid')).toEqual(created);
    expect(await admin.eventTypes.get('invoice.paid', { organizationId: acme.id })).toEqual(
      created,
    );
    const bad = client.events.publish({ type: 'invoice.paid', data: { id: '1', total: 1 } });
    await expect(bad).rejects.toMatchObject({ status: 422 });

    const updated = await client.eventTypes.update('invoice.paid', { isArchived: true });
    expect(updated).toMatchObject({ isArchived: true, description: 'An invoice was paid.' });
    await admin.eventTypes.update('invoice.paid', {
      organizationId: acme.id,
      description: 'Paid.',
      isArchived: false,
    });
    const own = await client.eventTypes.list({ source: 'organization', isArchived: false });
    expect(own.items).toMatchObject([{ name: 'invoice.paid', description: 'Paid.' }]);
  });

  it('gets and iterates over the catalogue', async () => {
    expect(await client.eventTypes.get('order.paid')).toMatchObject({
      createdAt: null,
      source: 'catalogue',
      organizationId: null,
      example: { created_at: expect.any(String) },
    });
    const types = await collect(client.eventTypes.list({ source: 'catalogue' }));
    expect(types.map(({ name }) => name).sort()).toEqual([...EVENT_TYPES].sort());
    await expect(client.eventTypes.get('no/such type?')).rejects.toThrow(NotFoundError);
  });
});

describe('client.organizations', () => {
  it('creates, gets, lists, renames and deletes', async () => {
    const created = await admin.organizations.create({ name: 'Gamma' });
    expect(created).toEqual({
      createdAt: expect.any(Date),
      modifiedAt: null,
      id: expect.any(String),
      name: 'Gamma',
    });
    expect(await admin.organizations.get(created.id)).toEqual(created);
    const renamed = await admin.organizations.update(created.id, { name: 'Delta' });
    expect(renamed).toMatchObject({ name: 'Delta', modifiedAt: expect.any(Date) });
    expect(idsOf(await collect(admin.organizations.list({ limit: 1 })))).toContain(created.id);
    await admin.organizations.delete(created.id);
    await expect(admin.organizations.get(created.id)).rejects.toThrow(NotFoundError);
  });

  it('adds, lists and removes members', async () => {
    const { members } = admin.organizations;
    const member = await members.add(acme.id, { email: 'ops@example.com', role: 'admin' });
    expect(member).toEqual({
      createdAt: expect.any(Date),
      id: expect.any(String),
      organizationId: acme.id,
      email: 'ops@example.com',
      role: 'admin',
    });
    expect((await members.list(acme.id)).items).toEqual([member]);
    await members.remove(acme.id, member.id);
    expect(await collect(members.list(acme.id, { limit: 1 }))).toEqual([]);
  });

  it('creates, lists and revokes tokens', async () => {
    const { tokens } = admin.organizations;
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { token, ...created } = await tokens.create(acme.id, {
      name: 'reader',
      scopes: ['webhooks:read'],
      expiresAt,
    });
    expect(created).toEqual({
      createdAt: expect.any(Date),
      id: expect.any(String),
      organizationId: acme.id,
      name: 'reader',
      scopes: ['webhooks:read'],
      expiresAt,
      lastUsedAt: null,
    });
    const reader = new Signalpost({ accessToken: token, serverUrl: `${stack.apiUrl}/` });
    expect((await reader.webhooks.list()).number).toBe(1);
    const listed = await collect(tokens.list(acme.id, { limit: 1 }));
    expect(idsOf(listed)).toContain(created.id);
    await tokens.revoke(acme.id, created.id);
    await expect(reader.webhooks.list()).rejects.toMatchObject({ code: 'invalid_token' });
  });
});
