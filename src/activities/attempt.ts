import { Context } from '@temporalio/activity';
import { countSuccessesSince } from '../db/deliveries';
import { selectRetryingEventIds } from '../db/events';
import { Gather } from '../db/gather';
import { selectEndpointsWithQueued, selectGroups, type GroupRequest } from '../db/groups';
import type { GroupResult } from '../domain/activity-results';
import {
  FOLLOW_PATIENCE_MS,
  GROUP_MAX_EVENTS,
  GROUP_MAX_PAYLOAD_BYTES,
  LARGE_PAYLOAD_BYTES,
  RETRY_MAX_EVENTS,
} from '../domain/limits';
import { Arrivals } from './arrivals';
import type { ActivityDependencies } from './dependencies';
import type { GroupReader } from './event-source';
import { Group } from './group';
import { withHeartbeats } from './heartbeat';
import { Lately } from './lately';
import type { OutcomeLog } from './outcome-log';
import { ownFailure } from './own-failure';
import type { Payloads } from './payloads';
import { Places, type Place } from './places';

/** Endpoints of one look for events; bounds what is in memory of one answer. */
const LOOK_MAX_ENDPOINTS = 32;
const LOOKS_AT_ONCE = 2;
/** The part of its workflow tasks that groups inside of them may hold. */
const WORKFLOW_TASKS_PART = 0.5;

/** What all runs share in one worker. */
export interface AttemptParts {
  readonly payloads: Payloads;
  readonly outcomes: OutcomeLog;
}

const NOTHING: GroupResult = {
  active: true,
  ordering: 'first_attempt',
  more: false,
  succeeded: 0,
  retry: [],
  gone: false,
};

/**
 * The activity that makes first attempts: takes the endpoint's oldest queued events, POSTs them in
 * order, at most `max_in_flight` at once, and writes what came of them. As an activity with a task of
 * its own it goes on with what comes meanwhile, for a few seconds.
 *
 * It asks the database which events are next, not the workflow: so order holds across API processes
 * whose signals overtake each other, an event whose signal was lost leaves with the next one, and
 * after a crash of the worker the next run goes on behind what was written.
 */
export function createAttempt(deps: ActivityDependencies, parts: AttemptParts) {
  const groups: GroupReader = new Gather(
    (requests: readonly GroupRequest[]) =>
      selectGroups(deps.pool, requests, GROUP_MAX_PAYLOAD_BYTES, LARGE_PAYLOAD_BYTES),
    ({ endpointId }) => endpointId,
    { maxKeys: LOOK_MAX_ENDPOINTS, atOnce: LOOKS_AT_ONCE },
  );
  const arrivals = new Arrivals((endpointIds) => selectEndpointsWithQueued(deps.pool, endpointIds));
  deps.onWakeUp((endpointIds) => arrivals.wake(endpointIds));
  const lately = new Lately(FOLLOW_PATIENCE_MS);
  const { maxActivities, maxCachedWorkflows } = deps.settings.worker;
  const places = new Places(maxActivities);
  let inWorkflowTask = 0;
  const workflowTasks = Math.min(maxActivities, maxCachedWorkflows);

  async function run(
    endpointId: string,
    limit: number,
    workflowNow: number | undefined,
    place: Place | undefined,
    inRetry: number,
  ): Promise<GroupResult> {
    const group = new Group({
      deps,
      ...parts,
      groups,
      arrivals,
      lately,
      endpointId,
      limit,
      // What a lost run has left is told at this one's end: retries are not to wait for it.
      mayBeginToFollow: ({ retrying }) =>
        place?.mayBegin() === true &&
        !deps.isStopping() &&
        retrying <= inRetry &&
        Context.current().info.attempt === 1,
      mayFollow: () => place?.mayStay() === true && !deps.isStopping(),
      followMs: () => place?.followMs() ?? 0,
      workflowNow,
    });
    const found = await group.open();
    if (found?.endpoint.active !== true) return { ...NOTHING, active: false };
    if (found.held) {
      // The workflow waits for these retries; it may have lost them, so they are named.
      const retry = await selectRetryingEventIds(deps.pool, endpointId, RETRY_MAX_EVENTS);
      return { ...NOTHING, ordering: found.endpoint.ordering, more: true, retry };
    }
    // Such a group may take long, and what comes meanwhile is not to wait for it.
    if (Context.current().info.isLocal && group.isUnordered) {
      return { ...NOTHING, ordering: found.endpoint.ordering, more: true, quick: false };
    }
    const result = await group.send();
    if (found.retrying <= inRetry) return result;
    // A run before this one failed events of which the workflow never heard.
    const retry = await selectRetryingEventIds(deps.pool, endpointId, RETRY_MAX_EVENTS);
    return { ...result, retry };
  }

  /**
   * @param limit most events of which all may fail
   * @param workflowNow the workflow's present in milliseconds; version 0.1.0 did not give it
   * @param inRetry how many events in retry the workflow knows of. When a workflow's task is lost, what
   *   ran inside it runs again as if for the first time: this tells that something was lost
   */
  return async function attempt(
    endpointId: string,
    limit: number,
    workflowNow?: number,
    inRetry = Infinity,
  ): Promise<GroupResult> {
    const { info } = Context.current();
    // Receivers that hang must not hold all of the worker's workflow tasks: this one gets its own.
    if (info.isLocal && inWorkflowTask >= workflowTasks * WORKFLOW_TASKS_PART) {
      return { ...NOTHING, more: true, quick: false };
    }
    const place = info.isLocal ? undefined : places.take();
    if (place === undefined) inWorkflowTask += 1;
    try {
      const most = Math.min(limit, GROUP_MAX_EVENTS);
      const result = await withHeartbeats(() => run(endpointId, most, workflowNow, place, inRetry));
      return info.attempt === 1 ? result : await withFormerRuns(deps, endpointId, result);
    } catch (error) {
      throw ownFailure(deps.log, error);
    } finally {
      if (place === undefined) inWorkflowTask -= 1;
      else place.giveBack();
    }
  };
}

/**
 * A run of this activity before this one was lost (its worker crashed, or the database went away) after
 * it had written outcomes that the workflow never heard of: they are read back.
 */
async function withFormerRuns(
  deps: ActivityDependencies,
  endpointId: string,
  result: GroupResult,
): Promise<GroupResult> {
  const since = new Date(Context.current().info.scheduledTimestampMs).toISOString();
  const [retry, succeeded] = await Promise.all([
    selectRetryingEventIds(deps.pool, endpointId, RETRY_MAX_EVENTS),
    countSuccessesSince(deps.pool, endpointId, since),
  ]);
  return { ...result, retry, succeeded };
}
