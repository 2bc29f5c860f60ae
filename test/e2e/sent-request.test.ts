import { randomUUID } from 'node:crypto';
import type { SentRequest } from '../../src/service/sent-request';
import { createEndpoint, eventOf, publish } from '../api/support';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
});
// Of its own for each test: what one publishes is for no endpoint of another.
beforeEach(async () => {
  acme = await stack.createOrganization();
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

const OWN_VALUE = 'Bearer of something secret';

/** An endpoint at a path of its own. */
async function endpoint(fields: Record<string, unknown> = {}): Promise<string> {
  const url = receiver.url(`/${randomUUID()}?a=b`);
  return (await createEndpoint(acme.api, { url, ...fields })).id as string;
}

async function publishTo(endpointId: string): Promise<string> {
  const { webhook_events: events } = await publish(acme.api);
  return eventOf(events, endpointId);
}

/** The attempts of an event once there are so many, each with what the receiver got. */
async function attempts(eventId: string, count: number): Promise<[string, Received][]> {
  const rows = await eventually(`${count} attempts are written`, async () => {
    const found = await stack.services.deliveryLog.ofEvent([acme.id], eventId);
    return found.length === count && found;
  });
  const got = receiver.received.filter(({ id }) => id === eventId);
  expect(got).toHaveLength(count);
  return rows.map(({ id }, index) => [id, got[index]!]);
}

const sent = (deliveryId: string) => stack.services.sentRequests.get([acme.id], deliveryId);

/** What is told is what came, header by header. */
function expectSame(request: SentRequest, received: Received): void {
  const told = request.headers.filter(({ masked }) => !masked);
  expect(told.map(({ name }) => name)).toEqual([
    'content-type',
    'user-agent',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
  ]);
  for (const { name, value } of told) expect([name, value]).toEqual([name, received.headers[name]]);
  expect(request).toMatchObject({ method: 'POST', noSignature: null });
  expect(new URL(request.url).pathname + new URL(request.url).search).toBe(received.path);
}

/** As if a secret had been replaced some time later: at about that time nobody knows which one signed. */
const replacedLater = (id: string, interval: string) =>
  stack.pool.query(
    `update webhook_endpoints set secret_changed_at = secret_changed_at + $2::interval where id = $1`,
    [id, interval],
  );

it('a first attempt, with the endpoint’s own headers masked', async () => {
  const id = await endpoint({ headers: { authorization: OWN_VALUE, 'x-plain': '1' } });
  const [[deliveryId, received]] = (await attempts(await publishTo(id), 1)) as [[string, Received]];
  const request = await sent(deliveryId);
  expectSame(request, received);
  expect(request.headers.slice(5)).toEqual([
    { name: 'authorization', value: '••••', masked: true },
    { name: 'x-plain', value: '••••', masked: true },
  ]);
  expect(received.headers.authorization).toBe(OWN_VALUE);
  expect(JSON.stringify(request)).not.toContain(OWN_VALUE);
  expect(request).toMatchObject({ endpointChangedSince: false, note: null });
});

it('every one of a group, and a retry with a time of its own', async () => {
  let calls = 0;
  receiver.answerWith((_received, response) => {
    calls += 1;
    // The first one fails once; the others of its group are delivered.
    response.writeHead(calls === 1 ? 503 : 204).end();
  });
  const id = await endpoint({ ordering: 'none', max_in_flight: 2 });
  const failing = await publishTo(id);
  const others = [await publishTo(id), await publishTo(id)];
  const [first, retry] = await attempts(failing, 2);
  expectSame(await sent(first![0]), first![1]);
  expectSame(await sent(retry![0]), retry![1]);
  const timestamps = [first, retry].map((attempt) => attempt![1].headers['webhook-timestamp']);
  expect(Number(timestamps[1])).toBeGreaterThan(Number(timestamps[0]));
  for (const other of others) {
    const [attempt] = await attempts(other, 1);
    expectSame(await sent(attempt![0]), attempt![1]);
  }
  receiver.answerWith(answer(204));
});

it('after a reset: what the former secret signed, and what both have signed', async () => {
  const id = await endpoint();
  const [before] = await attempts(await publishTo(id), 1);
  await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
  expect(await sent(before![0])).toMatchObject({ noSignature: 'secret_changing' });
  await replacedLater(id, '10 seconds');
  const request = await sent(before![0]);
  expectSame(request, before![1]);
  expect(request.endpointChangedSince).toBe(true);
  expect(request.note).toMatch(/URL and headers may have been others/);

  await replacedLater(id, '-1 hour');
  const [after] = await attempts(await publishTo(id), 1);
  expect(after![1].headers['webhook-signature']!.split(' ')).toHaveLength(4);
  expectSame(await sent(after![0]), after![1]);
  // The daily job forgets the former secret, of which the signature needs a half.
  await stack.pool.query('update webhook_endpoints set previous_secret = null where id = $1', [id]);
  expect(await sent(after![0])).toMatchObject({ noSignature: 'secret_replaced' });
});

it('after two resets the first secret is not known any more', async () => {
  const id = await endpoint();
  const [before] = await attempts(await publishTo(id), 1);
  await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
  await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
  await replacedLater(id, '10 seconds');
  const request = await sent(before![0]);
  expect(request).toMatchObject({ noSignature: 'secret_replaced' });
  const header = (name: string) => request.headers.find((one) => one.name === name)?.value;
  expect(header('webhook-signature')).toBeNull();
  expect(header('webhook-timestamp')).toBe(before![1].headers['webhook-timestamp']);
});

it('without a signature: archived, and from before its time was kept', async () => {
  const id = await endpoint();
  const eventId = await publishTo(id);
  const [[deliveryId]] = (await attempts(eventId, 1)) as [[string, Received]];
  await stack.pool.query(
    `update webhook_messages set payload = null
     where id = (select message_id from webhook_events where id = $1)`,
    [eventId],
  );
  expect(await sent(deliveryId)).toMatchObject({ noSignature: 'archived' });
  await stack.pool.query('update webhook_deliveries set sent_at = null where id = $1', [
    deliveryId,
  ]);
  const request = await sent(deliveryId);
  expect(request).toMatchObject({ noSignature: 'unrecorded', sentAt: null });
  expect(request.headers.find(({ name }) => name === 'webhook-timestamp')?.value).toBeNull();
});

it('of another organization, of a deleted endpoint and of none: not there', async () => {
  const id = await endpoint();
  const [[deliveryId]] = (await attempts(await publishTo(id), 1)) as [[string, Received]];
  await acme.api.delete(`/v1/webhooks/endpoints/${id}`);
  for (const [scope, delivery] of [
    [[randomUUID()], deliveryId],
    [[acme.id], deliveryId],
    [null, randomUUID()],
  ] as const) {
    await expect(stack.services.sentRequests.get(scope, delivery)).rejects.toMatchObject({
      message: 'Not found',
    });
  }
});
