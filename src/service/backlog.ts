import type { BacklogLimits } from '../config';
import { countQueued, countQueuedOf } from '../db/backlog';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';
import { Gather } from '../db/gather';

/** A figure is counted anew at most this often, ... */
const RECOUNT_MIN_MS = 1_000;
/** ... and the less often the more there was to count: a second more for each of these. */
const EVENTS_PER_SECOND_OF_WAIT = 50_000;
/** Figures that nobody has asked for in this long are forgotten. */
const FORGET_AFTER_MS = 3_600_000;
const FORGET_EVERY_MS = 60_000;

/** The name of the figure over all organizations, beside their ids. */
const ALL = 'all';

/** What is known of how much waits in one organization, or in all of them. */
interface Figure {
  /** What the database said, and what this process has stored since it was asked. */
  events: number;
  /** When it is due to be counted anew; performance.now(). */
  dueAt: number;
  usedAt: number;
  counting: Promise<void> | undefined;
  /** What was stored while a count was under way: the count may have seen it or not. */
  storedMeanwhile: number;
}

/** The part of the backlog that the publisher needs. */
export type BacklogGate = Pick<Backlog, 'upToDate' | 'begin' | 'retryAfterSeconds'>;

/** What one statement is about to store, on top of what is known to wait. */
export interface Admission {
  /** Whether as much waits as may, in one of the organizations or in all. */
  isFull(organizationIds: Iterable<string>): boolean;
  add(organizationId: string, events: number): void;
  /** The statement has stored what was added. */
  stored(): void;
}

/**
 * How many events wait for their first attempt, per organization and in all, as far as this process
 * knows: counted now and then in the background, plus what this process has stored since. No request
 * waits for a count, but the first one of an organization and those that would be refused otherwise.
 */
export class Backlog {
  private readonly figures = new Map<string, Figure>();
  private readonly counts: Gather<string, number>;
  private forgottenAt = performance.now();

  constructor(
    pool: Pool,
    private readonly limits: BacklogLimits,
    private readonly log: Logger,
  ) {
    // Organizations whose figures are due at the same time are counted by one query.
    this.counts = new Gather(
      (organizationIds: readonly string[]) =>
        countQueuedOf(pool, organizationIds, limits.perOrganization),
      (organizationId) => organizationId,
    );
    this.countAll = () => countQueued(pool, limits.total);
  }

  private readonly countAll: () => Promise<number>;

  /**
   * Sees to it that `isFull` can be relied on; called for each request before it is stored.
   *
   * @returns undefined where nothing has to be waited for, the usual case
   */
  upToDate(organizationIds: Iterable<string>): Promise<unknown> | undefined {
    const waits: Promise<void>[] = [];
    for (const name of this.names(organizationIds)) {
      const figure = this.figureOf(name);
      const isKnown = figure.dueAt > 0;
      figure.usedAt = performance.now();
      if (figure.dueAt > figure.usedAt) continue;
      const counted = this.count(name, figure);
      // Counting them all may take seconds: a process that has just started goes on meanwhile.
      const isNeeded = isKnown ? figure.events >= this.limitOf(name) : name !== ALL;
      if (isNeeded) waits.push(counted);
    }
    return waits.length === 0 ? undefined : Promise.all(waits);
  }

  /** Begins to take requests into a statement. */
  begin(): Admission {
    const added = new Map<string, number>();
    return {
      isFull: (organizationIds) =>
        this.names(organizationIds).some((name) => {
          const events = (this.figures.get(name)?.events ?? 0) + (added.get(name) ?? 0);
          return events >= this.limitOf(name);
        }),
      add: (organizationId, events) => {
        for (const name of this.names([organizationId])) {
          added.set(name, (added.get(name) ?? 0) + events);
        }
      },
      stored: () => {
        for (const [name, events] of added) this.addTo(this.figureOf(name), events);
      },
    };
  }

  /** Until what is full is counted anew; not rounded. */
  retryAfterSeconds(organizationIds: Iterable<string>): number {
    const dueAt = this.names(organizationIds).map((name) => this.figures.get(name)?.dueAt ?? 0);
    return (Math.max(...dueAt) - performance.now()) / 1_000;
  }

  private addTo(figure: Figure, events: number): void {
    figure.events += events;
    if (figure.counting !== undefined) figure.storedMeanwhile += events;
  }

  /** The figures that these organizations' publishing depends on. */
  private names(organizationIds: Iterable<string>): string[] {
    const names = this.limits.perOrganization === 0 ? [] : [...organizationIds];
    if (this.limits.total > 0) names.push(ALL);
    return names;
  }

  private limitOf(name: string): number {
    return name === ALL ? this.limits.total : this.limits.perOrganization;
  }

  private figureOf(name: string): Figure {
    let figure = this.figures.get(name);
    if (figure === undefined) {
      figure = {
        events: 0,
        dueAt: 0,
        usedAt: performance.now(),
        counting: undefined,
        storedMeanwhile: 0,
      };
      this.figures.set(name, figure);
    }
    return figure;
  }

  /** Never rejects: without a count the figure stays as it is, and what follows meets the outage itself. */
  private count(name: string, figure: Figure): Promise<void> {
    figure.counting ??= this.recount(name, figure).finally(() => {
      figure.counting = undefined;
      this.forget();
    });
    return figure.counting;
  }

  private async recount(name: string, figure: Figure): Promise<void> {
    figure.storedMeanwhile = 0;
    try {
      const count = name === ALL ? await this.countAll() : await this.counts.find(name);
      // Too high rather than too low: the count may hold some of it already.
      figure.events = (count ?? 0) + figure.storedMeanwhile;
    } catch (error) {
      this.log.warn({ err: error, organization_id: name }, 'backlog cannot be counted');
    }
    const wait = RECOUNT_MIN_MS + (figure.events / EVENTS_PER_SECOND_OF_WAIT) * 1_000;
    figure.dueAt = performance.now() + wait;
  }

  private forget(): void {
    const now = performance.now();
    if (now - this.forgottenAt < FORGET_EVERY_MS) return;
    this.forgottenAt = now;
    for (const [name, { usedAt, counting }] of this.figures) {
      if (counting === undefined && now - usedAt > FORGET_AFTER_MS) this.figures.delete(name);
    }
  }
}
