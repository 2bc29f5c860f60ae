import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const TYPE = 'order.created';

describe('events that come by the publish signal', () => {
  let stack: TestStack;
  let receiver: TestReceiver;
  let acme: TestOrganization;

  beforeAll(async () => {
    stack = await startTestStack({ worker: true });
    receiver = await TestReceiver.start(answer(200));
  });

  beforeEach(async () => {
    receiver.received.length = 0;
    acme = await stack.createOrganization();
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  async function createEndpoint(format = 'raw') {
    const body = { url: receiver.url(), format, events: [TYPE, 'subscription.updated'] };
    const id = (await acme.api.post('/v1/webhooks/endpoints', body)).body.id as string;
    const handle = stack.temporal.workflow.getHandle(`endpoint/${id}`);
    await eventually('its workflow runs', () => handle.describe());
    return { id, signal: (event: unknown) => handle.signal('publish', event) };
  }

  const arrived = (count: number) =>
    eventually(`${count} arrive`, () => receiver.received.length >= count);

  it('are stored and sent in order, with the id only once', async () => {
    const { signal } = await createEndpoint();
    for (const n of [1, 2, 2, 3, 1, 4]) {
      await signal({ id: `id-${n}`, type: TYPE, timestamp: '2026-01-02T03:04:05Z', data: { n } });
    }
    await arrived(4);
    expect(receiver.received.map(({ body }) => body)).toEqual(
      [1, 2, 3, 4].map(
        (n) => `{"type":"${TYPE}","timestamp":"2026-01-02T03:04:05Z","data":{"n":${n}}}`,
      ),
    );
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'order.created'],
    ['no type', { data: {} }],
    ['no data', { type: TYPE }],
    ['a type that the endpoint does not listen to', { type: 'order.paid', data: {} }],
    ['a timestamp that is none', { type: TYPE, timestamp: 'now', data: {} }],
    ['an id that is too long', { id: 'x'.repeat(256), type: TYPE, data: {} }],
    ['an id that PostgreSQL cannot hold', { id: 'a\0b', type: TYPE, data: {} }],
  ])('%s is left out and holds up nothing behind it', async (_name, bad) => {
    const { signal } = await createEndpoint();
    await signal(bad);
    await signal({ type: TYPE, data: { good: true } });
    await arrived(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.body).toContain('"data":{"good":true}');
  });

  it('data with every character there is', async () => {
    const { signal } = await createEndpoint();
    const data = { text: '\0\u001f\u2028\ud800😀', nested: [null, 1.5, { a: false }] };
    await signal({ type: TYPE, data });
    await arrived(1);
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ type: TYPE, data });
  });

  it('a disabled endpoint: stored as skipped', async () => {
    const { id, signal } = await createEndpoint();
    await acme.api.patch(`/v1/webhooks/endpoints/${id}`, { enabled: false });
    await signal({ type: TYPE, data: {} });
    await eventually('skipped', async () => {
      const { body } = await acme.api.get(`/v1/webhooks/events?endpoint_id=${id}&status=skipped`);
      return body.items.length === 1;
    });
    expect(receiver.received).toEqual([]);
  });

  it('a chat endpoint gets the message, and nothing for a renewal', async () => {
    const { id, signal } = await createEndpoint('slack');
    await signal({ type: 'subscription.updated', data: { status: 'active' } });
    await signal({ type: TYPE, data: {} });
    await arrived(1);
    expect(
      receiver.received.map(({ body }) => (JSON.parse(body) as { text: string }).text),
    ).toEqual(['New Order']);
    const { body } = await acme.api.get(`/v1/webhooks/events?endpoint_id=${id}`);
    expect(body.items).toHaveLength(1);
  });
});
