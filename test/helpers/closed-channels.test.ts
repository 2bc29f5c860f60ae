import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { findFreePort } from '../../dev/ports';

/** Longer than the SDK waits before its second and its third try. */
const SEVERAL_TRIES_MS = 1_500;

it("a call of the SDK's own connection that is tried again after its end fails no test", async () => {
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', note);
  try {
    const connection = Connection.lazy({ address: `127.0.0.1:${await findFreePort()}` });
    const handle = new Client({ connection }).workflow.getHandle('none');
    handle.signal('any').catch(() => undefined);
    await delay(100);
    await connection.close();
    await delay(SEVERAL_TRIES_MS);
  } finally {
    process.off('uncaughtException', note);
  }
  expect(thrown).toEqual([]);
});
