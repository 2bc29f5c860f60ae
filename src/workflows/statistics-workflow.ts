import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

const { countDeliveries } = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  // One statement may take 30 seconds.
  heartbeatTimeout: '60 seconds',
  // A run that cannot succeed makes way for the next one of its schedule.
  scheduleToCloseTimeout: '30 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Counts attempts for statistics; started by a Schedule. */
export async function StatisticsWorkflow(): Promise<void> {
  await countDeliveries();
}
