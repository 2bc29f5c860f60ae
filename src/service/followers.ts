import { selectWatched } from '../db/endpoint-watches';
import { Gather } from '../db/gather';
import type { Pool } from '../db/pool';
import { notifyWakeUps } from '../db/wake-ups';
import type { Followers } from '../temporal/notifier';

/** As often as followers look by themselves: waking them more often would be of no use. */
const WAKE_INTERVAL_MS = 20;
/** What gathers at most; the others are found by those looks. */
const MAX_WAKE_UPS = 200;

/**
 * Those who follow endpoints on the workers, by way of the database: questions and wake-ups for several
 * endpoints go in one statement.
 */
export function createFollowers(pool: Pool): Followers {
  const watched = new Gather(
    (endpointIds: readonly string[]) => selectWatched(pool, endpointIds),
    (endpointId) => endpointId,
  );
  const toWake = new Set<string>();
  let lastAt = -Infinity;

  const wakeAll = (): void => {
    lastAt = performance.now();
    const endpointIds = [...toWake];
    toWake.clear();
    notifyWakeUps(pool, endpointIds).catch(() => undefined);
  };

  return {
    isWatched: async (endpointId) => (await watched.find(endpointId)) === true,

    wake(endpointId) {
      // What waits already has its statement to come.
      if (toWake.size >= MAX_WAKE_UPS || toWake.has(endpointId)) return;
      toWake.add(endpointId);
      if (toWake.size > 1) return;
      const waitMs = lastAt + WAKE_INTERVAL_MS - performance.now();
      // What is published together is woken together.
      if (waitMs <= 0) setImmediate(wakeAll);
      else setTimeout(wakeAll, waitMs).unref();
    },
  };
}
