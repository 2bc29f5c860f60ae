import { tsToMs } from '@temporalio/common/lib/time';
import { createTemporalClient } from '../../src/temporal/client';
import { requiredEnvironment } from '../helpers/database';
import { eventually } from '../helpers/eventually';
import { createProcessStack } from '../helpers/processes';
import { answer, TestReceiver } from '../helpers/receiver';
import { publishSurely } from '../helpers/accounting';

it('a retry that a killed worker has written in a quick group is made without the sweep', async () => {
  // The sweep's defaults: it takes up what is overdue by 150 s.
  const stack = await createProcessStack({});
  const seen: string[] = [];
  let killed = false;
  const receiver = await TestReceiver.start((received, response, request) => {
    seen.push(received.id);
    const first = received.id === seen[0];
    if (first && seen.filter((id) => id === received.id).length === 1) {
      answer(503)(received, response, request);
    } else if (killed) answer(204)(received, response, request);
    // The second one takes long enough for the first one's outcome to be written; the third gets no answer.
    else if (received.id === seen[1])
      setTimeout(() => answer(204)(received, response, request), 700);
  });
  try {
    await stack.migrate();
    await stack.startApi();
    const api = await stack.createOrganization();
    await api.post('/v1/webhooks/endpoints', {
      url: receiver.url(),
      format: 'raw',
      events: ['order.created'],
    });
    for (let index = 0; index < 3; index += 1) await publishSurely(api, { index });
    const worker = await stack.startWorker();
    await eventually('the first outcome is written', async () => {
      const { rows } = await stack.pool.query(
        "select 1 from webhook_events where work = 'retrying'",
      );
      return rows.length === 1;
    });
    worker.kill();
    await worker.exited;
    killed = true;
    await stack.startWorker();
    await eventually(
      'the third one is delivered',
      async () => {
        const { rows } = await stack.pool.query(
          "select 1 from webhook_events where work = 'queued'",
        );
        return rows.length === 0;
      },
      40_000,
    );
    await eventually(
      'the retry is made',
      () => seen.filter((id) => id === seen[0]).length > 1,
      30_000,
    );
  } finally {
    await stack.close();
    await receiver.close();
  }
}, 120_000);

/** A run of `attempt` goes on for longer than this while events come. */
const LESS_THAN_A_RUN_MS = 6_000;

it('what a killed worker has left of its following is told after one group, while events go on to come', async () => {
  const stack = await createProcessStack({});
  const seen: string[] = [];
  let killed = false;
  const receiver = await TestReceiver.start((received, response, request) => {
    const { body } = received;
    const isRetry = seen.includes(body);
    seen.push(body);
    if (killed) answer(204)(received, response, request);
    else if (body.includes('"refused"') && !isRetry) answer(503)(received, response, request);
    // Long enough for the refused one's outcome to be written with its own.
    else if (body.includes('"slow"')) {
      setTimeout(() => answer(204)(received, response, request), 700);
    } else if (!body.includes('"hangs"')) answer(204)(received, response, request);
  });
  const temporal = createTemporalClient(
    { address: requiredEnvironment('SIGNALPOST_TEST_TEMPORAL_ADDRESS') },
    'default',
  );
  const arrivals = (text: string) => seen.filter((body) => body.includes(text));
  try {
    await stack.migrate();
    await stack.startApi();
    const worker = await stack.startWorker();
    const api = await stack.createOrganization();
    const endpoint = await api.post('/v1/webhooks/endpoints', {
      url: receiver.url(),
      format: 'raw',
      events: ['order.created'],
    });
    await eventually('the endpoint is followed', async () => {
      await publishSurely(api, { kind: 'before' });
      const { rows } = await stack.pool.query(
        "select 1 from endpoint_watches where expires_at > '-infinity'",
      );
      return rows.length === 1;
    });
    const kinds = ['refused', 'slow', 'hangs'];
    await api.post('/v1/webhooks/events/batch', {
      events: kinds.map((kind) => ({ type: 'order.created', data: { kind } })),
    });
    await eventually('the refused one is written, and one hangs', async () => {
      const { rows } = await stack.pool.query(
        "select 1 from webhook_events where work = 'retrying'",
      );
      return rows.length === 1 && arrivals('hangs').length === 1;
    });
    worker.kill();
    await worker.exited;
    killed = true;
    await stack.startWorker();
    const state = { made: false };
    const traffic = (async () => {
      while (!state.made) await publishSurely(api, { kind: 'after' });
    })();
    await eventually('the retry is made', () => arrivals('refused').length > 1, 40_000);
    state.made = true;
    await traffic;
    const { events } = await temporal.client.workflow
      .getHandle(`endpoint/${endpoint.body.id as string}`)
      .fetchHistory();
    const again = (events ?? []).find(
      ({ activityTaskStartedEventAttributes: started }) => (started?.attempt ?? 0) > 1,
    );
    const ended = (events ?? []).find(
      ({ activityTaskCompletedEventAttributes: completed }) =>
        completed !== undefined &&
        completed !== null &&
        Number(completed.startedEventId) === Number(again?.eventId),
    );
    const tookMs = tsToMs(ended?.eventTime) - tsToMs(again?.eventTime);
    expect(tookMs).toBeLessThan(LESS_THAN_A_RUN_MS);
  } finally {
    await temporal.close();
    await stack.close();
    await receiver.close();
  }
}, 120_000);
