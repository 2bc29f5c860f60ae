import type { Logger } from '../log';
import type { EndpointWorkflows } from './endpoint-workflows';

/**
 * Signals under way at once, over all endpoints. Few on purpose: while they are, further ids gather
 * and leave together, so that groups grow with the load.
 */
const MAX_SIGNALS_UNDER_WAY = 8;
/** Ids in one signal; the workflow reads from the database what comes after. */
const MAX_IDS_PER_SIGNAL = 500;
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 15_000;

interface Waiting {
  readonly organizationId: string;
  ids: string[];
}

/**
 * Tells endpoints' workflows of committed events, coalescing: while a signal to an endpoint is under
 * way, further ids gather and leave with the next one. No timer and no added wait.
 *
 * It lives in memory: what a crash loses here the sweep signals again.
 */
export class Notifier {
  private readonly waiting = new Map<string, Waiting>();
  private readonly underWay = new Set<string>();
  private failures = 0;
  private paused: NodeJS.Timeout | undefined;
  private idle: (() => void)[] = [];

  constructor(
    private readonly workflows: Pick<EndpointWorkflows, 'signalEvents'>,
    private readonly log: Logger,
  ) {}

  /** Hands committed ids over, in the order of publishing; returns at once. */
  notify(endpointId: string, organizationId: string, ids: readonly string[]): void {
    const waiting = this.waiting.get(endpointId);
    if (waiting === undefined) this.waiting.set(endpointId, { organizationId, ids: [...ids] });
    else waiting.ids.push(...ids);
    this.pump();
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
    return this.waiting.size === 0 && this.underWay.size === 0;
  }

  private pump(): void {
    if (this.paused !== undefined) return;
    for (const [endpointId, waiting] of this.waiting) {
      if (this.underWay.size >= MAX_SIGNALS_UNDER_WAY) return;
      if (this.underWay.has(endpointId)) continue;
      // Deleted and set anew: an endpoint with a flood goes behind the others.
      this.waiting.delete(endpointId);
      const ids = waiting.ids.splice(0, MAX_IDS_PER_SIGNAL);
      if (waiting.ids.length > 0) this.waiting.set(endpointId, waiting);
      void this.signal(endpointId, waiting.organizationId, ids);
    }
  }

  private async signal(endpointId: string, organizationId: string, ids: string[]): Promise<void> {
    this.underWay.add(endpointId);
    try {
      await this.workflows.signalEvents(endpointId, organizationId, ids);
      this.failures = 0;
    } catch (error) {
      this.giveBack(endpointId, organizationId, ids, error);
    } finally {
      this.underWay.delete(endpointId);
    }
    this.pump();
    if (this.isIdle()) this.idle.splice(0).forEach((resolve) => resolve());
  }

  /** Temporal is away: waits, longer each time. A few ids are enough to bring the workflow back. */
  private giveBack(
    endpointId: string,
    organizationId: string,
    ids: string[],
    error: unknown,
  ): void {
    const newer = this.waiting.get(endpointId)?.ids ?? [];
    this.waiting.set(endpointId, {
      organizationId,
      ids: [...ids, ...newer].slice(0, MAX_IDS_PER_SIGNAL),
    });
    const delay = Math.min(RETRY_MIN_MS * 2 ** this.failures, RETRY_MAX_MS);
    this.failures += 1;
    this.log.warn({ err: error, endpoint_id: endpointId, delay_ms: delay }, 'signal failed');
    this.paused ??= setTimeout(() => {
      this.paused = undefined;
      this.pump();
    }, delay);
  }
}
