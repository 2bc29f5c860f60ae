import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from './environment';

const SETTLE_TIMEOUT_MS = 30_000;
const POLL_INTERVAL_MS = 100;
const QUIET_MS = 1_000;

/** Waits until all bookkeeping is done, at most half a minute, and a second of quiet after it. */
export async function settle(environment: Environment): Promise<void> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  while ((await environment.unfinishedEvents()) > 0 && performance.now() < deadline) {
    await delay(POLL_INTERVAL_MS);
  }
  await delay(QUIET_MS);
}
