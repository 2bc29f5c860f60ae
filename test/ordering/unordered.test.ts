import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

/** Longer than a group goes on when nothing is slow (FOLLOW_MIN_MS). */
const HANG_MS = 7_000;
/** A slow event is one that takes more than a second; then there is a look and a signal on the way. */
const AT_ONCE_MS = 2_500;

describe('`ordering` none', () => {
  let stack: TestStack;
  let receiver: TestReceiver;
  let acme: TestOrganization;

  beforeAll(async () => {
    stack = await startTestStack({ worker: true });
    receiver = await TestReceiver.start();
    acme = await stack.createOrganization();
  });

  afterAll(async () => {
    await receiver.close();
    await stack.close();
  });

  const create = async (fields: Record<string, unknown>) => {
    const { status, body } = await acme.api.post('/v1/webhooks/endpoints', {
      url: receiver.url(),
      format: 'raw',
      events: ['order.created'],
      ...fields,
    });
    return { status, body };
  };

  it('has ten under way unless its maker says otherwise; the others have one', async () => {
    const made = await Promise.all([
      create({ ordering: 'none', events: [] }),
      create({ ordering: 'none', max_in_flight: 1, events: [] }),
      create({ ordering: 'first_attempt', events: [] }),
      create({ ordering: 'strict', events: [] }),
      create({ events: [] }),
    ]);
    expect(made.map(({ body }) => body.max_in_flight as number)).toEqual([10, 1, 1, 1, 1]);
  });

  it('a request that hangs holds back neither later events nor the retries of failed ones', async () => {
    const seen = new Map<string, number[]>();
    let hangEndsAt = Infinity;
    receiver.answerWith((received, response, request) => {
      const attempts = seen.get(received.id) ?? [];
      seen.set(received.id, [...attempts, Date.now()]);
      if (received.body.includes('"hangs"')) {
        setTimeout(() => {
          hangEndsAt = Date.now();
          answer(204)(received, response, request);
        }, HANG_MS);
        return;
      }
      const fails = received.body.includes('"fails"') && attempts.length === 0;
      answer(fails ? 500 : 204)(received, response, request);
    });
    expect((await create({ ordering: 'none', max_in_flight: 2 })).status).toBe(201);
    const publish = async (data: unknown): Promise<string> => {
      const { body } = await acme.api.post('/v1/webhooks/events', { type: 'order.created', data });
      return body.webhook_events[0].id as string;
    };
    const hanging = await publish({ hangs: true });
    await eventually('it hangs', () => seen.has(hanging));
    const failing = await publish({ fails: true });
    // One after the other until after a usual group's end.
    const waits: number[] = [];
    while (hangEndsAt === Infinity) {
      const publishedAt = Date.now();
      const id = await publish({ number: waits.length });
      await eventually('the next one has come', () => seen.has(id));
      waits.push((seen.get(id)?.[0] ?? Infinity) - publishedAt);
    }
    expect(waits.length).toBeGreaterThan(20);
    expect(Math.max(...waits)).toBeLessThan(AT_ONCE_MS);
    const [, retriedAt = Infinity] = seen.get(failing) ?? [];
    expect(retriedAt).toBeLessThan(hangEndsAt);
    // Nothing was sent twice.
    await eventually('all is done', async () => {
      const { body } = await acme.api.get('/v1/webhooks/events?status=pending');
      return body.pagination.total_count === 0;
    });
    expect([...seen.entries()].filter(([id, { length }]) => id !== failing && length > 1)).toEqual(
      [],
    );
  });
});
