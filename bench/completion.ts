import { setTimeout as delay } from 'node:timers/promises';
import { reckon } from './accounting';
import type { CaseContext } from './bench-case';
import type { Published } from './driver';

const SETTLE_TIMEOUT_MS = 30_000;
const POLL_INTERVAL_MS = 100;
const QUIET_MS = 1_000;

/** @returns whether every job was accepted and everything has arrived */
export async function waitForAll(
  { environment: { receiver }, tag, signal }: CaseContext,
  published: Published,
): Promise<boolean> {
  const isComplete = published.refused === 0 && published.unsent === 0;
  let count = published.accepted.reduce((sum, { ids }) => sum + ids.length, 0);
  for (;;) {
    if (!(await receiver.waitFor(tag, count, signal))) return false;
    const { account } = reckon(published, await receiver.report(tag));
    if (account.lost === 0) return isComplete;
    // What came without a 202 was counted instead.
    count += account.unexpected;
  }
}

/** Waits until all bookkeeping is done, at most half a minute, and a second of quiet after it. */
export async function settle({ environment, interrupted }: CaseContext): Promise<void> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  while (!interrupted.aborted && performance.now() < deadline) {
    if ((await environment.database.unfinishedEvents()) === 0) break;
    await delay(POLL_INTERVAL_MS);
  }
  await delay(QUIET_MS);
}
