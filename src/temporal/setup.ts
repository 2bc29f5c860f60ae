import {
  Connection,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes';
import { retentionScheduleId, statisticsScheduleId, sweepScheduleId } from './names';

/** Indexed value types of Temporal's API (temporal.api.enums.v1.IndexedValueType). */
const INDEXED_VALUE_TYPES = { KEYWORD: 2, INT: 3 } as const;

/** Search attributes as the operator service wants them. */
export const indexedValueTypes = (attributes: typeof SEARCH_ATTRIBUTES): Record<string, 2 | 3> =>
  Object.fromEntries(attributes.map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type]]));

/**
 * Registers the search attributes that are missing. Without them no workflow starts, so this must not
 * fail silently.
 *
 * @returns names of those that were registered
 * @throws Error that names them when the server allows no registration (Temporal Cloud)
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return [];
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: indexedValueTypes(missing),
    });
  } catch (cause) {
    const wanted = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
    throw new Error(
      `The Temporal namespace ${namespace} lacks search attributes and lets nobody register them ` +
        `from here; register them in its console: ${wanted}.`,
      { cause },
    );
  }
  return missing.map(({ name }) => name);
}

/** Creates the Schedules of the sweep, the retention job and the statistics, or brings them up to date. */
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
  await ensure(
    client,
    every(statisticsScheduleId(taskQueue), 'StatisticsWorkflow', STATISTICS_SECONDS, 0),
  );
}

const DAY_SECONDS = 86_400;
/** The API counts itself what came since: this bounds how much that is. */
const STATISTICS_SECONDS = 60;
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
