import { Context } from '@temporalio/activity';

/**
 * The present in milliseconds, as Temporal counts it: its server's clock where that is ahead of ours,
 * as with time-skipping tests. Retries are due by this clock.
 */
export function temporalNow(): number {
  return Math.max(Date.now(), Context.current().info.currentAttemptScheduledTimestampMs);
}
