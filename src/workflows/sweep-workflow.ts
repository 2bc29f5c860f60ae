import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

const { sweep, archive } = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '60 seconds',
  // A run that cannot succeed makes way for the next one of its schedule.
  scheduleToCloseTimeout: '30 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Signals again what is pending and may be unknown to its workflow; started by a Schedule. */
export async function SweepWorkflow(): Promise<void> {
  await sweep();
}

/** Archives old payloads and forgets old idempotency keys; started by a Schedule. */
export async function RetentionWorkflow(): Promise<void> {
  await archive();
}
