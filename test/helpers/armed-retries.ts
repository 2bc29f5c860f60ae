import type { WorkflowHandle } from '@temporalio/client';
import { eventually } from './eventually';

/**
 * Waits until Temporal waits to make that many retries: each has had the first run of its activity, which only
 * said when it is due. Before that such a run may still read an event's row, and send it early where
 * a test has put the time back, even after its workflow was terminated.
 */
export async function retriesArmed(handle: WorkflowHandle, count: number): Promise<void> {
  await eventually(`${count} retries are armed`, async () => {
    const { raw } = await handle.describe();
    const waiting = (raw.pendingActivities ?? []).filter(
      ({ activityType, attempt }) => activityType?.name === 'retry' && (attempt ?? 0) > 1,
    );
    return waiting.length === count;
  });
}
