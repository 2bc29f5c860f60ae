import { Context } from '@temporalio/activity';
import {
  countSuccessesSince,
  selectGroup,
  skipArchivedEvents,
  type AttemptEndpoint,
  type AttemptEvent,
} from '../db/deliveries';
import { hasQueuedEvents, selectRetryingEventIds } from '../db/events';
import {
  GROUP_MAX_EVENTS,
  GROUP_MAX_PAYLOAD_BYTES,
  GROUP_MAX_WALL_MS,
  LARGE_PAYLOAD_BYTES,
  RETRY_MAX_EVENTS,
} from '../domain/limits';
import { HTTP_GONE } from '../domain/retry-policy';
import type { GroupResult } from '../domain/activity-results';
import type { ActivityDependencies } from './dependencies';
import { withHeartbeats } from './heartbeat';
import { judge, writeOutcomes, type Outcome } from './outcome-log';
import { ownFailure } from './own-failure';
import type { Payloads } from './payloads';
import { createRequestMaker, type RequestMaker } from './signing';
import { temporalNow } from './temporal-clock';

/** Outcomes are written at least this often, which bounds what a crash makes us send twice. */
const FLUSH_INTERVAL_MS = 500;
/** A group that takes longer gets an activity task of its own the next time. */
const QUICK_GROUP_MS = 1_000;

/**
 * The activity that makes a group of first attempts: takes the endpoint's oldest queued events, POSTs
 * them in order, at most `max_in_flight` at once, and writes what came of them.
 *
 * It asks the database which events are next, not the workflow: so order holds across API processes
 * whose signals overtake each other, an event whose signal was lost leaves with the next one, and
 * after a crash of the worker the next run goes on behind what was written.
 */
export function createAttempt(deps: ActivityDependencies, payloads: Payloads) {
  /**
   * @param limit most events of this group
   * @param workflowNow the workflow's present in milliseconds; version 0.1.0 did not give it
   */
  return async function attempt(
    endpointId: string,
    limit: number,
    workflowNow?: number,
  ): Promise<GroupResult> {
    try {
      const startedAt = performance.now();
      const result = await withHeartbeats(() =>
        runGroup(deps, payloads, endpointId, Math.min(limit, GROUP_MAX_EVENTS), workflowNow),
      );
      const quick = performance.now() - startedAt < QUICK_GROUP_MS;
      return Context.current().info.attempt === 1
        ? { ...result, quick }
        : { ...(await withFormerRuns(deps, endpointId, result)), quick };
    } catch (error) {
      throw ownFailure(deps.log, error);
    }
  };
}

