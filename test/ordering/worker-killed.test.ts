import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { ORDERINGS } from '../../src/domain/endpoint';
import { eventually } from '../helpers/eventually';
import { createProcessStack } from '../helpers/processes';
import { TestReceiver } from '../helpers/receiver';
import { publishSurely } from '../helpers/accounting';

const EVENTS = 60;
const ANSWER_MS = 15;
/** Two events, whose first attempts are refused. */
const FAILING = /"published":(7|37)\b/;

/** Endpoints of all orderings, two workers, one of which is killed and started again at a moment of chance. */
it('a killed worker loses nothing, keeps each order, and makes duplicates of its own events alone', async () => {
  const seed = Number(process.env.SIGNALPOST_TEST_SEED ?? Date.now() % 1_000_000);
  console.log(`SIGNALPOST_TEST_SEED=${seed}`);
  const moments = fc.tuple(fc.integer({ min: 100, max: 1_500 }), fc.nat(1_000));
  const [killAfterMs, awayMs] = fc.sample(moments, { seed, numRuns: 1 })[0] ?? [];
  const stack = await createProcessStack();
  const answered = new Map<string, number>();
  const receiver = await TestReceiver.start(({ id, body }, response) => {
    setTimeout(() => {
      const fails = FAILING.test(body) && !answered.has(id);
      answered.set(id, Date.now());
      response.writeHead(fails ? 500 : 204).end();
    }, ANSWER_MS);
  });
  try {
    await stack.migrate();
    await stack.startApi();
    const workers = [await stack.startWorker(), await stack.startWorker()];
    const api = await stack.createOrganization();
    for (const ordering of ORDERINGS) {
      await api.post('/v1/webhooks/endpoints', {
        url: receiver.url(`/${ordering}`),
        format: 'raw',
        events: ['order.created'],
        ordering,
      });
    }
    const publishing = (async () => {
      for (let published = 0; published < EVENTS; published += 1) {
        await publishSurely(api, { published });
      }
    })();
    await delay(killAfterMs);
    const killedAt = Date.now();
    workers[0]?.kill();
    await workers[0]?.exited;
    await delay(awayMs);
    await stack.startWorker();
    await publishing;
    await eventually(
      'everything is delivered',
      async () => {
        const { rows } = await stack.pool.query<{ done: number }>(
          'select count(*)::integer as done from webhook_events where succeeded and work is null',
        );
        return rows[0]?.done === EVENTS * ORDERINGS.length;
      },
      60_000,
    );
    const { rows } = await stack.pool.query<{ id: string; ordering: string }>(
      `select e.id, p.ordering from webhook_events e join webhook_endpoints p on p.id = e.endpoint_id
       order by e.seq`,
    );
    for (const ordering of ['first_attempt', 'strict']) {
      const published = rows.filter((row) => row.ordering === ordering).map(({ id }) => id);
      const arrived = receiver.firstArrivals().filter((id) => published.includes(id));
      expect(arrived).toEqual(published);
    }
    for (const { id } of rows) {
      const requests = receiver.received.filter((one) => one.id === id);
      expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
      const expected = FAILING.test(requests[0]?.body ?? '') ? 2 : 1;
      if (requests.length === expected) continue;
      // What had not been written when the worker died: at most the last half second, and what was under way.
      const [first] = requests;
      expect(requests.length).toBe(expected + 1);
      expect(requests.some(({ at }) => at > killedAt - 1_500 && at < killedAt + 200)).toBe(true);
      expect(first?.at).toBeLessThan(killedAt + 200);
    }
  } finally {
    await stack.close();
    await receiver.close();
  }
}, 150_000);
