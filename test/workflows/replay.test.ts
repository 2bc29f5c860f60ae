import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyFromJSON, historyToJSON, type History } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { packageRoot } from '../../src/package-root';
import type { Endpoint } from '../../src/service/endpoints';
import { workflowBundlePath } from '../../src/worker';
import type { EndpointStatus } from '../../src/workflows/messages';
import { eventually } from '../helpers/eventually';
import { failBesideGroup } from '../helpers/failure-beside-group';
import { answer, TestReceiver } from '../helpers/receiver';
import { quietRuntime } from '../helpers/temporal-runtime';
import { startTimeSkippingStack, type TimeSkippingStack } from '../helpers/time-skipping';

/** An answer that takes longer than what is done inside the workflow's task. */
const SLOW_MS = 1_050;
const FOLDER = path.join(__dirname, '..', 'histories');

async function replay(name: string, history: History): Promise<void> {
  await Worker.runReplayHistory(
    { workflowBundle: { codePath: workflowBundlePath() }, replayName: name },
    history,
    `endpoint/${name}`,
  );
}

describe('saved histories', () => {
  beforeAll(quietRuntime);

  it('every one of them replays with the workflow as it is now', async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) {
      const text = await readFile(path.join(FOLDER, file), 'utf8');
      await replay(file, historyFromJSON(JSON.parse(text)));
    }
  });

  it('a history that the code would not have made is refused', async () => {
    const [file] = (await readdir(FOLDER)).filter((name) => name.startsWith('deliveries'));
    const text = await readFile(path.join(FOLDER, file!), 'utf8');
    // As if a step of the workflow had been renamed without a patch.
    const altered = historyFromJSON(JSON.parse(text.replaceAll('"attempt"', '"attempted"')));
    await expect(replay('altered', altered)).rejects.toThrow(/determinism/i);
  });
});

/** What runs through the workflow once; `npm run histories` keeps them for later versions. */
describe('fresh histories', () => {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;

  beforeAll(async () => {
    stack = await startTimeSkippingStack({ environment: { DISABLE_AFTER_FAILURES: '1' } });
    receiver = await TestReceiver.start();
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  const handleOf = ({ id }: Endpoint) => stack.temporal.client.workflow.getHandle(`endpoint/${id}`);
  const take = async (name: string, endpoint: Endpoint) => {
    const history = await handleOf(endpoint).fetchHistory();
    await replay(name, history);
    const version = process.env.SIGNALPOST_SAVE_HISTORIES;
    if (version === undefined) return;
    await mkdir(FOLDER, { recursive: true });
    // Stack traces in failures name this checkout's folder.
    const json = historyToJSON(history).replaceAll(packageRoot(), '');
    // A saved history is never replaced: it stands for workflows that were started back then.
    await writeFile(path.join(FOLDER, `${name}-${version}.json`), json, { flag: 'wx' });
  };
  const isIn = async (endpoint: Endpoint, expected: Partial<EndpointStatus>) => {
    await eventually(JSON.stringify(expected), async () => {
      const status = await stack.status(endpoint);
      return Object.entries(expected).every(
        ([name, value]) => status[name as keyof EndpointStatus] === value,
      );
    });
  };

  it('of deliveries', async () => {
    receiver.answerWith(answer(204));
    const endpoint = await stack.createEndpoint(receiver.url());
    await stack.publish(endpoint, 1);
    await isIn(endpoint, { delivered: 1 });
    await stack.publish(endpoint, 250);
    await isIn(endpoint, { delivered: 251 });
    await take('deliveries', endpoint);
  });

  it('of retries, disabling and enabling', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url());
    await stack.publish(endpoint, 2);
    await stack.armed(endpoint, 2);
    await stack.pass('3 hours');
    await isIn(endpoint, { state: 'disabled' });
    receiver.answerWith(answer(200));
    await handleOf(endpoint).signal('enable');
    await stack.settled(endpoint);
    await stack.publish(endpoint, 1);
    await isIn(endpoint, { delivered: 1 });
    await take('failures-and-enable', endpoint);
  });

  it('of a slow receiver, whose groups are activities of their own', async () => {
    receiver.answerWith((...args) => void setTimeout(() => answer(204)(...args), SLOW_MS));
    const endpoint = await stack.createEndpoint(receiver.url());
    for (const delivered of [1, 2]) {
      await stack.publish(endpoint, 1);
      await isIn(endpoint, { delivered });
    }
    await take('slow', endpoint);
  });

  it.each([
    { ends: 'in success', status: 204, expected: { state: 'enabled', consecutiveFailures: 0 } },
    { ends: 'in failure', status: 500, expected: { state: 'disabled', consecutiveFailures: 1 } },
  ] as const)(
    'of a last attempt that fails while a group is under way that ends $ends',
    async ({ ends, status, expected }) => {
      const endpoint = await stack.createEndpoint(receiver.url());
      const race = await failBesideGroup(stack, receiver, endpoint);
      await race.letRetryFail();
      await eventually(
        'the workflow has heard of it',
        async () => (await stack.status(endpoint)).consecutiveFailures === 1,
      );
      expect(await stack.status(endpoint)).toMatchObject({ state: 'enabled' });
      race.letGroupEnd(status);
      await isIn(endpoint, expected);
      // The workflow is disabled from the moment of the decision; its events are skipped by what follows.
      await stack.settled(endpoint);
      const { skipped, succeeded } = await stack.services.events.get(null, race.groupEvent);
      expect({ skipped, succeeded }).toEqual(
        status === 204 ? { skipped: false, succeeded: true } : { skipped: true, succeeded: null },
      );
      await take(`failure-beside-group-${ends.replace('in ', '')}`, endpoint);
    },
  );

  it('of publishing by signal and disabling by hand', async () => {
    receiver.answerWith(answer(200));
    const endpoint = await stack.createEndpoint(receiver.url());
    await handleOf(endpoint).signal('publish', { type: 'order.created', data: {} });
    await isIn(endpoint, { delivered: 1 });
    await handleOf(endpoint).signal('disable');
    await stack.settled(endpoint);
    await take('publish-and-disable', endpoint);
  });

  it('of 410 Gone and deletion', async () => {
    receiver.answerWith(answer(410));
    const endpoint = await stack.createEndpoint(receiver.url());
    await stack.publish(endpoint, 1);
    await isIn(endpoint, { state: 'disabled' });
    await stack.services.endpoints.remove(null, endpoint.id);
    await handleOf(endpoint).result();
    await take('gone-and-deleted', endpoint);
  });
});
