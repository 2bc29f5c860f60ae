import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { createEndpoint, DELIVERIES, endpointBody, ENDPOINTS, mistakes, publish } from './support';

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});
beforeEach(async () => {
  acme = await stack.createOrganization();
});

/** Creates an endpoint as a client does that sends a header Polar-Version. */
async function createWith(version: string, fields: Record<string, unknown> = {}) {
  const body = { ...endpointBody({ url: receiver.url() }), ...fields };
  const answer = await acme.api.call('POST', ENDPOINTS, body, { 'polar-version': version });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; api_version: string };
}

/** Publishes one order.paid and returns the keys and the version of each body, by endpoint. */
async function bodies(): Promise<Record<string, { keys: string[]; version: unknown }>> {
  const data = exampleData('order.paid');
  const { webhook_events } = await publish(acme.api, { data });
  const events = webhook_events as { id: string; webhook_endpoint_id: string }[];
  const received = await eventually('all arrive', () => {
    const found = events.flatMap(({ id }) => receiver.received.find((one) => one.id === id) ?? []);
    return found.length === events.length ? found : undefined;
  });
  return Object.fromEntries(
    received.map(({ id, body }) => {
      const event = JSON.parse(body) as Record<string, unknown>;
      expect(event.data).toEqual(data);
      const endpoint = events.find((one) => one.id === id)!.webhook_endpoint_id;
      return [endpoint, { keys: Object.keys(event), version: event.api_version }];
    }),
  );
}

it('is in the bodies of endpoints that were made with one, in others not', async () => {
  const plain = await createEndpoint(acme.api, { url: receiver.url() });
  const byHeader = await createWith('2026-10');
  const byField = await createWith('2026-10', { api_version: '2027-01' });
  expect([plain, byHeader, byField].map(({ api_version }) => api_version)).toEqual([
    '2026-04',
    '2026-10',
    '2027-01',
  ]);
  const versioned = ['type', 'timestamp', 'api_version', 'data'];
  expect(await bodies()).toEqual({
    [plain.id]: { keys: ['type', 'timestamp', 'data'], version: undefined },
    [byHeader.id]: { keys: versioned, version: '2026-10' },
    [byField.id]: { keys: versioned, version: '2027-01' },
  });
});

it('is given to an endpoint by a PATCH, and by nothing else in it', async () => {
  const { id } = await createEndpoint(acme.api, { url: receiver.url() });
  const headers = { 'polar-version': '2027-01' };
  await acme.api.call('PATCH', `${ENDPOINTS}/${id}`, { name: 'x', api_version: null }, headers);
  expect((await bodies())[id]).toMatchObject({ version: undefined });
  const { body } = await acme.api.patch(`${ENDPOINTS}/${id}`, { api_version: '2026-04' });
  expect(body).toMatchObject({ api_version: '2026-04', name: 'x' });
  expect((await bodies())[id]).toMatchObject({ version: '2026-04' });
});

it('is that of the endpoint in its deliveries, whose payload is what was sent', async () => {
  const { id } = await createWith('2026-10');
  await bodies();
  const delivery = await eventually('the delivery is listed', async () => {
    const { body } = await acme.api.get(`${DELIVERIES}?endpoint_id=${id}`);
    return (body.items as { webhook_event: { id: string } }[])[0]?.webhook_event;
  });
  const sent = receiver.received.find((one) => one.id === delivery.id);
  expect(delivery).toMatchObject({ api_version: '2026-10', payload: sent!.body });
});

it('is left out of chat messages', async () => {
  const { id } = await createWith('2026-10', { format: 'slack' });
  const { webhook_events } = await publish(acme.api);
  const event = webhook_events[0].id as string;
  const { body } = await eventually('it arrives', () =>
    receiver.received.find((one) => one.id === event),
  );
  expect([id, Object.keys(JSON.parse(body) as object)]).toEqual([
    webhook_events[0].webhook_endpoint_id,
    ['text', 'blocks'],
  ]);
});

it('is in what comes by the signal of the workflow too', async () => {
  const { id } = await createWith('2027-01');
  const handle = stack.temporal.workflow.getHandle(`endpoint/${id}`);
  await eventually('its workflow runs', () => handle.describe());
  await handle.signal('publish', { id: 'a', type: 'order.paid', data: { id: 'by-signal' } });
  const { body } = await eventually('it arrives', () =>
    receiver.received.find((one) => one.body.includes('by-signal')),
  );
  expect(JSON.parse(body)).toMatchObject({ api_version: '2027-01' });
});

it('has to be one that there is', async () => {
  const api_version = '2025-01';
  const created = await acme.api.post(ENDPOINTS, endpointBody({ api_version }));
  const { id } = await createEndpoint(acme.api);
  const patched = await acme.api.patch(`${ENDPOINTS}/${id}`, { api_version });
  for (const answer of [created, patched]) {
    expect(answer.status).toBe(422);
    expect(mistakes(answer)).toEqual(['enum body.api_version']);
  }
});

it.each([
  ['whsec_TmljZSB0byBtZWV0IHlvdSwgYWxsIHRoZSBieXRlcyE=', true],
  ['mein eigenes Geheimnis – länger als 32 Zeichen', false],
])('uses_standard_webhook_signature of the secret %j is %s', async (secret, standard) => {
  const endpoint = await createEndpoint(acme.api, { secret });
  expect(endpoint.uses_standard_webhook_signature).toBe(standard);
});
