import {
  ActivityCancellationType,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import {
  RETRY_BACKOFF_COEFFICIENT,
  RETRY_INITIAL_INTERVAL_SECONDS,
  RETRY_MAX_INTERVAL_SECONDS,
} from '../domain/retry-policy';
import type { Activities } from '../activities';

/** How our own outages (database away, worker crashed) are waited for; they never end an activity. */
const OUTAGE_RETRY = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '15 seconds',
} as const;

/** Short activities that read or write a few rows. */
export const { loadEndpoint, enable, disable, skipPending, mirrorFailures, storeInline } =
  proxyActivities<Activities>({ startToCloseTimeout: '60 seconds', retry: OUTAGE_RETRY });

/** First attempts: at most a minute of sending, the last attempts, the wait for a database that is away. */
export const { attempt } = proxyActivities<Activities>({
  startToCloseTimeout: '4 minutes',
  heartbeatTimeout: '8 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: OUTAGE_RETRY,
});

/**
 * The same group inside the workflow's own task: no task of its own is scheduled, handed out and
 * reported, which is most of what a quick group costs. A group that takes long holds up the task and
 * what is signalled meanwhile, so slow receivers get the other one.
 */
export const { attempt: attemptHere } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '120 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: OUTAGE_RETRY,
});

/**
 * The further attempts of one event. The activity's first run only reports the failed first attempt,
 * so that the numbers of Temporal's attempts and of the event's are the same and this policy waits
 * 5 s, 15 s, 45 s, … between them; each failure names the exact delay with its jitter. How many there
 * may be is counted in the event's row, because Temporal counts our own outages too.
 */
export const { retry } = proxyActivities<Activities>({
  startToCloseTimeout: '90 seconds',
  heartbeatTimeout: '6 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: {
    initialInterval: `${RETRY_INITIAL_INTERVAL_SECONDS} seconds`,
    backoffCoefficient: RETRY_BACKOFF_COEFFICIENT,
    maximumInterval: `${RETRY_MAX_INTERVAL_SECONDS} seconds`,
  },
});

/** One mail: tried for days, since a mail server that is away for a night is no reason to lose it. */
export const { sendMail } = proxyActivities<Activities>({
  startToCloseTimeout: '60 seconds',
  scheduleToCloseTimeout: '3 days',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});
