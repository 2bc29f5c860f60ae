import { eventually } from '../helpers/eventually';
import { answer, type TestReceiver } from '../helpers/receiver';
import type { TimeSkippingStack } from '../helpers/time-skipping';
import { useTimeSkippingStack } from '../helpers/time-skipping-suite';

describe('the endpoint workflow', () => {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;
  useTimeSkippingStack((started) => ({ stack, receiver } = started));

  const succeeded = async (endpointId: string) => {
    const { rows } = await stack.pool.query<{ count: number }>(
      'select count(*) as count from webhook_events where endpoint_id = $1 and succeeded',
      [endpointId],
    );
    return rows[0]?.count ?? 0;
  };

  it('drains a backlog that is larger than its queue, in the order of publishing', async () => {
    receiver.answerWith(answer(204));
    const endpoint = await stack.createEndpoint(receiver.url('/backlog'), { maxInFlight: 1 });
    const ids: string[] = [];
    for (let batch = 0; batch < 3; batch += 1) ids.push(...(await stack.publish(endpoint, 1_000)));
    await eventually('all delivered', async () => (await succeeded(endpoint.id)) === 3_000, 60_000);
    expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    // The workflow hears of what a run has done at its end, and looks at ids that came meanwhile after it.
    await eventually('the workflow knows of all', async () => {
      const { queued, moreWaiting, delivered } = await stack.settled(endpoint);
      return queued === 0 && !moreWaiting && delivered === 3_000;
    });
  }, 120_000);

  it('`strict`: an event waits until the one before it is settled', async () => {
    let failures = 2;
    receiver.answerWith((received, response, request) => {
      const fails = received.body.includes('"index":1') && failures-- > 0;
      answer(fails ? 503 : 200)(received, response, request);
    });
    const endpoint = await stack.createEndpoint(receiver.url('/strict'), { ordering: 'strict' });
    const ids = await stack.publish(endpoint, 4);
    await stack.armed(endpoint, 1);
    expect(receiver.received.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
    await stack.pass('2 minutes');
    await eventually('all delivered', async () => (await succeeded(endpoint.id)) === 4);
    expect(receiver.received.map(({ id }) => id)).toEqual([
      ids[0],
      ids[1],
      ids[1],
      ids[1],
      ids[2],
      ids[3],
    ]);
  });

  it('`publish` by signal: stored first, sent once, the same id ignored, nonsense left out', async () => {
    receiver.answerWith(answer(200));
    const endpoint = await stack.createEndpoint(receiver.url('/publish'));
    const signal = (event: unknown) => stack.handle(endpoint).signal('publish', event);
    await signal({ id: 'a', type: 'order.created', data: { n: 1 } });
    await signal({ id: 'a', type: 'order.created', data: { n: 1 } });
    await signal({ type: 'order.paid', data: { n: 2 } }); // not listened to
    await signal(null);
    await signal('nonsense');
    await signal({ type: 7, data: {} });
    await signal({
      id: 'b',
      type: 'order.created',
      timestamp: '2026-08-22T01:02:03Z',
      data: { n: 3 },
    });
    await eventually('both delivered', async () => (await succeeded(endpoint.id)) === 2);
    await stack.settled(endpoint);
    expect(
      receiver.received.map(({ body }) => (JSON.parse(body) as { data: unknown }).data),
    ).toEqual([{ n: 1 }, { n: 3 }]);
    expect(receiver.received[1]?.body).toBe(
      '{"type":"order.created","timestamp":"2026-08-22T01:02:03Z","data":{"n":3}}',
    );
  });

  it('`publish` to a disabled endpoint is stored as skipped', async () => {
    const endpoint = await stack.createEndpoint(receiver.url('/publish-disabled'));
    await stack.handle(endpoint).signal('disable');
    await stack.handle(endpoint).signal('publish', { type: 'order.created', data: {} });
    await eventually('skipped', async () => {
      const { items } = await stack.services.events.list(
        null,
        {
          organizationIds: null,
          endpointIds: [endpoint.id],
          types: null,
          status: 'skipped',
          after: null,
          before: null,
        },
        10,
        0,
      );
      return items.length === 1;
    });
  });

  it('a workflow that was terminated comes back with the next event and takes up its retries', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url('/lost'));
    const [first] = await stack.publish(endpoint, 1);
    await stack.armed(endpoint, 1);
    await stack.handle(endpoint).terminate('by an operator');
    receiver.answerWith(answer(200));
    await stack.publish(endpoint, 1);
    await eventually('the new one', async () => (await succeeded(endpoint.id)) === 1);
    await stack.armed(endpoint, 1);
    await stack.pass('1 minute');
    await eventually('both', async () => (await succeeded(endpoint.id)) === 2);
    expect((await stack.services.events.get(null, first!)).attempts).toBe(2);
  });

  it('continues as new with its count, its retries and what waits', async () => {
    receiver.answerWith((received, response, request) =>
      answer(received.body.includes('"index":0') ? 500 : 200)(received, response, request),
    );
    const endpoint = await stack.createEndpoint(receiver.url('/continued'));
    const state = {
      enabled: true,
      disabledReason: null,
      disabledAt: null,
      consecutiveFailures: 4,
      moreWaiting: true,
      retrying: [] as string[],
      mails: [],
      inline: [
        { id: 'x', type: 'order.created', timestamp: '2026-08-22T01:02:03Z', data: { n: 9 } },
      ],
      delivered: 77,
    };
    await stack.handle(endpoint).terminate('to begin again with a state');
    const events = await stack.publish(endpoint, 2);
    await eventually('first attempts', async () => (await succeeded(endpoint.id)) === 1);
    await stack.armed(endpoint, 1);
    await stack.handle(endpoint).terminate('to begin again with a state');
    await stack.temporal.client.workflow.start('EndpointWorkflow', {
      workflowId: `endpoint/${endpoint.id}`,
      taskQueue: stack.config.temporal.taskQueue,
      args: [
        {
          endpointId: endpoint.id,
          organizationId: endpoint.organization_id,
          state: { ...state, retrying: [events[0]] },
        },
      ],
    });
    await stack.armed(endpoint, 1);
    await eventually('the inline one', async () => (await succeeded(endpoint.id)) === 2);
    expect(await stack.settled(endpoint)).toMatchObject({
      consecutiveFailures: 0, // the inline one was a success
      inRetry: 1,
      delivered: 78,
    });
  });
});
