import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyFromJSON, historyToJSON, type History } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { packageRoot } from '../../src/package-root';
import { workflowBundlePath } from '../../src/worker';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { quietRuntime } from '../helpers/temporal-runtime';
import { startTimeSkippingStack } from '../helpers/time-skipping';

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
  }, 60_000);

  it('a history that the code would not have made is refused', async () => {
    const [file] = (await readdir(FOLDER)).filter((name) => name.startsWith('deliveries'));
    const text = await readFile(path.join(FOLDER, file!), 'utf8');
    // As if a step of the workflow had been renamed without a patch.
    const altered = historyFromJSON(JSON.parse(text.replaceAll('"attempt"', '"attempted"')));
    await expect(replay('altered', altered)).rejects.toThrow(/determinism/i);
  }, 60_000);
});

describe('fresh histories', () => {
  /** What runs through the workflow once; `npm run histories` keeps them for later versions. */
  it('of deliveries, retries, disabling and publishing replay', async () => {
    const stack = await startTimeSkippingStack({ environment: { DISABLE_AFTER_FAILURES: '1' } });
    const receiver = await TestReceiver.start();
    const take = async (name: string, endpointId: string) => {
      const handle = stack.temporal.client.workflow.getHandle(`endpoint/${endpointId}`);
      const history = await handle.fetchHistory();
      await replay(name, history);
      if (process.env.SIGNALPOST_SAVE_HISTORIES !== undefined) {
        await mkdir(FOLDER, { recursive: true });
        const version = process.env.SIGNALPOST_SAVE_HISTORIES;
        // Stack traces in failures name this checkout's folder.
        const json = historyToJSON(history).replaceAll(packageRoot(), '');
        await writeFile(path.join(FOLDER, `${name}-${version}.json`), json);
      }
    };
    const settle = async (name: string, test: () => Promise<boolean>) => {
      await eventually(name, test);
    };
    try {
      const delivered = await stack.createEndpoint(receiver.url());
      await stack.publish(delivered, 1);
      await settle('one', async () => (await stack.status(delivered)).delivered === 1);
      await stack.publish(delivered, 250);
      await settle('all', async () => (await stack.status(delivered)).delivered === 251);
      await take('deliveries', delivered.id);

      receiver.answerWith(answer(500));
      const failing = await stack.createEndpoint(receiver.url());
      await stack.publish(failing, 2);
      await stack.armed(failing, 2);
      await stack.pass('3 hours');
      await settle('off', async () => (await stack.status(failing)).state === 'disabled');
      const handle = stack.temporal.client.workflow.getHandle(`endpoint/${failing.id}`);
      receiver.answerWith(answer(200));
      await handle.signal('enable');
      await stack.settled(failing);
      await stack.publish(failing, 1);
      await settle('on again', async () => (await stack.status(failing)).delivered === 1);
      await take('failures-and-enable', failing.id);

      const signalled = await stack.createEndpoint(receiver.url());
      const publisher = stack.temporal.client.workflow.getHandle(`endpoint/${signalled.id}`);
      await publisher.signal('publish', { type: 'order.created', data: {} });
      await settle('published', async () => (await stack.status(signalled)).delivered === 1);
      await publisher.signal('disable');
      await stack.settled(signalled);
      await take('publish-and-disable', signalled.id);

      receiver.answerWith(answer(410));
      const deleted = await stack.createEndpoint(receiver.url());
      await stack.publish(deleted, 1);
      await settle('gone', async () => (await stack.status(deleted)).state === 'disabled');
      await stack.services.endpoints.remove(null, deleted.id);
      await stack.temporal.client.workflow.getHandle(`endpoint/${deleted.id}`).result();
      await take('gone-and-deleted', deleted.id);
    } finally {
      await stack.close();
      await receiver.close();
    }
  }, 120_000);
});
