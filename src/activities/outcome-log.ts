import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  insertDeliveries,
  type AttemptEndpoint,
  type AttemptEvent,
  type NewDeliveries,
} from '../db/deliveries';
import { Gather } from '../db/gather';
import { isOutage } from '../db/outage';
import type { Pool } from '../db/pool';
import type { AttemptResult } from '../domain/delivery';
import type { EventWork } from '../domain/event';
import { isLastAttempt, retryDelaySeconds } from '../domain/retry-policy';
import type { Logger } from '../log';
import { parseUrl } from '../webhooks/parse-url';
import type { Posted } from './post-event';

/** How long outcomes are held in memory while the database is away, before the activity gives up. */
const WRITE_PATIENCE_MS = 60_000;
const WRITE_RETRY_MS = 250;

/** An attempt that was made. */
export interface Outcome {
  readonly event: Pick<AttemptEvent, 'event_id' | 'type'>;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly result: AttemptResult;
  /** When its request was signed. */
  readonly sentAt: Date;
  readonly at: Date;
  /** When the next one is due; null when there is none. */
  readonly nextAttemptAt: Date | null;
}

/**
 * Judges an attempt by the retry policy.
 *
 * @param now Temporal's present, which time-skipping tests move
 */
export function judge(
  event: Outcome['event'],
  attempt: number,
  { result, sentAt }: Posted,
  now: number,
): Outcome {
  const made = { event, attempt, result, sentAt, at: new Date() };
  if (result.succeeded || isLastAttempt(attempt, result.httpCode)) {
    return { ...made, nextAttemptAt: null };
  }
  const seconds = retryDelaySeconds(attempt, result.retryAfterSeconds, Math.random());
  return { ...made, nextAttemptAt: new Date(now + seconds * 1_000) };
}

/** What one statement writes at most, of as many groups as there are. */
const STATEMENT_MAX_GROUPS = 64;

/** Outcomes of one endpoint that are written together. */
interface Batch {
  readonly name: string;
  readonly deliveries: NewDeliveries;
}

type Written = { readonly works: ReadonlyMap<string, EventWork> } | { readonly error: unknown };

/**
 * Writes outcomes and one wide log line for each. While one statement is under way, the outcomes of
 * other endpoints gather and are written by the next one.
 */
export class OutcomeLog {
  private readonly writes: Gather<Batch, Written>;

  constructor(
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {
    this.writes = new Gather(
      (batches) => this.writeTogether(batches),
      ({ name }) => name,
      { maxKeys: STATEMENT_MAX_GROUPS },
    );
  }

  /**
   * When the database is away it is tried again for a while: the POSTs were made, and giving up would
   * mean to make them twice.
   *
   * @returns the events' work as it stands now
   * @throws when the database stays away
   */
  async write(
    endpoint: AttemptEndpoint,
    outcomes: readonly Outcome[],
  ): Promise<ReadonlyMap<string, EventWork>> {
    const batch = { name: randomUUID(), deliveries: toColumns(endpoint, outcomes) };
    const giveUpAt = performance.now() + WRITE_PATIENCE_MS;
    for (;;) {
      try {
        const written = await this.writes.find(batch);
        if (written === undefined) throw new Error('Outcomes were not written.');
        if ('error' in written) throw written.error;
        for (const outcome of outcomes) logAttempt(this.log, endpoint, outcome);
        return written.works;
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        this.log.warn(
          { err: error, endpoint_id: endpoint.id },
          'outcomes cannot be written, trying again',
        );
        await delay(WRITE_RETRY_MS);
      }
    }
  }

  private async writeTogether(batches: readonly Batch[]): Promise<Map<string, Written>> {
    try {
      const works = await insertDeliveries(this.pool, concat(batches));
      return new Map(batches.map(({ name }) => [name, { works }]));
    } catch (error) {
      if (batches.length === 1 || isOutage(error)) throw error;
      // What is refused of one endpoint must not keep the others' outcomes from being written.
      const alone = await Promise.all(batches.map((batch) => this.writeAlone(batch)));
      return new Map(alone);
    }
  }

  private async writeAlone({ name, deliveries }: Batch): Promise<[string, Written]> {
    try {
      return [name, { works: await insertDeliveries(this.pool, deliveries) }];
    } catch (error) {
      return [name, { error }];
    }
  }
}

function concat(batches: readonly Batch[]): NewDeliveries {
  const [first] = batches;
  if (batches.length === 1 && first !== undefined) return first.deliveries;
  const columnOf = <Name extends keyof NewDeliveries>(name: Name) =>
    batches.flatMap(({ deliveries }) => deliveries[name] as unknown[]) as NewDeliveries[Name];
  return {
    ids: columnOf('ids'),
    eventIds: columnOf('eventIds'),
    endpointIds: columnOf('endpointIds'),
    organizationIds: columnOf('organizationIds'),
    attempts: columnOf('attempts'),
    succeeded: columnOf('succeeded'),
    httpCodes: columnOf('httpCodes'),
    responses: columnOf('responses'),
    stages: columnOf('stages'),
    durationsMs: columnOf('durationsMs'),
    works: columnOf('works'),
    nextAttemptsAt: columnOf('nextAttemptsAt'),
    createdAt: columnOf('createdAt'),
    sentAt: columnOf('sentAt'),
  };
}

function toColumns(endpoint: AttemptEndpoint, outcomes: readonly Outcome[]): NewDeliveries {
  return {
    // Ids are made here and not by the database, so that a write whose answer was lost can be repeated.
    ids: outcomes.map(() => randomUUID()),
    eventIds: outcomes.map(({ event }) => event.event_id),
    endpointIds: outcomes.map(() => endpoint.id),
    organizationIds: outcomes.map(() => endpoint.organization_id),
    attempts: outcomes.map(({ attempt }) => attempt),
    succeeded: outcomes.map(({ result }) => result.succeeded),
    httpCodes: outcomes.map(({ result }) => result.httpCode),
    responses: outcomes.map(({ result }) => result.response),
    stages: outcomes.map(({ result }) => result.stage),
    durationsMs: outcomes.map(({ result }) => result.durationMs),
    works: outcomes.map(({ nextAttemptAt }) => (nextAttemptAt === null ? null : 'retrying')),
    nextAttemptsAt: outcomes.map(({ nextAttemptAt }) => nextAttemptAt?.toISOString() ?? null),
    createdAt: outcomes.map(({ at }) => at.toISOString()),
    sentAt: outcomes.map(({ sentAt }) => sentAt.toISOString()),
  };
}

function logAttempt(log: Logger, endpoint: AttemptEndpoint, outcome: Outcome): void {
  const { event, attempt, result, nextAttemptAt } = outcome;
  log.info(
    {
      organization_id: endpoint.organization_id,
      endpoint_id: endpoint.id,
      event_id: event.event_id,
      type: event.type,
      host: parseUrl(endpoint.url)?.host ?? null,
      attempt,
      succeeded: result.succeeded,
      http_code: result.httpCode,
      stage: result.stage,
      duration_ms: result.durationMs,
      next_attempt_at: nextAttemptAt?.toISOString() ?? null,
    },
    'attempt',
  );
}
