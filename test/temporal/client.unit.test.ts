import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../../dev/ports';
import { createTemporalClient } from '../../src/temporal/client';

/** Longer than the SDK waits before its second and its third try. */
const SEVERAL_TRIES_MS = 1_500;

it('a call that is to be tried again does no harm once the client is closed', async () => {
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', note);
  try {
    const { client, close } = createTemporalClient(
      { address: `127.0.0.1:${await findFreePort()}` },
      'default',
    );
    const signal = client.workflow.getHandle('none').signal('any');
    signal.catch(() => undefined);
    await delay(100);
    await close();
    await delay(SEVERAL_TRIES_MS);
  } finally {
    process.off('uncaughtException', note);
  }
  expect(thrown).toEqual([]);
});
