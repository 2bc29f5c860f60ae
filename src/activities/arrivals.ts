import { setTimeout as delay } from 'node:timers/promises';

/** Least time from one look to the next. */
const LOOK_INTERVAL_MS = 20;
/** Looks take at most this part of the time, however many endpoints there are. */
const LOOK_SHARE = 0.1;
/** Most time from the end of one to the next: one that hung is no reason to look away for minutes. */
const LOOK_MAX_PAUSE_MS = 500;

interface Waiting {
  readonly until: number;
  readonly resolve: (hasCome: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Tells who follows an endpoint that events have come, by one look for all of them together. */
export class Arrivals {
  private readonly waiting = new Map<string, Waiting[]>();
  private looking = false;

  /** @param find which of the endpoints have queued events */
  constructor(private readonly find: (endpointIds: readonly string[]) => Promise<Set<string>>) {}

  /**
   * Waits for events of an endpoint.
   *
   * @returns whether there are any, or somebody said so; false when none has come in time. Rejects with what a look throws.
   */
  wait(endpointId: string, patienceMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(endpointId) ?? [];
      waiting.push({ until: performance.now() + patienceMs, resolve, reject });
      this.waiting.set(endpointId, waiting);
      if (!this.looking) void this.look();
    });
  }

  /** Has those who wait for one of the endpoints look for themselves, at once. */
  wake(endpointIds: readonly string[]): void {
    for (const endpointId of endpointIds) {
      for (const { resolve } of this.take(endpointId)) resolve(true);
    }
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (this.waiting.size > 0) {
      const begunAt = performance.now();
      try {
        const come = await this.find([...this.waiting.keys()]);
        for (const endpointId of come) {
          for (const { resolve } of this.take(endpointId)) resolve(true);
        }
      } catch (error) {
        for (const endpointId of [...this.waiting.keys()]) {
          for (const { reject } of this.take(endpointId)) reject(error);
        }
      }
      this.endOverdue();
      const took = performance.now() - begunAt;
      const pause = Math.max(LOOK_INTERVAL_MS, took / LOOK_SHARE) - took;
      await delay(Math.min(pause, LOOK_MAX_PAUSE_MS));
    }
    this.looking = false;
  }

  private endOverdue(): void {
    const now = performance.now();
    for (const [endpointId, waiting] of this.waiting) {
      if (waiting.every(({ until }) => until > now)) continue;
      this.waiting.delete(endpointId);
      for (const { resolve } of waiting) resolve(false);
    }
  }

  private take(endpointId: string): readonly Waiting[] {
    const waiting = this.waiting.get(endpointId) ?? [];
    this.waiting.delete(endpointId);
    return waiting;
  }
}
