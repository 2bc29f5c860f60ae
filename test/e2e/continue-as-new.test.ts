import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const EVENTS = 300;
/**
 * The test server suggests a new run after 400 events of history. Deliveries of a followed endpoint take hardly
 * any, a look at the row takes about ten.
 */
const EVENTS_FOR_EACH_LOOK = 2;
/** A failed attempt ends the following, as which the old run would go on for seconds. */
const EVENTS_FOR_EACH_FAILURE = 20;

describe('continue-as-new on the real server', () => {
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

  it('keeps order, retries and count over several runs', async () => {
    let failures = 3;
    const refused = new Set<string>();
    receiver.answerWith((received, response, request) => {
      const { id, body } = received;
      const isMarked = body.includes('"marked"') && failures-- > 0;
      const isRefused = body.includes('"refused":true') && !refused.has(id);
      if (isRefused) refused.add(id);
      answer(isMarked || isRefused ? 500 : 200)(received, response, request);
    });
    const endpoint = await acme.api.post('/v1/webhooks/endpoints', {
      url: receiver.url(),
      format: 'raw',
      events: ['order.created'],
    });
    const id = endpoint.body.id as string;
    const handle = stack.temporal.workflow.getHandle(`endpoint/${id}`);
    const publish = async (data: unknown): Promise<string> => {
      const answered = await acme.api.post('/v1/webhooks/events', { type: 'order.created', data });
      return answered.body.webhook_events[0].id as string;
    };

    const failing = await publish({ marked: true });
    const firstRun = await eventually('the workflow runs', async () => {
      const { runId } = await handle.describe();
      return runId;
    });
    const ids = [failing];
    for (let index = 0; index < EVENTS; index += 1) {
      ids.push(await publish({ index, refused: index % EVENTS_FOR_EACH_FAILURE === 0 }));
      if (index % EVENTS_FOR_EACH_LOOK === 0) await handle.signal('changed');
      await eventually('arrived', () => receiver.received.some((one) => one.id === ids.at(-1)));
    }
    const runs = new Set<string>();
    for await (const { runId } of stack.temporal.workflow.list({
      query: `WorkflowId = 'endpoint/${id}'`,
    })) {
      runs.add(runId);
    }
    expect(runs.size).toBeGreaterThanOrEqual(3);
    expect((await handle.describe()).runId).not.toBe(firstRun);
    expect(receiver.firstArrivals()).toEqual(ids);

    // 5 s and 15 s after its first failures, whichever run was there then.
    await eventually(
      'the retried one',
      async () =>
        (await acme.api.get(`/v1/webhooks/events/${failing}`)).body.succeeded === true ||
        receiver.received.filter((one) => one.id === failing).length >= 3,
      40_000,
    );
    const attempts = receiver.received.filter((one) => one.id === failing);
    const waits = attempts.slice(1).map((one, index) => one.at - (attempts[index]?.at ?? 0));
    expect(waits[0]).toBeGreaterThan(4_400);
    expect(waits[0]).toBeLessThan(7_500);
    expect(waits[1]).toBeGreaterThan(13_400);
    expect(waits[1]).toBeLessThan(19_000);
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(EVENTS + 1);
    await eventually(
      'the refused ones',
      () => receiver.received.length - attempts.length === EVENTS + refused.size,
      20_000,
    );
    expect(refused.size).toBe(EVENTS / EVENTS_FOR_EACH_FAILURE);
  }, 120_000);
});
