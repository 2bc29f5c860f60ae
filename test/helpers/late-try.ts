import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { findFreePort } from '../../dev/ports';

/** Longer than the SDK waits before its second and its third try. */
const SEVERAL_TRIES_MS = 1_500;

/**
 * Makes a call to a server that is not there, and ends the connection while the SDK waits to try it again.
 *
 * @param open gives a client of the address, and what ends its connection
 * @returns what is thrown afterwards where nobody catches it
 */
export async function thrownByLateTry(
  open: (address: string) => { client: Client; close: () => Promise<void> },
): Promise<unknown[]> {
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', note);
  try {
    const { client, close } = open(`127.0.0.1:${await findFreePort()}`);
    client.workflow
      .getHandle('none')
      .signal('any')
      .catch(() => undefined);
    await delay(100);
    await close();
    await delay(SEVERAL_TRIES_MS);
  } finally {
    process.off('uncaughtException', note);
  }
  return thrown;
}
