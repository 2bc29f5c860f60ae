import { Context } from '@temporalio/activity';
import { skipArchivedEvents, type AttemptEndpoint } from '../db/deliveries';
import type { Group as ReadGroup } from '../db/groups';
import type { GroupResult } from '../domain/activity-results';
import { GROUP_MAX_EVENTS, GROUP_MAX_WALL_MS } from '../domain/limits';
import { HTTP_GONE } from '../domain/retry-policy';
import type { ActivityDependencies } from './dependencies';
import type { Arrivals } from './arrivals';
import { EventSource, type GroupReader, type SourcedEvent } from './event-source';
import { judge, type Outcome, type OutcomeLog } from './outcome-log';
import type { Payloads } from './payloads';
import { createRequestMaker, type RequestMaker } from './signing';
import { temporalNow } from './temporal-clock';

/** Outcomes are written at least this often, which bounds what a crash makes us send twice. */
const FLUSH_INTERVAL_MS = 500;
/** An attempt that takes longer makes its endpoint a slow one. */
const QUICK_ATTEMPT_MS = 1_000;
/** As many outcomes are written at once, rather than growing further. */
const FLUSH_OUTCOMES = GROUP_MAX_EVENTS;

export interface GroupOptions {
  readonly deps: ActivityDependencies;
  readonly payloads: Payloads;
  readonly outcomes: OutcomeLog;
  readonly groups: GroupReader;
  readonly arrivals: Arrivals;
  readonly endpointId: string;
  /** Most events of one look, and most of which all may fail. */
  readonly limit: number;
  /** Whether to go on with events that come meanwhile; asked again and again. */
  readonly mayFollow: () => boolean;
  /** For how long, in milliseconds. */
  readonly followMs: number;
  readonly workflowNow: number | undefined;
}

/** The first attempts of one run of the activity. */
export class Group {
  private readonly source: EventSource;
  private readonly startedAt = performance.now();
  private lastFlushAt = this.startedAt;
  private endpoint: AttemptEndpoint | undefined;
  private maker: { endpoint: AttemptEndpoint; make: RequestMaker } | undefined;
  private begun = 0;
  private failed = false;
  private stopped = false;
  private gone = false;
  private failure: Error | undefined;
  private unwritten: Outcome[] = [];
  private writing: Promise<void> | undefined;
  private writeAgain = false;
  private readonly retry: string[] = [];
  private succeeded = 0;
  private slowestMs = 0;

  constructor(private readonly options: GroupOptions) {
    this.source = new EventSource({
      pool: options.deps.pool,
      ...options,
      mustStop: () => this.mustStop(),
    });
  }

  /** Reads the endpoint and its first events. @returns undefined when the endpoint never was */
  async open(): Promise<ReadGroup | undefined> {
    const group = await this.source.open();
    this.endpoint = group?.endpoint;
    return group;
  }

  /** @throws what of ours made the group stop, after its outcomes are written */
  async send(): Promise<GroupResult> {
    const { max_in_flight = 1, ordering = 'first_attempt' } = this.endpoint ?? {};
    // More would only wait for each other.
    const most = Math.min(
      max_in_flight,
      this.options.deps.settings.delivery.connectionsPerOrigin,
      this.source.isFollowing ? GROUP_MAX_EVENTS : this.source.left,
    );
    const lanes = ordering === 'strict' ? 1 : most;
    await Promise.all(Array.from({ length: lanes }, () => this.lane()));
    this.flush();
    await this.writing?.catch((error: unknown) => this.fail(error));
    const { succeeded, retry, gone, failed, failure } = this;
    const isBusy = this.source.isBusy && !failed && failure === undefined;
    const { isLocal } = Context.current().info;
    const expectsMore = isBusy && (isLocal || !this.source.ranDry) && !this.isCancelled();
    const more = await this.source.close(expectsMore);
    if (failure !== undefined) throw failure;
    // Slow receivers and busy endpoints get an activity task of their own the next time.
    const quick = this.slowestMs < QUICK_ATTEMPT_MS && !expectsMore;
    return { active: true, ordering, more, succeeded, retry, gone, quick };
  }

  /** Sends one event after the other until none is left or something says stop. */
  private async lane(): Promise<void> {
    for (;;) {
      if (this.source.left === 0) this.flush();
      const next = await this.source.next();
      if (next === undefined) return;
      this.begun += 1;
      try {
        await this.attempt(next);
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
      (this.failed && this.begun >= this.options.limit) ||
      performance.now() - this.startedAt >
        (this.source.isFollowing ? this.options.followMs : GROUP_MAX_WALL_MS) ||
      this.isCancelled()
    );
  }

  private isCancelled(): boolean {
    return Context.current().cancellationSignal.aborted;
  }

  private async attempt({ event, endpoint }: SourcedEvent): Promise<void> {
    const { deps, payloads, workflowNow } = this.options;
    const result = await payloads.with(endpoint.organization_id, event, (payload) =>
      payload === null
        ? Promise.resolve(null)
        : deps.sender.send(this.requestMaker(endpoint)(event.event_id, payload)),
    );
    if (result === null) {
      await skipArchivedEvents(deps.pool, endpoint.id, [event.event_id]);
      this.source.settled([event.event_id]);
      return;
    }
    this.unwritten.push(judge(event, event.attempts + 1, result, temporalNow(workflowNow)));
    this.slowestMs = Math.max(this.slowestMs, result.durationMs);
    if (result.httpCode === HTTP_GONE) this.gone = true;
    if (result.succeeded) return;
    this.failed = true;
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
    this.source.settled(outcomes.map(({ event }) => event.event_id));
  }
}
