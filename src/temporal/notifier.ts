import { FOLLOW_PATIENCE_MS } from '../domain/limits';
import type { Logger } from '../log';
import type { EndpointWorkflows } from './endpoint-workflows';

/**
 * Signals under way at once, over all endpoints. Few on purpose: while they are, further ids gather
 * and leave together, so that groups grow with the load.
 */
const MAX_SIGNALS_UNDER_WAY = 8;
/** Ids in one signal; the workflow reads from the database what comes after. */
const MAX_IDS_PER_SIGNAL = 500;
/** What gets nothing for so long is watched by nobody any more. */
const WATCHED_AFTER_MS = FOLLOW_PATIENCE_MS + 1_000;
/** Who watches looks by himself more often than this where much comes, and need not be woken. */
const WAKE_AFTER_MS = 40;
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 15_000;

/** What is known of an endpoint that got something of late. */
interface Known {
  readonly at: number;
  /** Whether it got something shortly before that too. */
  readonly isRecent: boolean;
  /** Whether it was watched when that was asked last. */
  watched: boolean;
}

/** Those who follow endpoints on the workers. */
export interface Followers {
  /** Whether somebody looks for an endpoint's committed events without a signal. */
  isWatched(endpointId: string): Promise<boolean>;
  /** Has whoever does so look at once; returns at once. A hint that may be lost. */
  wake(endpointId: string): void;
}

/** What waits for the endpoints of one organization, and how many of their signals are under way. */
interface Organization {
  /** In the order of their turns. */
  readonly endpoints: Map<string, string[]>;
  underWay: number;
}

/**
 * Tells endpoints' workflows of committed events, coalescing: while a signal to an endpoint is under
 * way, further ids gather and leave with the next one. No timer and no added wait. Organizations take
 * turns, and while several wait none has more than its share of the signals under way.
 *
 * It lives in memory: what a crash loses here the sweep signals again.
 */
export class Notifier {
  /** Those with something waiting or under way, in the order of their turns. */
  private readonly organizations = new Map<string, Organization>();
  private readonly underWay = new Set<string>();
  private failures = 0;
  private paused: NodeJS.Timeout | undefined;
  private idle: (() => void)[] = [];

