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
