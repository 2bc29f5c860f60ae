import { Context } from '@temporalio/activity';
import { countNextDeliveries, deleteOldCounts } from '../db/statistics-rollup';
import type { ActivityDependencies } from './dependencies';

/** Stretches of time that one transaction counts: at first, at least and at most. */
const FIRST_SECONDS = 300;
const MIN_SECONDS = 60;
const MAX_SECONDS = 86_400;
/** One that took less is followed by one of twice the length, and one that took more by one of half. */
const QUICK_MS = 400;
const SLOW_MS = 2_000;
/** Then the next run of the Schedule goes on; each stretch is kept. */
const RUN_MAX_MS = 300_000;
const DELETE_BATCH_ROWS = 10_000;

/**
 * The activity that counts what was attempted, for statistics. Never beside an attempt: whoever reads
 * adds what is not counted yet. After an outage, or on a log from before there were statistics, it takes
 * longer stretches as long as these are quick.
 */
export function createStatisticsActivities({
  pool,
  log,
  isStopping,
}: Pick<ActivityDependencies, 'pool' | 'log' | 'isStopping'>) {
  return {
    async countDeliveries(): Promise<void> {
      const context = Context.current();
      const startedAt = performance.now();
      const mayGoOn = () => {
        context.heartbeat();
        const isOver = performance.now() - startedAt > RUN_MAX_MS;
        return !isOver && !isStopping() && !context.cancellationSignal.aborted;
      };
      let seconds = FIRST_SECONDS;
      let stretches = 0;
      for (let more = true; more && mayGoOn(); stretches += 1) {
        const before = performance.now();
        more = await countNextDeliveries(pool, seconds);
        const tookMs = performance.now() - before;
        if (tookMs < QUICK_MS) seconds = Math.min(seconds * 2, MAX_SECONDS);
        else if (tookMs > SLOW_MS) seconds = Math.max(seconds / 2, MIN_SECONDS);
      }
      while (mayGoOn() && (await deleteOldCounts(pool, DELETE_BATCH_ROWS)));
      // An ordinary run has one stretch and is not worth a line.
      if (stretches > 1) log.info({ stretches }, 'counted deliveries of a longer time');
    },
  };
}
