import { Context } from '@temporalio/activity';

/**
 * The present in milliseconds, as Temporal counts it: its server's clock where that is ahead of ours,
 * as with time-skipping tests. Retries are due by this clock.
 *
 * @param workflowNow the workflow's present, for an activity that runs inside the workflow's task:
 *   its own times are the worker's
 */
export function temporalNow(workflowNow = 0): number {
  const scheduled = Context.current().info.currentAttemptScheduledTimestampMs;
  return Math.max(Date.now(), scheduled, workflowNow);
}
