import { setTimeout as delay } from 'node:timers/promises';
import type { Endable } from '../../dev/supervise';
import { now } from '../clock';
import type { Environment } from '../environment';
import type { Restartable } from '../restartable';
import type { KillKind, PlannedKill } from './kill-plan';

const START_RETRY_MS = 250;
/** What does not run by then has not come back. */
const COMEBACK_TIMEOUT_MS = 90_000;

/** What can be killed and brought back, whatever it is. */
type Place = Pick<Restartable<Endable>, 'name' | 'current' | 'start' | 'kill' | 'onUnexpectedEnd'>;

/** A kill that was carried out. */
export interface Kill {
  readonly kind: KillKind;
  /** `worker-2`. */
  readonly name: string;
  readonly how: 'kill -9' | 'immediate';
  /** Moment of the kill (see clock.ts). */
  readonly at: number;
  /** Milliseconds from the kill until it was ready again; null when it never was. */
  backAfterMs: number | null;
}

/** What the killer has done and seen. */
export interface KillLog {
  readonly kills: readonly Kill[];
  /** Processes that ended though nobody had killed them, and how. */
  readonly endedByThemselves: readonly string[];
  /** Starts that failed and were made again, because something else was away. */
  readonly failedStarts: number;
  /** What has not come back. */
  readonly missing: readonly string[];
}

/** Kills what it is told to and brings everything back, as a supervisor would. */
export class Killer {
  private readonly kills: Kill[] = [];
  private readonly endedByThemselves: string[] = [];
  private readonly missing: string[] = [];
  private failedStarts = 0;
  private readonly comebacks = new Set<Promise<unknown>>();

  /**
   * @param interrupted aborted when somebody stops the run: nothing is brought back any more
   * @param onKill told of each kill in a few words
   */
  constructor(
    private readonly environment: Environment,
    private readonly interrupted: AbortSignal,
    private readonly onKill: (text: string) => void,
  ) {
    for (const place of this.places()) {
      place.onUnexpectedEnd = (how) => {
        this.endedByThemselves.push(`${place.name}: ${how}`);
        this.track(this.bringBack(place, 0));
      };
    }
  }

  /** Kills by the plan until the signal is aborted, then waits until everything is back. */
  async run(plan: Iterator<PlannedKill, never>, signal: AbortSignal): Promise<KillLog> {
    for (;;) {
      const next = plan.next().value;
      await delay(next.afterMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      await this.kill(next);
    }
    while (this.comebacks.size > 0) await Promise.all(this.comebacks);
    const { kills, endedByThemselves, failedStarts, missing } = this;
    return { kills, endedByThemselves, failedStarts, missing };
  }

  private async kill({ kind, which, awayMs, immediate }: PlannedKill): Promise<void> {
    const place = await this.choose(kind, which);
    if (place === undefined) return;
    const byMode = immediate && kind === 'postgres';
    const kill: Kill = {
      kind,
      name: place.name,
      how: byMode ? 'immediate' : 'kill -9',
      at: now(),
      backAfterMs: null,
    };
    this.kills.push(kill);
    this.onKill(`${place.name}, kill ${this.kills.length}`);
    if (byMode) await this.environment.postgres.end((server) => server.stop('immediate'));
    else await place.kill();
    this.track(
      this.bringBack(place, awayMs).then((isBack) => {
        if (isBack) kill.backAfterMs = now() - kill.at;
      }),
    );
  }

  /** One of the kind that runs; waits for what is coming back when none does. */
  private async choose(kind: KillKind, which: number): Promise<Place | undefined> {
    const all = this.placesOf(kind);
    const first = Math.floor(which * all.length);
    const inTurn = [...all.slice(first), ...all.slice(0, first)];
    const running = () => inTurn.find(({ current }) => current !== undefined);
    if (running() === undefined) await Promise.all(this.comebacks);
    return running();
  }

  private placesOf(kind: KillKind): readonly Place[] {
    const { signalpost, temporal, postgres } = this.environment;
    switch (kind) {
      case 'api':
        return signalpost.apis;
      case 'worker':
        return signalpost.workers;
      case 'temporal':
        return [temporal];
      case 'postgres':
        return [postgres];
    }
  }

  private places(): readonly Place[] {
    return (['api', 'worker', 'temporal', 'postgres'] as const).flatMap((kind) =>
      this.placesOf(kind),
    );
  }

  /** A start may fail because something else is away: then it is made again. */
  private async bringBack(place: Place, awayMs: number): Promise<boolean> {
    await delay(awayMs);
    const giveUpAt = now() + COMEBACK_TIMEOUT_MS;
    for (;;) {
      try {
        await place.start();
        return true;
      } catch (error) {
        this.failedStarts += 1;
        if (now() > giveUpAt || this.interrupted.aborted) {
          this.missing.push(`${place.name}: ${(error as Error).message}`);
          return false;
        }
        await delay(START_RETRY_MS);
      }
    }
  }

  private track(comeback: Promise<unknown>): void {
    const tracked = comeback.finally(() => this.comebacks.delete(tracked));
    this.comebacks.add(tracked);
  }
}