  /** Those that got something of late, the latest at the end. */
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly workflows: Pick<EndpointWorkflows, 'signalEvents'>,
    private readonly followers: Followers,
    private readonly log: Logger,
  ) {}

  /** Hands committed ids over, in the order of publishing; returns at once. */
  notify(endpointId: string, organizationId: string, ids: readonly string[]): void {
    const known = this.known.get(endpointId);
    const quietMs = performance.now() - (known?.at ?? -Infinity);
    // Before its turn, and whether somebody still watches or not: each millisecond counts for a lone event.
    if (known?.watched === true && quietMs > WAKE_AFTER_MS && quietMs < WATCHED_AFTER_MS) {
      this.followers.wake(endpointId);
    }
    const { endpoints } = this.organizationOf(organizationId);
    const waiting = endpoints.get(endpointId);
    if (waiting === undefined) endpoints.set(endpointId, [...ids]);
    else waiting.push(...ids);
    this.pump();
  }

  private organizationOf(id: string): Organization {
    let organization = this.organizations.get(id);
    if (organization === undefined) {
      organization = { endpoints: new Map(), underWay: 0 };
      this.organizations.set(id, organization);
    }
    return organization;
  }

  /** Resolves when nothing waits any more, or after `timeoutMs`. */
  async drain(timeoutMs: number): Promise<void> {
    if (this.isIdle()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.idle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    clearTimeout(this.paused);
  }

  private isIdle(): boolean {
    return this.organizations.size === 0;
  }

  private pump(): void {
    if (this.paused !== undefined) return;
    while (this.underWay.size < MAX_SIGNALS_UNDER_WAY) {
      const next = this.next();
      if (next === undefined) return;
      const { id, organization, endpointId } = next;
      const waiting = organization.endpoints.get(endpointId) ?? [];
      // Deleted and set anew: what has had its turn goes behind the others.
      organization.endpoints.delete(endpointId);
      this.organizations.delete(id);
      this.organizations.set(id, organization);
      const ids = waiting.splice(0, MAX_IDS_PER_SIGNAL);
      if (waiting.length > 0) organization.endpoints.set(endpointId, waiting);
      void this.signal(endpointId, id, ids);
    }
  }

  /** Whose turn it is: the first within its share; without such a one the first, so that none lies idle. */
  private next(): { id: string; organization: Organization; endpointId: string } | undefined {
    const share = Math.max(1, Math.floor(MAX_SIGNALS_UNDER_WAY / this.organizations.size));
    let first: ReturnType<Notifier['next']>;
    for (const [id, organization] of this.organizations) {
      const isWithin = organization.underWay < share;
      if (first !== undefined && !isWithin) continue;
      const endpointId = this.firstFree(organization);
      if (endpointId === undefined) continue;
      if (isWithin) return { id, organization, endpointId };
      first = { id, organization, endpointId };
    }
    return first;
  }

  /** Looks at few: no more are passed over than there are signals under way. */
  private firstFree({ endpoints }: Organization): string | undefined {
    for (const endpointId of endpoints.keys()) {
      if (!this.underWay.has(endpointId)) return endpointId;
    }
    return undefined;
  }

  private async signal(endpointId: string, organizationId: string, ids: string[]): Promise<void> {
    const organization = this.organizationOf(organizationId);
    organization.underWay += 1;
    this.underWay.add(endpointId);
    try {
      const known = this.noted(endpointId);
      // Asked after the ids are committed: whoever watches looks once more after the end of his watch.
      if (!known.watched || !(await this.askWatched(endpointId, known))) {
        // Beside the signal, so that a lone event does not wait for the answer.
        if (known.isRecent) void this.askWatched(endpointId, known);
        await this.workflows.signalEvents(endpointId, organizationId, ids);
      }
      this.failures = 0;
    } catch (error) {
      this.giveBack(endpointId, organization, ids, error);
    } finally {
      this.underWay.delete(endpointId);
      organization.underWay -= 1;
    }
    if (organization.underWay === 0 && organization.endpoints.size === 0) {
      this.organizations.delete(organizationId);
    }
    this.pump();
    if (this.isIdle()) this.idle.splice(0).forEach((resolve) => resolve());
  }

  /** Notes that an endpoint gets something, and tells what is known of it. */
  private noted(endpointId: string): Known {
    const now = performance.now();
    const before = this.known.get(endpointId);
    const isRecent = before !== undefined && now - before.at < WATCHED_AFTER_MS;
    const known = { at: now, isRecent, watched: isRecent && before.watched };
    // Deleted and set anew: the latest are at the end.
    this.known.delete(endpointId);
    this.known.set(endpointId, known);
    for (const [id, { at }] of this.known) {
      if (now - at < WATCHED_AFTER_MS) break;
      this.known.delete(id);
    }
    return known;
  }

  private async askWatched(endpointId: string, known: Known): Promise<boolean> {
    // Where the answer stays away a signal does no harm.
    known.watched = await this.followers.isWatched(endpointId).catch(() => false);
    return known.watched;
  }

  /** Temporal is away: waits, longer each time. A few ids are enough to bring the workflow back. */
  private giveBack(
    endpointId: string,
    { endpoints }: Organization,
    ids: string[],
    error: unknown,
  ): void {
    const newer = endpoints.get(endpointId) ?? [];
    endpoints.set(endpointId, [...ids, ...newer].slice(0, MAX_IDS_PER_SIGNAL));
    const delay = Math.min(RETRY_MIN_MS * 2 ** this.failures, RETRY_MAX_MS);
    this.failures += 1;
    this.log.warn({ err: error, endpoint_id: endpointId, delay_ms: delay }, 'signal failed');
    this.paused ??= setTimeout(() => {
      this.paused = undefined;
      this.pump();
    }, delay);
  }
}
