import type { WorkflowHandle } from '@temporalio/client';

/**
 * How many retries Temporal waits to make: each has had the first run of its activity, which only
 * said when it is due. Before that such a run may still read an event's row, and send it early where
 * a test has put the time back, even after its workflow was terminated.
 */
export async function armedRetries(handle: WorkflowHandle): Promise<number> {
  const { raw } = await handle.describe();
  return (raw.pendingActivities ?? []).filter(
    ({ activityType, attempt }) => activityType?.name === 'retry' && (attempt ?? 0) > 1,
  ).length;
}
