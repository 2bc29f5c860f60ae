import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root';
import type { SchemaAnswer, SchemaJob, SchemaProblem } from './messages';

/** Far more than any sensible schema takes, and less than what a caller's patience ends at. */
const CHECK_TIMEOUT_MS = 1_000;
/** How long an owner whose schema ran out of time is refused: it takes a tenth of the thread at most. */
const PENALTY_MS = 10_000;
const THREAD_MAX_HEAP_MB = 128;

/** A schema ran out of time, or its owner's last one did just now. */
export class SchemaTooSlow extends Error {
  override readonly name = 'SchemaTooSlow';
}

interface Waiting {
  readonly job: SchemaJob;
  readonly owner: string;
  readonly resolve: (problems: readonly SchemaProblem[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs tenants' JSON Schemas in a thread of its own, one check at a time, each within a time limit.
 * The thread starts with the first check, and anew after one that had to be ended.
 */
export class SchemaChecker {
  private readonly queue: Waiting[] = [];
  private readonly refusedUntil = new Map<string, number>();
  private thread: Worker | undefined;
  private isReady = false;
  private running: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private jobs = 0;

  constructor(
    private readonly options: { readonly timeoutMs?: number; readonly penaltyMs?: number } = {},
  ) {}

  /**
   * What is wrong with a schema, or with data by it; empty when nothing is.
   *
   * @param owner whose schema it is: an organization's id
   * @param schema JSON of the schema
   * @param data JSON of the data; without it the schema alone is looked at
   * @throws SchemaTooSlow when it takes more than a second
   */
  check(owner: string, schema: string, data?: string): Promise<readonly SchemaProblem[]> {
    return new Promise((resolve, reject) => {
      this.jobs += 1;
      const job = { id: this.jobs, schema, ...(data !== undefined && { data }) };
      this.queue.push({ job, owner, resolve, reject });
      this.next();
    });
  }

  /** Ends the thread; what waits is refused. */
  async close(): Promise<void> {
    const waiting = [...(this.running === undefined ? [] : [this.running]), ...this.queue];
    this.queue.length = 0;
    await this.endThread();
    for (const { reject } of waiting) reject(new Error('The schema checker is closed.'));
  }

  private next(): void {
    while (this.running === undefined) {
      const [waiting] = this.queue;
      if (waiting === undefined) return;
      if (this.isRefused(waiting.owner)) {
        this.queue.shift();
        waiting.reject(new SchemaTooSlow('a schema of the owner took too long just now'));
        continue;
      }
      this.thread ??= this.startThread();
      if (!this.isReady) return;
      this.queue.shift();
      this.running = waiting;
      this.timer = setTimeout(
        () => void this.giveUp(new SchemaTooSlow('the schema takes too long')),
        this.options.timeoutMs ?? CHECK_TIMEOUT_MS,
      );
      this.thread.postMessage(waiting.job);
    }
  }

  private isRefused(owner: string): boolean {
    const until = this.refusedUntil.get(owner);
    if (until === undefined) return false;
    if (Date.now() < until) return true;
    this.refusedUntil.delete(owner);
    return false;
  }

  private startThread(): Worker {
    const file = path.join(packageRoot(), 'dist', 'src', 'event-schemas', 'schema-thread.js');
    const thread = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: THREAD_MAX_HEAP_MB },
    });
    thread.on('message', (message: SchemaAnswer) => {
      if (thread !== this.thread) return;
      if (message.kind === 'ready') this.isReady = true;
      else if (message.id === this.running?.job.id) this.settle(message.problems);
      this.next();
    });
    thread.on('error', (error) => {
      if (thread === this.thread) void this.giveUp(error);
    });
    // It must not keep a process alive that has nothing else to do; a listener would again.
    thread.unref();
    return thread;
  }

  private settle(problems: readonly SchemaProblem[]): void {
    clearTimeout(this.timer);
    const done = this.running;
    this.running = undefined;
    done?.resolve(problems);
  }

  /** The thread hangs, has no memory left or cannot start: what it ran is refused, its owner for a while. */
  private async giveUp(error: Error): Promise<void> {
    const failed = this.running ?? this.queue.shift();
    if (failed !== undefined) {
      this.refusedUntil.set(failed.owner, Date.now() + (this.options.penaltyMs ?? PENALTY_MS));
    }
    await this.endThread();
    failed?.reject(error instanceof SchemaTooSlow ? error : new SchemaTooSlow(error.message));
    this.next();
  }

  private async endThread(): Promise<void> {
    clearTimeout(this.timer);
    const ended = this.thread;
    this.thread = undefined;
    this.isReady = false;
    this.running = undefined;
    await ended?.terminate();
  }
}
