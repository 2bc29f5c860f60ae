import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { skipArchivedEvents, type AttemptEndpoint } from '../db/deliveries';
import type { Group as ReadGroup } from '../db/groups';
import type { GroupResult } from '../domain/activity-results';
import { GROUP_MAX_EVENTS, GROUP_MAX_WALL_MS, UNORDERED_MAX_WALL_MS } from '../domain/limits';
import { HTTP_GONE } from '../domain/retry-policy';
import type { ActivityDependencies } from './dependencies';
import type { Arrivals } from './arrivals';
import { EventSource, type GroupReader, type SourcedEvent } from './event-source';
import { Lanes } from './lanes';
import type { Lately } from './lately';
import { judge, type Outcome, type OutcomeLog } from './outcome-log';
import type { Payloads } from './payloads';
import { postEvent } from './post-event';
import { createRequestMaker, type RequestMaker } from './signing';
import { temporalNow } from './temporal-clock';

/** Outcomes are written at least this often, which bounds what a crash makes us send twice. */
const FLUSH_INTERVAL_MS = 500;
/** An attempt that takes longer makes its endpoint a slow one. */
const QUICK_ATTEMPT_MS = 1_000;
/** How often it is looked whether a slow attempt holds others up that need not wait for it. */
const HELD_UP_INTERVAL_MS = 100;
/** As many outcomes are written at once, rather than growing further. */
const FLUSH_OUTCOMES = GROUP_MAX_EVENTS;

export interface GroupOptions {
  readonly deps: ActivityDependencies;
  readonly payloads: Payloads;
  readonly outcomes: OutcomeLog;
  readonly groups: GroupReader;
  readonly arrivals: Arrivals;
  readonly lately: Lately;
  readonly endpointId: string;
  /** Most events of one look, and most of which all may fail. */
  readonly limit: number;
  /** Whether to go on with events that come meanwhile; asked once. */
  readonly mayBeginToFollow: (found: ReadGroup) => boolean;
  /** The same, asked again and again. */
  readonly mayFollow: () => boolean;
  /** For how long in all, in milliseconds; asked again and again. */
  readonly followMs: () => number;
  readonly workflowNow: number | undefined;
}

/** The first attempts of one run of the activity. */
export class Group {
  private readonly source: EventSource;
  private readonly startedAt = performance.now();
  private lastFlushAt = this.startedAt;
  private endpoint: AttemptEndpoint | undefined;
  private maker: { endpoint: AttemptEndpoint; make: RequestMaker } | undefined;
  private readonly lanes = new Lanes(() => this.lane());
  private begun = 0;
  private failures = 0;
  private stopped = false;
  private gone = false;
  private failure: Error | undefined;
  private unwritten: Outcome[] = [];
  private writing: Promise<void> | undefined;
  private writeAgain = false;
  private readonly retry: string[] = [];
  /** How many of them the workflow was told of by signal. */
  private told = 0;
  private succeeded = 0;
  private slowestMs = 0;

  constructor(private readonly options: GroupOptions) {
    this.source = new EventSource({
      pool: options.deps.pool,
      ...options,
      mustStop: () => this.mustStop(),
      msLeft: () => this.msLeft,
    });
  }

  /** Reads the endpoint and its first events. @returns undefined when the endpoint never was */
  async open(): Promise<ReadGroup | undefined> {
    const group = await this.source.open();
    this.endpoint = group?.endpoint;
    return group;
  }

  /**
   * Whether events are to hold each other up in nothing (`ordering` none, and more than one at once): the
   * group then goes on beside an attempt that takes long.
   */
  get isUnordered(): boolean {
    return this.endpoint?.ordering === 'none' && this.mostAtOnce > 1;
  }

  private get mostAtOnce(): number {
    const { max_in_flight = 1, ordering } = this.endpoint ?? {};
    if (ordering === 'strict') return 1;
    // More would only wait for each other.
    return Math.min(max_in_flight, this.options.deps.settings.delivery.connectionsPerOrigin);
  }

  /** @throws what of ours made the group stop, after its outcomes are written */
  async send(): Promise<GroupResult> {
    const { mostAtOnce, isUnordered } = this;
    const { ordering = 'first_attempt' } = this.endpoint ?? {};
    this.lanes.fill(
      Math.min(mostAtOnce, this.source.isFollowing ? GROUP_MAX_EVENTS : this.source.left),
    );
    if (isUnordered) await this.goOnBesideSlow(mostAtOnce);
    else await this.lanes.ended();
    this.flush();
    await this.writing?.catch((error: unknown) => this.fail(error));
    const { succeeded, retry, gone, failures, failure } = this;
    const isBusy = this.source.isBusy && failures === 0 && failure === undefined;
    const { isLocal } = Context.current().info;
    const isSlow = this.slowestMs >= QUICK_ATTEMPT_MS;
    // After a slow one the next run would say that it was quick, having sent nothing.
    const isWorthIt = isLocal ? !isSlow : !this.source.ranDry;
    const expectsMore = isBusy && isWorthIt && !this.isCancelled();
    const more = await this.source.close(expectsMore);
    if (failure !== undefined) throw failure;
    // Slow receivers and busy endpoints get an activity task of their own the next time.
    const isIdle = !this.source.isBusy || (this.source.ranDry && !isLocal);
    const quick = !isSlow && isIdle && !isUnordered;
    return { active: true, ordering, more, succeeded, retry, gone, quick };
  }

