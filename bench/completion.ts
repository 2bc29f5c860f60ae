import { setTimeout as delay } from 'node:timers/promises';
import { reckon } from './accounting';
import type { CaseContext } from './bench-case';
import type { Database } from './database';
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
  await untilSettled(environment.database, SETTLE_TIMEOUT_MS, interrupted);
}

/**
 * Waits until no event's bookkeeping is left to be done, and a second of quiet after it.
 *
 * @returns false when that took longer than `timeoutMs`, or the signal was aborted
 */
export async function untilSettled(
  database: Database,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  let isSettled = false;
  while (!isSettled && !signal.aborted && performance.now() < deadline) {
    isSettled = (await database.unfinishedEvents()) === 0;
    if (!isSettled) await delay(POLL_INTERVAL_MS);
  }
  await delay(QUIET_MS);
  return isSettled;
}
