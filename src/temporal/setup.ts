import {
  Connection,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes';
import { retentionScheduleId, sweepScheduleId } from './names';

/** Indexed value types of Temporal's API (temporal.api.enums.v1.IndexedValueType). */
const INDEXED_VALUE_TYPES = { KEYWORD: 2, INT: 3 } as const;

/**
 * Registers the search attributes that are missing.
 *
 * @throws what the server answers when it allows no registration (Temporal Cloud: register them there)
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type]]),
    ),
  });
}

/** Creates the Schedules of the sweep and of the retention job, or brings them up to date. */
export async function ensureSchedules(
  client: Client,
  taskQueue: string,
  sweepIntervalSeconds: number,
): Promise<void> {
  const every = (
    scheduleId: string,
    workflowType: string,
    seconds: number,
    offsetSeconds: number,
  ): ScheduleOptions => ({
    scheduleId,
    spec: { intervals: [{ every: seconds * 1_000, offset: offsetSeconds * 1_000 }] },
    action: { type: 'startWorkflow', workflowType, taskQueue, args: [], workflowId: scheduleId },
    // One at a time, and none made up for: the next one sees what a missed one would have seen.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  });
  await ensure(client, every(sweepScheduleId(taskQueue), 'SweepWorkflow', sweepIntervalSeconds, 0));
  await ensure(
    client,
    every(retentionScheduleId(taskQueue), 'RetentionWorkflow', DAY_SECONDS, RETENTION_HOUR * 3_600),
  );
}

const DAY_SECONDS = 86_400;
/** Hour of the day (UTC) at which payloads are archived. */
const RETENTION_HOUR = 3;

async function ensure(client: Client, options: ScheduleOptions): Promise<void> {
  const handle = client.schedule.getHandle(options.scheduleId);
  try {
    await handle.update((previous) => ({
      spec: options.spec,
      action: options.action,
      policies: options.policies,
      state: previous.state,
    }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule.create(options);
  }
}
