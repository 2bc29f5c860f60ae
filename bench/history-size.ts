import type { Client } from '@temporalio/client';
import { mapInParallel } from './in-parallel';
import { endpointWorkflowId } from '../src/temporal/names';

const CALLS_IN_FLIGHT = 20;
/** The server's clock and ours are the same one; a start is noted a little later than it was asked for. */
const CLOCK_SLACK_MS = 1_000;

/** What the histories of endpoints' workflows hold, runs that were continued as new included. */
export interface HistorySize {
  readonly runs: number;
  /** Temporal's history events. */
  readonly events: number;
  readonly bytes: number;
}

/**
 * Adds up the histories of all runs of the endpoints' workflows.
 *
 * @param since moment before the endpoints were made
 */
export async function measureHistories(
  client: Client,
  endpointIds: readonly string[],
  since: Date,
): Promise<HistorySize> {
  const workflowIds = new Set(endpointIds.map(endpointWorkflowId));
  const from = new Date(since.getTime() - CLOCK_SLACK_MS).toISOString();
  const query = `WorkflowType = 'EndpointWorkflow' AND StartTime >= '${from}'`;
  const runs: { workflowId: string; runId: string }[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    if (workflowIds.has(workflowId)) runs.push({ workflowId, runId });
  }
  // The list knows the size of runs that have ended only.
  const sizes = await mapInParallel(runs.length, CALLS_IN_FLIGHT, async (index) => {
    const { workflowId = '', runId } = runs[index] ?? {};
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const { historyLength, historySizeBytes } = raw.workflowExecutionInfo ?? {};
    return { events: Number(historyLength ?? 0), bytes: Number(historySizeBytes ?? 0) };
  });
  return {
    runs: runs.length,
    events: sizes.reduce((sum, { events }) => sum + events, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