async function runGroup(
  deps: ActivityDependencies,
  payloads: Payloads,
  endpointId: string,
  limit: number,
  workflowNow: number | undefined,
): Promise<GroupResult> {
  const found = await selectGroup(
    deps.pool,
    endpointId,
    limit,
    GROUP_MAX_PAYLOAD_BYTES,
    LARGE_PAYLOAD_BYTES,
  );
  if (found?.endpoint.active !== true) {
    return { ...NOTHING, active: false };
  }
  const { endpoint, held, events } = found;
  if (held) {
    // The workflow waits for these retries; it may have lost them, so they are named.
    const retry = await selectRetryingEventIds(deps.pool, endpointId, RETRY_MAX_EVENTS);
    return { ...NOTHING, ordering: endpoint.ordering, more: true, retry };
  }
  const group = new Group(deps, payloads, endpoint, events, workflowNow);
  await group.send();
  const taken = group.attempted === events.length;
  const more = !taken || events.length === limit || (await maybeMore(deps, endpointId, events));
  return { ...group.result(), more };
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

const NOTHING: GroupResult = {
  active: true,
  ordering: 'first_attempt',
  more: false,
  succeeded: 0,
  retry: [],
  gone: false,
};

/** A group that large payloads cut short has less than its limit, and yet more waits. */
async function maybeMore(
  deps: ActivityDependencies,
  endpointId: string,
  events: readonly AttemptEvent[],
): Promise<boolean> {
  const bytes = events.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
  // Characters are at most bytes, so this asks a little too often rather than too seldom.
  return bytes >= GROUP_MAX_PAYLOAD_BYTES / 4 && hasQueuedEvents(deps.pool, endpointId);
}

/** One group under way. */
class Group {
  private readonly makeRequest: RequestMaker;
  private readonly startedAt = performance.now();
  private lastFlushAt = this.startedAt;
  private next = 0;
  private stopped = false;
  private gone = false;
  private failure: Error | undefined;
  private unwritten: Outcome[] = [];
  private writing: Promise<void> = Promise.resolve();
  private readonly retry: string[] = [];
  private succeeded = 0;

  constructor(
    private readonly deps: ActivityDependencies,
    private readonly payloads: Payloads,
    private readonly endpoint: AttemptEndpoint,
    private readonly events: readonly AttemptEvent[],
    private readonly workflowNow: number | undefined,
  ) {
    this.makeRequest = createRequestMaker(deps.secretBox, endpoint);
  }

  /** How many events of the group were dealt with. */
  get attempted(): number {
    return this.next;
  }

  /** @throws what of ours made the group stop, after its outcomes are written */
  async send(): Promise<void> {
    const { max_in_flight, ordering } = this.endpoint;
    // More would only wait for each other.
    const most = Math.min(max_in_flight, this.deps.settings.delivery.connectionsPerOrigin);
    const lanes = ordering === 'strict' ? 1 : most;
    await Promise.all(
      Array.from({ length: Math.min(lanes, this.events.length) }, () => this.lane()),
    );
    this.flush();
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
  }

  /** Sends one event after the other until none is left or something says stop. */
  private async lane(): Promise<void> {
    while (!this.mustStop()) {
      const event = this.events[this.next];
      if (event === undefined) return;
      this.next += 1;
      try {
        await this.attempt(event);
      } catch (error) {
        this.stopped = true;
        this.failure ??= error instanceof Error ? error : new Error(String(error));
        return;
      }
      if (performance.now() - this.lastFlushAt > FLUSH_INTERVAL_MS) this.flush();
    }
  }

  private mustStop(): boolean {
    return (
      this.stopped ||
      performance.now() - this.startedAt > GROUP_MAX_WALL_MS ||
      Context.current().cancellationSignal.aborted
    );
  }

  private async attempt(event: AttemptEvent): Promise<void> {
    const { id, organization_id, ordering } = this.endpoint;
    const result = await this.payloads.with(organization_id, event, (payload) =>
      payload === null
        ? Promise.resolve(null)
        : this.deps.sender.send(this.makeRequest(event.event_id, payload)),
    );
    if (result === null) {
      await skipArchivedEvents(this.deps.pool, id, [event.event_id]);
      return;
    }
    this.unwritten.push(judge(event, event.attempts + 1, result, temporalNow(this.workflowNow)));
    if (result.httpCode === HTTP_GONE) this.gone = true;
    if (this.gone || (ordering === 'strict' && !result.succeeded)) this.stopped = true;
  }

  /** Writes what has gathered, behind the write that may be under way. */
  private flush(): void {
    const outcomes = this.unwritten;
    this.lastFlushAt = performance.now();
    if (outcomes.length === 0) return;
    this.unwritten = [];
    this.writing = this.writing.then(() => this.write(outcomes));
    // Awaited at the end of the group; until then a rejection must not count as unhandled.
    this.writing.catch(() => (this.stopped = true));
  }

  private async write(outcomes: readonly Outcome[]): Promise<void> {
    const works = await writeOutcomes(this.deps.pool, this.deps.log, this.endpoint, outcomes);
    for (const { event, result } of outcomes) {
      if (result.succeeded) this.succeeded += 1;
      else if (works.get(event.event_id) === 'retrying') this.retry.push(event.event_id);
    }
  }

  result(): Omit<GroupResult, 'more'> {
    return {
      active: true,
      ordering: this.endpoint.ordering,
      succeeded: this.succeeded,
      retry: this.retry,
      gone: this.gone,
    };
  }
}
