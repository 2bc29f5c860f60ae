import { setTimeout as delay } from 'node:timers/promises';
import { account, publishSurely } from '../helpers/accounting';
import { eventually } from '../helpers/eventually';
import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { answer, TestReceiver } from '../helpers/receiver';

const ANSWER_MS = 5;
/** What a killed worker has sent and not written: its flush interval at this pace, and the one under way. */
const MAX_SENT_AGAIN_PER_KILL = 500 / ANSWER_MS + 5;

describe('kill -9', () => {
  let stack: ProcessStack;
  let receiver: TestReceiver;

  beforeEach(async () => {
    stack = await createProcessStack({ SWEEP_INTERVAL_SECONDS: '2', SWEEP_AFTER_SECONDS: '1' });
    receiver = await TestReceiver.start((received, response, request) => {
      setTimeout(() => answer(204)(received, response, request), ANSWER_MS);
    });
    await stack.migrate();
  });

  afterEach(async () => {
    await stack.close();
    await receiver.close();
  });

  const createEndpoint = async (api: Awaited<ReturnType<ProcessStack['createOrganization']>>) => {
    const created = await api.post('/v1/webhooks/endpoints', {
      url: receiver.url(),
      format: 'raw',
      events: ['order.created'],
    });
    return created.body.id as string;
  };

  it('of the worker in the middle of groups: nothing is lost, order is kept', async () => {
    await stack.startApi();
    const first = await stack.startWorker();
    const api = await stack.createOrganization();
    await createEndpoint(api);
    await createEndpoint(api);
    const published = Promise.all(
      Array.from({ length: 300 }, (_, index) => publishSurely(api, { index })),
    );
    await eventually('the groups are under way', () => receiver.received.length > 60);
    first.kill();
    await published;
    await stack.startWorker();

    const { events, deliveredTwice } = await account(stack.pool, receiver, 600, 60_000);
    console.log(`worker killed in two groups: ${events} events, ${deliveredTwice} sent again`);
    expect(deliveredTwice).toBeLessThanOrEqual(2 * MAX_SENT_AGAIN_PER_KILL);
  }, 120_000);

  it('of the worker in the middle of a retry: the attempt is made again, the schedule goes on', async () => {
    await stack.startApi();
    const first = await stack.startWorker();
    const api = await stack.createOrganization();
    await createEndpoint(api);
    receiver.answerWith((received, response, request) => {
      const count = receiver.received.filter(({ id }) => id === received.id).length;
      if (count === 1) answer(500)(received, response, request);
      // The second attempt gets no answer: the worker is killed in it.
      else if (count > 2) answer(200)(received, response, request);
    });
    await publishSurely(api, { index: 0 });
    await eventually('the retry is under way', () => receiver.received.length === 2);
    first.kill();
    await stack.startWorker();

    const { deliveredTwice } = await account(stack.pool, receiver, 1, 60_000);
    expect(deliveredTwice).toBe(2); // the retry that was killed and the one in its place
    const { rows } = await stack.pool.query('select attempts from webhook_events');
    expect(rows).toEqual([{ attempts: 2 }]); // our crash has cost the event no attempt
  }, 120_000);

  it('of the API between commit and signal: the sweep brings what it did not signal', async () => {
    // A Temporal that is not there: whatever is committed cannot be signalled.
    const cutOff = await stack.startApi({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
    const api = await stack.createOrganization();
    await createEndpoint(api);
    for (let index = 0; index < 20; index += 1) await publishSurely(api, { index });
    cutOff.kill();
    await cutOff.exited;
    await stack.startWorker();

    expect((await account(stack.pool, receiver, 20, 60_000)).deliveredTwice).toBe(0);
  }, 120_000);

  it('of the API under traffic, three times: each event once, producers get their answer', async () => {
    let current = await stack.startApi();
    await stack.startWorker();
    const api = await stack.createOrganization();
    await createEndpoint(api);
    let publishing = true;
    let count = 0;
    const producers = Array.from({ length: 4 }, async () => {
      while (publishing) {
        count += 1;
        await publishSurely(api, { count });
      }
    });
    for (let kill = 0; kill < 3; kill += 1) {
      await delay(400);
      current.kill();
      await current.exited;
      current = await stack.startApi();
    }
    await delay(300);
    publishing = false;
    await Promise.all(producers);

    const { events, deliveredTwice } = await account(stack.pool, receiver, count, 60_000);
    console.log(`API killed three times: ${events} events, ${deliveredTwice} sent again`);
    expect(deliveredTwice).toBe(0);
  }, 120_000);
});