  /** Until the lanes have ended: those that have are opened again while the others are held up. */
  private async goOnBesideSlow(mostAtOnce: number): Promise<void> {
    while (this.lanes.areOpen) {
      await Promise.race([
        this.lanes.ended(),
        delay(HELD_UP_INTERVAL_MS, undefined, { ref: false }),
      ]);
      if (!this.isHeldUp() || this.mustStop()) continue;
      this.source.reopen();
      this.lanes.fill(mostAtOnce);
    }
  }

  /** Whether ending would mean that what comes waits for an attempt that it need not wait for. */
  private isHeldUp(): boolean {
    return (
      this.isUnordered &&
      this.lanes.oldestMs > QUICK_ATTEMPT_MS &&
      this.ageMs < UNORDERED_MAX_WALL_MS &&
      this.options.mayFollow()
    );
  }

  private get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Sends one event after the other until none is left or something says stop. */
  private async lane(): Promise<void> {
    for (;;) {
      if (this.source.left === 0) this.flush();
      const next = await this.source.next();
      if (next === undefined) return;
      this.begun += 1;
      try {
        await this.lanes.during(() => this.attempt(next));
      } catch (error) {
        this.fail(error);
        return;
      }
      if (
        this.unwritten.length >= FLUSH_OUTCOMES ||
        performance.now() - this.lastFlushAt > FLUSH_INTERVAL_MS
      ) {
        this.flush();
      }
    }
  }

  private mustStop(): boolean {
    return (
      this.stopped ||
      (this.failures > 0 && this.mayFail >= this.options.limit) ||
      this.isCancelled() ||
      (this.msLeft <= 0 && !this.isHeldUp())
    );
  }

  private get msLeft(): number {
    const { deps, followMs } = this.options;
    // Where the worker shuts down a backlog too is left to the next run, and that to another worker.
    const mayGoOn = this.source.isFollowing && !deps.isStopping();
    return (mayGoOn ? followMs() : GROUP_MAX_WALL_MS) - this.ageMs;
  }

  /** How many may have failed in the end of those that have begun. */
  private get mayFail(): number {
    return this.isUnordered ? this.failures + this.lanes.underWay : this.begun;
  }

  private isCancelled(): boolean {
    return Context.current().cancellationSignal.aborted;
  }

  private async attempt({ event, endpoint }: SourcedEvent): Promise<void> {
    const { deps, payloads, workflowNow } = this.options;
    const { sender } = deps;
    const posted = await postEvent({ payloads, sender }, endpoint.organization_id, event, () =>
      this.requestMaker(endpoint),
    );
    if (posted === null) {
      await skipArchivedEvents(deps.pool, endpoint.id, [event.event_id]);
      this.source.settled([event.event_id]);
      return;
    }
    const { result } = posted;
    this.unwritten.push(judge(event, event.attempts + 1, posted, temporalNow(workflowNow)));
    this.slowestMs = Math.max(this.slowestMs, result.durationMs);
    if (result.httpCode === HTTP_GONE) this.gone = true;
    if (result.succeeded) return;
    this.failures += 1;
    // The workflow is to hear of it soon: it counts, and it retries.
    this.source.end();
    if (this.gone || endpoint.ordering === 'strict') this.stopped = true;
  }

  /** What the requests to an endpoint share is made once for each look. */
  private requestMaker(endpoint: AttemptEndpoint): RequestMaker {
    if (this.maker?.endpoint !== endpoint) {
      const make = createRequestMaker(this.options.deps.secretBox, endpoint);
      this.maker = { endpoint, make };
    }
    return this.maker.make;
  }

  private fail(error: unknown): void {
    this.stopped = true;
    this.failure ??= error instanceof Error ? error : new Error(String(error));
  }

  /** Writes what has gathered; while a write is under way, with the one after it. */
  private flush(): void {
    this.lastFlushAt = performance.now();
    if (this.writing !== undefined) {
      this.writeAgain = true;
      return;
    }
    const writing = this.writeAll().finally(() => (this.writing = undefined));
    // Awaited at the end of the group; until then a rejection must not count as unhandled.
    writing.catch((error: unknown) => this.fail(error));
    this.writing = writing;
  }

  private async writeAll(): Promise<void> {
    const { endpoint } = this;
    while (endpoint !== undefined && this.unwritten.length > 0) {
      this.writeAgain = false;
      const outcomes = this.unwritten;
      this.unwritten = [];
      await this.write(endpoint, outcomes);
      if (!this.isAskedAgain()) return;
    }
  }

  private isAskedAgain(): boolean {
    return this.writeAgain;
  }

  private async write(endpoint: AttemptEndpoint, outcomes: readonly Outcome[]): Promise<void> {
    const works = await this.options.outcomes.write(endpoint, outcomes);
    for (const { event, result } of outcomes) {
      if (result.succeeded) this.succeeded += 1;
      else if (works.get(event.event_id) === 'retrying') this.retry.push(event.event_id);
    }
    this.tellRetries();
    this.source.settled(outcomes.map(({ event }) => event.event_id));
  }

  /** Beside a slow attempt the group's end may be far, and retries are due before it. */
  private tellRetries(): void {
    const { endpoint, options, retry, told } = this;
    if (endpoint === undefined || retry.length === told || !this.isHeldUp()) return;
    this.told = retry.length;
    const { id, organization_id } = endpoint;
    // Where it fails the result still names them.
    void options.deps
      .signalEvents(id, organization_id, retry.slice(told), { retrying: true })
      .catch(() => undefined);
  }
}
